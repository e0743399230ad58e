import HebiaoCore

/// A number that somebody typed as text: `1,753`, `219.13`, `800份`, `1.2万`.
struct NumberText {
  var value: Rational
  var decimals: Int
  var unit: String?
  var normalizations: [Normalization] = []

  private static let prefixes: [ByteWord] = ["共计", "合计", "共", "计"]
  /// The first characters of the prefixes, in bytes.
  private static let beginnings: [(UInt8, UInt8, UInt8)] = prefixes.map { prefix in
    let bytes = Array(prefix.text.utf8)
    return (bytes[0], bytes[1], bytes[2])
  }
  private static let unitLimit = 5
  private static let tenThousand: [ByteWord] = ["万"]
  /// What may stand behind a number at the end of a sentence.
  private static let stops: [ByteWord] = [";", "。", ".", ",", "、"]
  /// Bytes that 万, a unit and what closes a sentence may take; a longer rest is a sentence itself.
  private static let longestTail = 36

  /// Reads a text that `NormalizedText.header` has normalised.
  init?(_ normalized: String) {
    guard Self.mayBegin(normalized) else { return nil }
    let bytes = normalized.utf8Span.span
    var cursor = ByteCursor(bytes)
    if bytes[0] >= 0x80, !cursor.skip(anyOf: Self.prefixes) { return nil }
    let start = cursor.position
    if start < bytes.count, bytes[start] == 45 || bytes[start] == 43 { cursor.advance() }
    guard let separated = Self.passDigits(&cursor) else { return nil }
    if separated { normalizations.append(.thousandsSeparator) }
    guard cursor.isAtEnd || Self.mayEnd(with: bytes[cursor.position]) else { return nil }
    // A sentence's full stop after the number is a point that no decimals follow.
    let digits = bytes.extracting(start..<cursor.position)
    guard let decimal = separated ? Self.decimal(withCommas: digits) : DecimalText(utf8: digits)
    else { return nil }
    value = decimal.value
    decimals = decimal.decimals
    if cursor.isAtEnd { return }
    guard bytes.count - cursor.position <= Self.longestTail else { return nil }
    if cursor.skip(anyOf: Self.tenThousand) {
      guard let tenThousandfold = value.multiplied(by: Rational(10_000)) else { return nil }
      value = tenThousandfold
      decimals = max(0, decimals - 4)
      normalizations.append(.tenThousand)
    }
    var rest = cursor.position..<bytes.count
    while let stop = Self.stops.first(where: { stop in
      rest.count >= stop.count && stop.stands(in: bytes, at: rest.upperBound - stop.count)
    }) {
      rest = rest.dropLast(stop.count)
    }
    if rest.isEmpty { return }
    guard rest.count <= Self.unitLimit * 3, Self.isChinese(bytes.extracting(rest)) else {
      return nil
    }
    unit = cursor.text(rest)
    normalizations.append(.unit)
  }

  /// Whether bytes are nothing but Chinese characters, U+4E00 to U+9FFF: three bytes each, the first
  /// of them E4 to E9.
  private static func isChinese(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count % 3 == 0 else { return false }
    return stride(from: 0, to: bytes.count, by: 3).allSatisfy { index in
      (0xE4...0xE9).contains(bytes[index]) && (bytes[index] > 0xE4 || bytes[index + 1] >= 0xB8)
    }
  }

  /// Whether a byte may begin what stands behind a number: 万, a unit, or what closes a sentence.
  private static func mayEnd(with byte: UInt8) -> Bool {
    byte >= 0x80 || byte == 59 || byte == 46 || byte == 44
  }

  /// Most texts are no numbers, which their first character tells.
  private static func mayBegin(_ normalized: String) -> Bool {
    normalized.withBytes { bytes in
      guard let first = bytes.first else { return false }
      if first < 0x80 {
        return (48...57).contains(first) || first == 43 || first == 45 || first == 46
      }
      guard bytes.count >= 3 else { return false }
      return beginnings.contains { $0 == (first, bytes[1], bytes[2]) }
    }
  }

  /// Passes over digits and a point, and says whether commas stand between them; nil where they
  /// stand in the wrong places.
  private static func passDigits(_ cursor: inout ByteCursor) -> Bool? {
    let bytes = cursor.bytes
    var sinceComma: Int?
    var leading = 0
    var seenPoint = false
    while !cursor.isAtEnd {
      switch bytes[cursor.position] {
      case 48...57:
        if !seenPoint {
          leading += 1
          sinceComma = sinceComma.map { $0 + 1 }
        }
      case 44 where !seenPoint && isDigit(bytes, cursor.position + 1):
        guard leading > 0, sinceComma.map({ $0 == 3 }) ?? (leading <= 3) else { return nil }
        sinceComma = 0
      case 46 where !seenPoint:
        seenPoint = true
      default: return finished(leading, sinceComma)
      }
      cursor.advance()
    }
    return finished(leading, sinceComma)
  }

  /// The number of digits that commas part.
  private static func decimal(withCommas digits: Span<UInt8>) -> DecimalText? {
    var plain: [UInt8] = []
    plain.reserveCapacity(digits.count)
    for index in digits.indices where digits[index] != 44 { plain.append(digits[index]) }
    return DecimalText(utf8: plain.span)
  }

  private static func isDigit(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
    place < bytes.count && (48...57).contains(bytes[place])
  }

  private static func finished(_ leading: Int, _ sinceComma: Int?) -> Bool? {
    guard leading > 0, sinceComma.map({ $0 == 3 }) ?? true else { return nil }
    return sinceComma != nil
  }
}
