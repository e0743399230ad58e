import HebiaoCore

/// A number that somebody typed as text: `1,753`, `219.13`, `800份`, `1.2万`.
struct NumberText {
  var value: Rational
  var decimals: Int
  var unit: String?
  var normalizations: [Normalization] = []

  private static let prefixes = ["共计", "合计", "共", "计"]
  private static let unitLimit = 5
  private static let tenThousand = Array("万".utf8)
  /// What may stand behind a number at the end of a sentence.
  private static let stops = [";", "。", ".", ",", "、"].map { Array($0.utf8) }
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
    if bytes.starts(with: Self.tenThousand) {
      guard let tenThousandfold = value.multiplied(by: Rational(10_000)) else { return nil }
      value = tenThousandfold
      decimals = max(0, decimals - 4)
      bytes = bytes.dropFirst(Self.tenThousand.count)
      normalizations.append(.tenThousand)
    }
    while let stop = Self.stops.first(where: { bytes.suffix($0.count).elementsEqual($0) }) {
      bytes = bytes.dropLast(stop.count)
    }
    if bytes.isEmpty { return }
    guard bytes.count <= Self.unitLimit * 3, Self.isChinese(bytes) else { return nil }
    unit = String(decoding: bytes, as: UTF8.self)
    normalizations.append(.unit)
  }

  /// Whether bytes are nothing but Chinese characters, U+4E00 to U+9FFF: three bytes each, the first
  /// of them E4 to E9.
  private static func isChinese(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count % 3 == 0 else { return false }
    return stride(from: bytes.startIndex, to: bytes.endIndex, by: 3).allSatisfy { index in
      (0xE4...0xE9).contains(bytes[index]) && (bytes[index] > 0xE4 || bytes[index + 1] >= 0xB8)
    }
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
