public import HebiaoCore

/// A mistake in a schema file.
public struct SchemaDiagnostic: Sendable, Hashable {
  /// The file, as it was named.
  public var file: String
  /// The line, counted from 1.
  public var line: Int
  /// The column, counted from 1.
  public var column: Int
  /// What is wrong.
  public var message: LocalizedText

  /// `staffing.yaml:12:5: …` in one language.
  public func line(in language: Language) -> String {
    "\(file):\(line):\(column): \(message[language])"
  }
}

/// The schemas could not be used.
public struct SchemaError: DescribedError {
  /// What is wrong in them, in file order.
  public var diagnostics: [SchemaDiagnostic]

  /// The first mistake, and how many more there are.
  public var text: LocalizedText {
    guard let first = diagnostics.first else {
      return LocalizedText(zh: "表样无法使用", en: "the schemas cannot be used")
    }
    let rest = diagnostics.count - 1
    return LocalizedText(
      zh: first.line(in: .chinese) + (rest > 0 ? " (另有 \(rest) 处)" : ""),
      en: first.line(in: .english) + (rest > 0 ? " (and \(rest) more)" : "")
    )
  }
}
