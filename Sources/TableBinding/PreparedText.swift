import Synchronization
import TableSchemas

/// A text as headers, labels and marks are compared, with all that a binder's schemas say of it.
///
/// An object: the texts of a kind of workbook recur, each is prepared once and then shared.
final class PreparedText: Sendable {
  /// The text without white space, in half-width forms; never empty.
  let normalized: String
  /// Its characters, roughly.
  let signature: TextSignature
  /// The columns that are headed so, ascending.
  let columns: [HeaderVocabulary.ColumnCode]
  /// The classes of rows that are named so, ascending.
  let rowClasses: [HeaderVocabulary.RowClassCode]
  /// The schemas whose titles are worded so, by their positions in the vocabulary, ascending.
  let titles: [UInt16]
  /// What it states where a period should be.
  let period: DateTexts.PeriodText
  /// Whether it states a period rather than one day.
  let looksLikePeriod: Bool
  /// What the period is that it states, schema by schema; empty where it is for none.
  let periods: [PeriodDefinition.Kind?]
  /// What it says where a figure is asked for; nil where it is none.
  let figure: TypedFigure?
  /// What the text is a mark for, schema by schema; empty where it is one for none.
  private let marks: [MarkMeaning]
  /// The columns that a header one slip away would be, once somebody has asked.
  private let alike = Mutex<[HeaderVocabulary.ColumnCode]?>(nil)

  init(
    normalized: String,
    signature: TextSignature,
    columns: [HeaderVocabulary.ColumnCode],
    rowClasses: [HeaderVocabulary.RowClassCode],
    titles: [UInt16],
    period: DateTexts.PeriodText,
    looksLikePeriod: Bool,
    periods: [PeriodDefinition.Kind?],
    figure: TypedFigure?,
    marks: [MarkMeaning]
  ) {
    self.normalized = normalized
    self.signature = signature
    self.columns = columns
    self.rowClasses = rowClasses
    self.titles = titles
    self.period = period
    self.looksLikePeriod = looksLikePeriod
    self.periods = periods
    self.figure = figure
    self.marks = marks
  }

  /// What the text is a mark for, by the position of a schema in the vocabulary.
  func mark(in schema: Int) -> MarkMeaning { marks.isEmpty ? [] : marks[schema] }

  /// The columns of a vocabulary whose header this is but for one slip of the fingers.
  func columnsSpelledAlike(in vocabulary: HeaderVocabulary) -> [HeaderVocabulary.ColumnCode] {
    alike.withLock { known in
      if let known { return known }
      let found = vocabulary.columns(spelledLike: normalized, signature: signature)
      known = found
      return found
    }
  }
}
