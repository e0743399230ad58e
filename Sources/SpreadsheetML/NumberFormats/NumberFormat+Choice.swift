extension NumberFormat {
  /// Which section shows a number.
  enum Choice: Sendable, Hashable {
    /// A section, and whether it stands for the minus sign by itself.
    case section(Int, hidesSign: Bool)
    /// No section takes the number, and the format names none for the rest.
    case general
    /// No section takes the number, and none could.
    case unshowable
  }

  /// Chooses the section for a number: by sign, or by the conditions that a format sets instead.
  ///
  /// A condition that only negative numbers meet takes away their sign, as in Excel:
  /// `[<=-25]0` shows 25 for -25, and so does the second section of `[>=-1]0;0`.
  func choice(for number: Double) -> Choice {
    let count = numberSections.count
    guard let first = numberSections.first else { return .general }
    let second = count > 1 ? numberSections[1].condition : nil
    guard first.condition != nil || second != nil else { return choiceBySign(of: number) }

    let covering = first.condition ?? NumberFormatCondition(comparison: .greater, limit: 0)
    if covering.holds(for: number) {
      return .section(0, hidesSign: covering.holdsForNegativesOnly)
    }
    guard count > 1 else { return .general }
    if let second {
      if second.holds(for: number) {
        return .section(1, hidesSign: second.holdsForNegativesOnly)
      }
      return count > 2 ? .section(2, hidesSign: false) : .unshowable
    }
    if count == 2 { return .section(1, hidesSign: covering.holdsForAllOthers) }
    return number < 0 ? .section(1, hidesSign: true) : .section(2, hidesSign: false)
  }

  private func choiceBySign(of number: Double) -> Choice {
    switch numberSections.count {
    case 1: .section(0, hidesSign: false)
    case 2: number < 0 ? .section(1, hidesSign: true) : .section(0, hidesSign: false)
    default:
      number > 0
        ? .section(0, hidesSign: false)
        : number < 0 ? .section(1, hidesSign: true) : .section(2, hidesSign: false)
    }
  }
}

extension NumberFormatCondition {
  /// Whether no number from zero upwards meets the condition.
  var holdsForNegativesOnly: Bool {
    switch comparison {
    case .less: limit <= 0
    case .lessOrEqual, .equal: limit < 0
    case .notEqual, .greaterOrEqual, .greater: false
    }
  }

  /// Whether every number that fails the condition is below zero, or zero itself.
  var holdsForAllOthers: Bool {
    switch comparison {
    case .greater, .greaterOrEqual: limit <= 0
    case .less, .lessOrEqual, .equal, .notEqual: false
    }
  }
}
