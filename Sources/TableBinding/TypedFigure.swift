import HebiaoCore

/// A figure that somebody typed as text, with the trace of what was normalised to read it.
struct TypedFigure: Sendable {
  /// What the text says where a count or an amount is asked for.
  let count: CellReading
  /// What it says where a percentage is asked for: `63.16%`, or a bare `63.16`.
  let percent: CellReading

  /// A text, and the same as headers are compared.
  init(_ text: String, normalized: String) {
    if normalized.isEmpty {
      count = CellReading()
      percent = CellReading()
      return
    }
    let hasSign = normalized.utf8.last == UInt8(ascii: "%")
    guard let parsed = NumberText(hasSign ? String(normalized.dropLast()) : normalized) else {
      count = .unreadable
      percent = .unreadable
      return
    }
    var reading = CellReading()
    reading.value = .number(parsed.value)
    reading.decimals = parsed.decimals
    reading.unit = parsed.unit
    reading.normalizations = Self.traces(of: parsed, text)
    count = hasSign ? .unreadable : reading
    let ratio = hasSign ? parsed.value.divided(by: Rational(100)) : parsed.value
    if let ratio, parsed.unit == nil {
      reading.value = .number(ratio)
      reading.isBarePercent = !hasSign
      percent = reading
    } else {
      percent = .unreadable
    }
  }

  private static func traces(of parsed: NumberText, _ text: String) -> [Normalization] {
    var traces = [.numberAsText] + parsed.normalizations
    if NormalizedText.halfWidth(text) != text { traces.append(.fullWidth) }
    if text.unicodeScalars.contains(where: NormalizedText.isIgnored) { traces.append(.whiteSpace) }
    return traces
  }
}

extension CellReading {
  fileprivate static let unreadable: CellReading = {
    var reading = CellReading()
    reading.value = .unreadable
    return reading
  }()
}
