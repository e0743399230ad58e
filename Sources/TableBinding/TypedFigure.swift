import HebiaoCore

/// Figures that somebody typed as text, read with the trace of what was normalised.
enum TypedFigure {
  /// A text where a count or an amount is asked for; `normalized` is the text as headers are compared.
  static func count(_ text: String, normalized: String) -> CellReading {
    var reading = CellReading()
    if normalized.isEmpty { return reading }
    guard let parsed = NumberText(normalized) else {
      reading.value = .unreadable
      return reading
    }
    reading.value = .number(parsed.value)
    reading.decimals = parsed.decimals
    reading.unit = parsed.unit
    reading.normalizations = traces(of: parsed, text)
    return reading
  }

  /// A text where a percentage is asked for: `63.16%`, or a bare `63.16`.
  static func percent(_ text: String, normalized: String) -> CellReading {
    var reading = CellReading()
    if normalized.isEmpty { return reading }
    let hasSign = normalized.utf8.last == UInt8(ascii: "%")
    guard let parsed = NumberText(hasSign ? String(normalized.dropLast()) : normalized),
      parsed.unit == nil,
      let value = hasSign ? parsed.value.divided(by: Rational(100)) : parsed.value
    else {
      reading.value = .unreadable
      return reading
    }
    reading.value = .number(value)
    reading.decimals = parsed.decimals
    reading.isBarePercent = !hasSign
    reading.normalizations = traces(of: parsed, text)
    return reading
  }

  private static func traces(of parsed: NumberText, _ text: String) -> [Normalization] {
    var traces = [.numberAsText] + parsed.normalizations
    if NormalizedText.halfWidth(text) != text { traces.append(.fullWidth) }
    if text.unicodeScalars.contains(where: NormalizedText.isIgnored) { traces.append(.whiteSpace) }
    return traces
  }
}
