import HebiaoCore

/// A figure that somebody typed as text, with the trace of what was normalised to read it.
struct TypedFigure: Sendable {
  /// What the text says where a count or an amount is asked for; nil where that is no figure.
  let count: CellReading?
  /// What it says where a percentage is asked for, `63.16%` or a bare `63.16`; nil where that is none.
  let percent: CellReading?

  /// A text, and the same as headers are compared; nil where it is no figure.
  init?(_ text: String, normalized: String) {
    let hasSign = normalized.utf8.last == UInt8(ascii: "%")
    let number = hasSign ? String(decoding: normalized.utf8.dropLast(), as: UTF8.self) : normalized
    guard let parsed = NumberText(number) else { return nil }
    let traces = Self.traces(of: parsed, text)
    let detail = CellReading.Detail(unit: parsed.unit, normalizations: traces)
    count =
      hasSign
      ? nil
      : CellReading(
        parsed.value,
        decimals: parsed.decimals,
        isBarePercent: false,
        detail: detail
      )
    let ratio = hasSign ? parsed.value.divided(by: Rational(100)) : parsed.value
    percent =
      parsed.unit != nil
      ? nil
      : ratio.map { ratio in
        CellReading(ratio, decimals: parsed.decimals, isBarePercent: !hasSign, detail: detail)
      }
  }

  private static func traces(of parsed: NumberText, _ text: String) -> [Normalization] {
    var traces = [.numberAsText] + parsed.normalizations
    if NormalizedText.hasFullWidth(text) { traces.append(.fullWidth) }
    if NormalizedText.hasIgnored(text) { traces.append(.whiteSpace) }
    return traces
  }
}
