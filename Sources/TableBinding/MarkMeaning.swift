import TableSchemas

/// What a text in a cell is a mark for; a schema may use one mark for several.
struct MarkMeaning: OptionSet, Sendable {
  let rawValue: UInt8

  /// The figure does not apply.
  static let notApplicable = MarkMeaning(rawValue: 1)
  /// Yes.
  static let yes = MarkMeaning(rawValue: 2)
  /// No.
  static let no = MarkMeaning(rawValue: 4)
}

extension MarkMeaning {
  /// The meaning of a text that `NormalizedText.header` has normalised.
  init(of normalized: String, in marks: MarkVocabulary) {
    self = []
    if marks.notApplicable.contains(normalized) || Self.isRule(normalized) {
      insert(.notApplicable)
    }
    if marks.yes.contains(normalized) { insert(.yes) }
    if marks.no.contains(normalized) { insert(.no) }
  }

  fileprivate static func ofRule(_ normalized: String) -> MarkMeaning {
    isRule(normalized) ? .notApplicable : []
  }

  /// Whether a text is a rule drawn with dashes, of any length, which says "does not apply".
  private static func isRule(_ normalized: String) -> Bool {
    !normalized.isEmpty
      && normalized.unicodeScalars.allSatisfy {
        [0x2D, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2500, 0x2501].contains($0.value)
      }
  }
}

/// The marks of all schemas, found by their text.
struct MarkIndex: Sendable {
  private var meanings = TextMap<[MarkMeaning]>()
  private let schemas: Int

  init(_ vocabularies: [MarkVocabulary]) {
    schemas = vocabularies.count
    for marks in vocabularies {
      for text in marks.notApplicable.union(marks.yes).union(marks.no) {
        meanings.set(vocabularies.map { MarkMeaning(of: text, in: $0) }, for: text)
      }
    }
  }

  /// What a normalised text is a mark for, schema by schema; empty where it is one for none.
  func meanings(of normalized: String) -> [MarkMeaning] {
    if let known = meanings[normalized] { return known }
    let rule = MarkMeaning.ofRule(normalized)
    return rule.isEmpty ? [] : [MarkMeaning](repeating: rule, count: schemas)
  }
}
