import HebiaoCore
import TableBinding
import TableSchemas

/// A sum that a remark works out is worked out right.
///
/// Wrong: “电访5561人次 (4712+939)”, or “4712+939=5561”.
/// Right: “电访5651人次 (4712+939)”.
enum ProseSumRule {
  /// So many wrong sums of a remark are told one by one; nobody writes as many.
  private static let mostPerRemark = 20

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for sheet in context.ruleSheets
    where !sheet.remarks.isEmpty && context.isFirst(sheet, toHave: rule) {
      for remark in sheet.remarks {
        // A sum has a plus.
        guard remark.normalized.utf8.contains(UInt8(ascii: "+")) else { continue }
        let wrong = StatedSum.all(in: remark.normalized).filter { sum in
          sum.expected.map { $0 != sum.total } ?? false
        }
        for (index, sum) in wrong.prefix(mostPerRemark).enumerated() {
          guard let expected = sum.expected else { continue }
          let left = index == mostPerRemark - 1 ? wrong.count - mostPerRemark : 0
          let working = FigureTexts.statedSum(sum.parts)
          context.report(
            sheet: sheet.name,
            cell: remark.location.cell,
            message: LocalizedText(
              zh: "文字里的算式 \(working) 应为 \(expected), 写的是 \(sum.total)"
                + (left > 0 ? "; 同一段文字另有 \(left) 个算式也不对" : ""),
              en: "\(working) in the text is \(expected), not \(sum.total)"
                + (left > 0 ? "; \(left) more sums of this text are wrong" : "")
            ),
            actual: .number(sum.total),
            expected: .number(expected),
            cells: [remark.location]
          )
        }
      }
    }
  }
}

/// A sum with its result, as a sentence states it.
struct StatedSum: Hashable {
  var parts: [Rational]
  var total: Rational

  /// What the parts add up to.
  var expected: Rational? {
    parts.reduce(Rational.zero as Rational?) { $0?.adding($1) }
  }

  /// The sums of a normalised text: `4712+939=5651`, and `5651人次(4712+939)`.
  ///
  /// Units between the numbers are left out; parts that are percentages make no sum.
  static func all(in text: String) -> [StatedSum] {
    let tokens = tokens(of: text)
    var sums: [StatedSum] = []
    var index = 0
    while index < tokens.count {
      guard case .number(let first) = tokens[index] else {
        index += 1
        continue
      }
      let start = index
      var parts = [first]
      while index + 2 < tokens.count, tokens[index + 1] == .plus,
        case .number(let next) = tokens[index + 2]
      {
        parts.append(next)
        index += 2
      }
      index += 1
      guard parts.count > 1 else { continue }
      if index + 1 < tokens.count, tokens[index] == .equals,
        case .number(let total) = tokens[index + 1]
      {
        sums.append(StatedSum(parts: parts, total: total))
        index += 2
      } else if start >= 2, tokens[start - 1] == .open, index < tokens.count,
        tokens[index] == .close, case .number(let total) = tokens[start - 2]
      {
        sums.append(StatedSum(parts: parts, total: total))
      }
    }
    return sums
  }

  private enum Token: Equatable {
    case number(Rational)
    case plus
    case equals
    case open
    case close
    /// Anything that parts a number from a sign.
    case other
  }

  /// A unit may stand behind a number; more than that is another statement.
  private static let unitLength = 3

  private static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    var digits = ""
    var words = 0
    func isShort() -> Bool {
      if case .number? = tokens.last { return words <= unitLength }
      return words == 0
    }
    func endNumber() {
      guard !digits.isEmpty else { return }
      tokens.append(Rational(decimalText: digits).map(Token.number) ?? .other)
      digits = ""
      words = 0
    }
    for character in text.unicodeScalars {
      let sign: Token? =
        switch character {
        case "+": .plus
        case "=": .equals
        case "(": .open
        case ")": .close
        default: nil
        }
      if (48...57).contains(character.value) || (character == "." && !digits.isEmpty) {
        if digits.isEmpty, words > 0 { tokens.append(.other) }
        digits.unicodeScalars.append(character)
      } else if let sign {
        endNumber()
        if !isShort() { tokens.append(.other) }
        tokens.append(sign)
        words = 0
      } else {
        endNumber()
        // A percentage, a date or a range is no part of a sum.
        words +=
          ["%", "-", "/", "年", "月", "日", ",", ";", "。", "、", ":"].contains(character) ? 9 : 1
      }
    }
    endNumber()
    return tokens
  }
}
