/// A language that users read.
public enum Language: String, Sendable, Hashable, CaseIterable {
  /// Simplified Chinese, the default.
  case chinese = "zh"
  /// English.
  case english = "en"
}

/// One text in both languages.
public struct LocalizedText: Sendable, Hashable {
  /// The Chinese text.
  public var chinese: String
  /// The English text.
  public var english: String

  /// The two wordings of one text.
  public init(zh chinese: String, en english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// A text that is the same in both languages, such as a label that stands in the sheet.
  public init(verbatim text: String) {
    chinese = text
    english = text
  }

  /// The wording in one language.
  public subscript(language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}

/// An error that can be told to a user in one line: what is wrong, and what to do.
public protocol DescribedError: Error, Sendable {
  /// The line, without the name of the file it is about.
  var text: LocalizedText { get }
}
