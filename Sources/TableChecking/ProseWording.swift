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
    group.normalizedPath.contains { heading in headings.contains { $0.matches(heading) } }
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
  private static let stops: Set<Unicode.Scalar> = [
    ",", ";", ":", "。", "、", "(", ")", "!", "?", "“", "”",
  ]

  /// The numbers right before one of the units, each with the words since the last stop or figure.
  ///
  /// Complexity: the length of the text times the number of units.
  static func figures(in text: String, units: [[UInt8]]) -> [ProseFigure] {
    let scalars = Array(text.unicodeScalars)
    var found: [ProseFigure] = []
    var start = 0
    var index = 0
    while index < scalars.count {
      if stops.contains(scalars[index]) {
        index += 1
        start = index
        continue
      }
      guard isDigit(scalars[index]) else {
        index += 1
        continue
      }
      let first = index
      while index < scalars.count, isNumeral(scalars, index) { index += 1 }
      guard first == 0 || !isLatin(scalars[first - 1]),
        let value = number(scalars[first..<index]),
        let unit = unit(at: index, in: scalars, of: units)
      else { continue }
      let end = index + unit
      found.append(
        ProseFigure(
          value: value,
          clause: string(scalars[start..<first]),
          text: string(scalars[start..<end])
        )
      )
      index = end
      start = end
    }
    return found
  }

  /// A digit, or a point or thousands separator between digits.
  private static func isNumeral(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    if isDigit(scalars[index]) { return true }
    guard scalars[index] == "." || scalars[index] == ",", index + 1 < scalars.count,
      isDigit(scalars[index + 1])
    else { return false }
    guard scalars[index] == "," else { return true }
    // `1,753`, but not `4次,12人`: three digits follow, and no fourth.
    let group = scalars[(index + 1)...].prefix(4).prefix(while: isDigit)
    return group.count == 3
  }

  private static func number(_ scalars: ArraySlice<Unicode.Scalar>) -> Rational? {
    Rational(decimalText: string(scalars).filter { $0 != "," })
  }

  private static func unit(
    at index: Int,
    in scalars: [Unicode.Scalar],
    of units: [[UInt8]]
  ) -> Int? {
    let rest = Array(string(scalars[index..<min(scalars.count, index + 8)]).utf8)
    return units.first { rest.starts(with: $0) }.map { String(decoding: $0, as: UTF8.self) }
      .map { $0.unicodeScalars.count }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (48...57).contains(scalar.value)
  }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    (97...122).contains(scalar.value)
  }
}
