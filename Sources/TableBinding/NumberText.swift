import HebiaoCore

/// A number that somebody typed as text: `1,753`, `219.13`, `800份`, `1.2万`.
struct NumberText {
  var value: Rational
  var decimals: Int
  var unit: String?
  var normalizations: [Normalization] = []

  private static let prefixes = ["共计", "合计", "共", "计"]
  private static let unitLimit = 5
  /// Bytes that 万, a unit and what closes a sentence may take; a longer rest is a sentence itself.
  private static let longestTail = 36

  /// Reads a text that `NormalizedText.header` has normalised.
  init?(_ normalized: String) {
    guard Self.mayBegin(normalized) else { return nil }
    var bytes = Array(normalized.utf8)[...]
    if let first = bytes.first, first >= 0x80 {
      for prefix in Self.prefixes where bytes.starts(with: prefix.utf8) {
        bytes = bytes.dropFirst(prefix.utf8.count)
        break
      }
    }
    var digits: [UInt8] = []
    if let sign = bytes.first, sign == 45 || sign == 43 {
      digits.append(sign)
      bytes = bytes.dropFirst()
    }
    guard let separated = Self.takeDigits(&bytes, into: &digits) else { return nil }
    if separated { normalizations.append(.thousandsSeparator) }
    // A sentence's full stop after the number is not a decimal point.
    if digits.last == 46 { digits.removeLast() }
    guard let decimal = DecimalText(String(decoding: digits, as: UTF8.self)) else { return nil }
    value = decimal.value
    decimals = decimal.decimals
    if bytes.isEmpty { return }
    guard bytes.count <= Self.longestTail else { return nil }
    var rest = String(decoding: bytes, as: UTF8.self)
    if rest.hasPrefix("万") {
      guard let tenThousandfold = value.multiplied(by: Rational(10_000)) else { return nil }
      value = tenThousandfold
      decimals = max(0, decimals - 4)
      rest.removeFirst()
      normalizations.append(.tenThousand)
    }
    while let last = rest.last, ";。.,、".contains(last) { rest.removeLast() }
    if rest.isEmpty { return }
    let isUnit = rest.unicodeScalars.allSatisfy { $0.value >= 0x4E00 && $0.value <= 0x9FFF }
    guard isUnit, rest.unicodeScalars.count <= Self.unitLimit else { return nil }
    unit = rest
    normalizations.append(.unit)
  }

  /// Most texts are no numbers, which their first byte tells.
  private static func mayBegin(_ normalized: String) -> Bool {
    guard let first = normalized.utf8.first else { return false }
    return first < 0x80
      ? (48...57).contains(first) || first == 43 || first == 45 || first == 46
      : prefixes.contains { normalized.utf8.starts(with: $0.utf8) }
  }

  /// Takes digits and a point; nil where commas stand in the wrong places.
  private static func takeDigits(
    _ bytes: inout ArraySlice<UInt8>,
    into digits: inout [UInt8]
  ) -> Bool? {
    var sinceComma: Int?
    var leading = 0
    var seenPoint = false
    while let byte = bytes.first {
      switch byte {
      case 48...57:
        digits.append(byte)
        if !seenPoint {
          leading += 1
          sinceComma = sinceComma.map { $0 + 1 }
        }
      case 44 where !seenPoint && bytes.dropFirst().first.map({ (48...57).contains($0) }) ?? false:
        guard leading > 0, sinceComma.map({ $0 == 3 }) ?? (leading <= 3) else { return nil }
        sinceComma = 0
      case 46 where !seenPoint:
        seenPoint = true
        digits.append(byte)
      default: return finished(leading, sinceComma)
      }
      bytes = bytes.dropFirst()
    }
    return finished(leading, sinceComma)
  }

  private static func finished(_ leading: Int, _ sinceComma: Int?) -> Bool? {
    guard leading > 0, sinceComma.map({ $0 == 3 }) ?? true else { return nil }
    return sinceComma != nil
  }
}
