import Hebiao
import HebiaoCore

/// The rules that a command is to deal with.
enum RuleChoice {
  /// Rules that are near to a word that is none, at most.
  private static let shownRules = 4

  /// The rules that were named; nil where none was, which means all.
  ///
  /// - Throws: `Trouble` that names near rules where one does not exist.
  static func rules(_ names: [String], of schemas: SchemaCollection) throws -> Set<String>? {
    let known = schemas.rules
    for name in names where !known.contains(name) {
      throw Trouble(nil, unknown(name, known: known))
    }
    return names.isEmpty ? nil : Set(names)
  }

  private static func unknown(_ name: String, known: [String]) -> LocalizedText {
    let near = near(to: name, among: known)
    let list = near.joined(separator: ", ")
    return LocalizedText(
      zh: "--only: 没有规则 “\(name)”"
        + (near.isEmpty ? "; 规则名称见 docs/findings.md" : ", 是否指 \(list)?"),
      en: "--only: there is no rule \"\(name)\""
        + (near.isEmpty ? "; docs/findings.md lists them" : "; did you mean \(list)?")
    )
  }

  /// The rules that a word may have meant: those that share a part with it, then those that hold it
  /// or that few changes turn it into.
  static func near(to name: String, among known: [String]) -> [String] {
    let word = name.lowercased()
    let parts = Set(word.split(separator: "-").filter { $0.count > 2 })
    let ranked = known.compactMap { rule -> (rule: String, isApart: Int, distance: Int)? in
      let distance = Spelling.distance(word, rule)
      if !parts.isDisjoint(with: rule.split(separator: "-")) { return (rule, 0, distance) }
      let isPart = word.count > 2 && (rule.contains(word) || word.contains(rule))
      guard isPart || distance <= max(1, word.count / 2) else { return nil }
      return (rule, 1, distance)
    }
    return
      ranked
      .sorted { ($0.isApart, $0.distance, $0.rule) < ($1.isApart, $1.distance, $1.rule) }
      .prefix(shownRules).map(\.rule)
  }
}
