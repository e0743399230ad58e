import HebiaoCore

/// A condition as `COUNTIF` and its kin take it: `>=60`, `是`, `社工*`, `<>`.
struct Criterion {
  private enum Sign {
    case equal
    case notEqual
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
  }

  private let sign: Sign
  private let wanted: FormulaValue
  private let pattern: WildcardPattern?
  private let system: SerialDate.System
  private let cells: any FormulaCells

  /// The condition that a value states.
  ///
  /// - Throws: `FormulaStop.refused` where its text is a number on some computers only.
  init(_ value: FormulaValue, _ reader: OperandReader) throws(FormulaStop) {
    system = reader.settings.dateSystem
    cells = reader.cells
    guard case .text(let text) = value else {
      sign = .equal
      wanted = value == .blank ? .number(0) : value
      pattern = nil
      return
    }
    let signs: [(String, Sign)] = [
      ("<>", .notEqual), ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("=", .equal),
      ("<", .less), (">", .greater),
    ]
    let found = signs.first { text.hasPrefix($0.0) }
    let rest = found.map { String(text.dropFirst($0.0.count)) } ?? text
    sign = found?.1 ?? .equal
    if rest.isEmpty {
      // `=` and `<>` alone ask for cells without a value; an empty text for empty texts as well.
      wanted = found == nil ? .text("") : .blank
      pattern = nil
      return
    }
    switch NumberInText(rest, system) {
    case .number(let number):
      wanted = .number(number)
      pattern = nil
      return
    case .ambiguous:
      throw .refused(
        FormulaRefusal(
          .ambiguous,
          zh: "条件 “\(FormulaRefusal.shown(text))” 是不是数字取决于电脑的区域设置",
          en:
            "whether the condition \"\(FormulaRefusal.shown(text))\" is a number depends on the locale"
        )
      )
    case .none: break
    }
    switch rest.uppercased() {
    case "TRUE": wanted = .bool(true)
    case "FALSE": wanted = .bool(false)
    default: wanted = FormulaError(rawValue: rest.uppercased()).map { .error($0) } ?? .text(rest)
    }
    if case .text(let text) = wanted { pattern = WildcardPattern(text) } else { pattern = nil }
  }

  /// Whether a cell that the file does not have meets the condition.
  var takesBlank: Bool {
    get throws(FormulaStop) { try takes(.blank) }
  }

  /// Whether a value meets the condition.
  func takes(_ value: FormulaValue) throws(FormulaStop) -> Bool {
    switch sign {
    case .equal: try isEqual(value)
    case .notEqual: try !isEqual(value)
    case .less: try order(value).map { $0 < 0 } ?? false
    case .lessOrEqual: try order(value).map { $0 <= 0 } ?? false
    case .greater: try order(value).map { $0 > 0 } ?? false
    case .greaterOrEqual: try order(value).map { $0 >= 0 } ?? false
    }
  }

  private func isEqual(_ value: FormulaValue) throws(FormulaStop) -> Bool {
    if case .text(let text) = value, let pattern { return try pattern.matches(text, cells) }
    return switch (wanted, value) {
    case (.blank, _): value == .blank
    case (.text(""), .blank): true
    case (.number(let number), .number(let other)):
      DecimalNumber.isNearlyEqual(number, other)
    case (.number(let number), .text(let text)):
      NumberInText(text, system) == .number(number)
    case (.text, .text(let text)): text.isEmpty
    case (.bool(let truth), .bool(let other)): truth == other
    case (.error(let error), .error(let other)): error == other
    default: false
    }
  }

  /// The order of a value of the wanted kind; nil for other kinds.
  private func order(_ value: FormulaValue) throws(FormulaStop) -> Int? {
    switch (wanted, value) {
    case (.number, .number), (.text, .text), (.bool, .bool):
      try ValueComparison.order(value, wanted)
    default: nil
    }
  }
}

/// A text with `*` for any characters, `?` for one, and `~` before a sign that stands for itself.
struct WildcardPattern {
  private enum Part: Hashable {
    case character(Character)
    case any
    case anyRun
  }

  private let parts: [Part]
  private let plain: String
  /// Whether anything in it stands for other characters.
  let hasWildcards: Bool

  init(_ text: String) {
    var parts: [Part] = []
    var isEscaped = false
    for character in text.lowercased() {
      if isEscaped {
        if !"*?~".contains(character) { parts.append(.character("~")) }
        parts.append(.character(character))
        isEscaped = false
        continue
      }
      switch character {
      case "~": isEscaped = true
      case "*": if parts.last != .anyRun { parts.append(.anyRun) }
      case "?": parts.append(.any)
      default: parts.append(.character(character))
      }
    }
    if isEscaped { parts.append(.character("~")) }
    self.parts = parts
    plain = String(parts.compactMap { if case .character(let one) = $0 { one } else { nil } })
    hasWildcards = parts.contains { $0 == .any || $0 == .anyRun }
  }

  /// Whether a whole text has the pattern.
  func matches(_ text: String, _ cells: any FormulaCells) throws(FormulaStop) -> Bool {
    guard hasWildcards else {
      guard text.utf8.count == plain.utf8.count else { return false }
      try cells.spend(text.utf8.count / 4)
      return text.lowercased() == plain
    }
    // The text is written in small letters and cut into characters before any is compared.
    try cells.spend(text.utf8.count * (parts.count + 4) / 16)
    return matchLength(Array(text.lowercased()), from: 0, toEnd: true) != nil
  }

  /// Where a text first has the pattern from a place on, counted in characters.
  func firstMatch(
    in text: [Character],
    from start: Int,
    _ cells: any FormulaCells
  ) throws(FormulaStop) -> Int? {
    guard start <= text.count else { return nil }
    for place in start...text.count {
      try cells.spend(hasWildcards ? text.count - place : 0)
      if matchLength(text, from: place, toEnd: false) != nil { return place }
    }
    return nil
  }

  /// Matches with one place to return to: the last `*` met.
  private func matchLength(_ text: [Character], from start: Int, toEnd: Bool) -> Int? {
    var place = start
    var part = 0
    var lastRun: (part: Int, place: Int)?
    while true {
      if part == parts.count, !toEnd || place == text.count { return place - start }
      if part < parts.count {
        switch parts[part] {
        case .anyRun:
          lastRun = (part, place)
          part += 1
          continue
        case .any where place < text.count:
          part += 1
          place += 1
          continue
        case .character(let character) where place < text.count && text[place] == character:
          part += 1
          place += 1
          continue
        default: break
        }
      }
      guard let run = lastRun, run.place < text.count else { return nil }
      lastRun = (run.part, run.place + 1)
      part = run.part + 1
      place = run.place + 1
    }
  }
}
