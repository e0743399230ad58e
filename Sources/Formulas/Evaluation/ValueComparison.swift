import HebiaoCore

/// How Excel orders values: numbers before texts before truth values.
enum ValueComparison {
  /// Below zero, zero or above, as the left value stands to the right one; neither is an error.
  ///
  /// - Throws: `FormulaStop.refused` where the order of two texts is a matter of language.
  static func order(_ left: FormulaValue, _ right: FormulaValue) throws(FormulaStop) -> Int {
    switch (left, right) {
    case (.blank, .blank): return 0
    case (.blank, _): return try order(blank(like: right), right)
    case (_, .blank): return try order(left, blank(like: left))
    case (.number(let left), .number(let right)):
      if DecimalNumber.isNearlyEqual(left, right) { return 0 }
      return left < right ? -1 : 1
    case (.text(let left), .text(let right)): return try order(left, right)
    case (.bool(let left), .bool(let right)): return left == right ? 0 : left ? 1 : -1
    default: return rank(left) - rank(right)
    }
  }

  /// Whether two values are the same to Excel; texts whatever their letter case.
  static func isEqual(_ left: FormulaValue, _ right: FormulaValue) -> Bool {
    switch (left, right) {
    case (.blank, .blank): true
    case (.blank, _): isEqual(blank(like: right), right)
    case (_, .blank): isEqual(left, blank(like: left))
    case (.number(let left), .number(let right)): DecimalNumber.isNearlyEqual(left, right)
    case (.text(let left), .text(let right)): isEqual(left, right)
    case (.bool(let left), .bool(let right)): left == right
    default: false
    }
  }

  static func isEqual(_ left: String, _ right: String) -> Bool {
    left == right
      || left.utf8.count == right.utf8.count && left.lowercased() == right.lowercased()
  }

  /// The order of two texts, which is plain only for digits, Latin letters and spaces.
  static func order(_ left: String, _ right: String) throws(FormulaStop) -> Int {
    if isEqual(left, right) { return 0 }
    if left.isEmpty { return -1 }
    if right.isEmpty { return 1 }
    func isPlain(_ byte: UInt8) -> Bool {
      byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x20
    }
    guard left.utf8.allSatisfy(isPlain), right.utf8.allSatisfy(isPlain) else {
      throw .refused(
        FormulaRefusal(
          .ambiguous,
          zh: "文本的先后次序取决于电脑的语言设置",
          en: "the order of texts depends on the computer's language"
        )
      )
    }
    return left.lowercased() < right.lowercased() ? -1 : 1
  }

  /// Numbers, texts and truth values are never compared with each other when a value is looked up.
  static func rank(_ value: FormulaValue) -> Int {
    switch value {
    case .blank: 0
    case .number: 1
    case .text: 2
    case .bool: 3
    case .error: 4
    }
  }

  private static func blank(like value: FormulaValue) -> FormulaValue {
    switch value {
    case .text: .text("")
    case .bool: .bool(false)
    default: .number(0)
    }
  }
}
