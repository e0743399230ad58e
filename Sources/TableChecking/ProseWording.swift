import HebiaoCore
import TableBinding
import TableSchemas

/// A figure in a sentence, and the words before it.
struct ProseFigure: Hashable {
  /// The figure.
  var value: Rational
  /// The words since the last stop or figure, normalised.
  var clause: String
  /// The words, the figure and its unit.
  var text: String
}

/// Which figures of a remark speak of which indicators, as a rule declares it.
struct ProseWording {
  /// How the figures go with the indicator's total.
  let relation: ProseRelation
  private let headings: [TextPattern]
  private let words: [TextPattern]
  private let exceptions: [TextPattern]
  private let units: [[UInt8]]

  init(_ rule: RuleDefinition) {
    relation = rule.value(.relation).flatMap(ProseRelation.init) ?? .equal
    headings = rule.patterns(.heading)
    words = rule.patterns(.words)
    exceptions = rule.patterns(.except)
    units = rule.values(.units).map { Array(NormalizedText.header($0).utf8) }
      .sorted { $0.count > $1.count }
  }

  /// Whether a group is the indicator that is meant, by the headings above it.
  func isMeant(_ group: BoundGroup) -> Bool {
    group.path.contains { text in
      let heading = NormalizedText.header(text)
      return headings.contains { $0.matches(heading) }
    }
  }

  /// The figures of a normalised text that speak of the indicator, in their order.
  func figures(in text: String) -> [ProseFigure] {
    let signature = TextSignature(of: text)
    guard words.contains(where: { signature.mayContain($0.signature) }) else { return [] }
    return ProseScan.figures(in: text, units: units).filter { figure in
      words.contains { $0.matches(figure.clause) }
        && !exceptions.contains { $0.matches(figure.clause) }
    }
  }
}

/// Finds the figures of a sentence.
enum ProseScan {
  /// The numbers right before one of the units, each with the words since the last stop or figure.
  ///
  /// Complexity: the length of the text times the number of units.
  static func figures(in text: String, units: [[UInt8]]) -> [ProseFigure] {
    let bytes = Array(text.utf8)
    var found: [ProseFigure] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      if let length = lengthOfStop(bytes, at: index) {
        index += length
        start = index
        continue
      }
      guard isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let first = index
      while index < bytes.count, isNumeral(bytes, index) { index += 1 }
      guard first == 0 || !isLatin(bytes[first - 1]),
        let unit = units.first(where: { bytes[index...].starts(with: $0) }),
        let value = number(bytes[first..<index])
      else { continue }
      let end = index + unit.count
      found.append(
        ProseFigure(
          value: value,
          clause: String(decoding: bytes[start..<first], as: UTF8.self),
          text: String(decoding: bytes[start..<end], as: UTF8.self)
        )
      )
      index = end
      start = end
    }
    return found
  }

  /// The bytes of a stop that stands at a place; nil where none does.
  private static func lengthOfStop(_ bytes: [UInt8], at index: Int) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "!"), UInt8(ascii: "?"):
      1
    case 0xE2, 0xE3:
      longStops.contains { bytes[index...].starts(with: $0) } ? 3 : nil
    default: nil
    }
  }

  private static let longStops = ["。", "、", "“", "”"].map { Array($0.utf8) }

  /// A digit, or a point or thousands separator between digits.
  private static func isNumeral(_ bytes: [UInt8], _ index: Int) -> Bool {
    if isDigit(bytes[index]) { return true }
    let isComma = bytes[index] == UInt8(ascii: ",")
    guard isComma || bytes[index] == UInt8(ascii: "."), index + 1 < bytes.count,
      isDigit(bytes[index + 1])
    else { return false }
    guard isComma else { return true }
    // `1,753`, but not `4次,12人`: three digits follow, and no fourth.
    let group = bytes[(index + 1)...].prefix(4).prefix(while: isDigit)
    return group.count == 3
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Rational? {
    let digits = bytes.filter { $0 != UInt8(ascii: ",") }
    return Rational(decimalText: String(decoding: digits, as: UTF8.self))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isLatin(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
}
