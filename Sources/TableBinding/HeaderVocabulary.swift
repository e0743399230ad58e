import HebiaoCore
import Synchronization
import TableSchemas

/// What texts mean to the schemas of a binder: the columns they head, the classes of rows they name.
///
/// Every text is normalised and matched against all wordings once; workbooks of one kind share
/// most of their texts, so what was found is remembered, up to a bound (`PreparedTexts`).
final class HeaderVocabulary: Sendable {
  /// A column's position among all columns of all definitions.
  typealias ColumnCode = UInt16
  /// A row class's position among all row classes of all definitions.
  typealias RowClassCode = UInt16

  /// Headers are short; longer texts are never matched.
  static let lengthLimit = 150
  /// Titles may be longer: they name the station, the project and the months.
  private static let titleLengthLimit = 600

  private let schemas: [TableSchema]
  /// Every column of every definition, its group's after its own.
  let columns: [ColumnDefinition]
  private let columnWordings: WordingIndex
  private let columnSpellings: SpellingIndex
  private let rowClassWordings: WordingIndex
  private let titleWordings: WordingIndex
  private let marks: MarkIndex
  private let starts: [TableDefinition: Starts]
  private let idle = Mutex<[PreparedTexts]>([])

  private struct Starts {
    var column: Int
    var rowClass: Int
    var figureWords: FiguresInText.Words
  }

  init(schemas: [TableSchema]) {
    var columns: [ColumnDefinition] = []
    var rowClasses: [RowClass] = []
    var starts: [TableDefinition: Starts] = [:]
    for schema in schemas {
      for definition in schema.tables {
        starts[definition] = Starts(
          column: columns.count,
          rowClass: rowClasses.count,
          figureWords: FiguresInText.Words(
            units: definition.units,
            namingWords: definition.namingWords
          )
        )
        columns += definition.columns + (definition.group?.columns ?? [])
        rowClasses += definition.rows?.classes ?? []
      }
    }
    self.schemas = schemas
    self.columns = columns
    self.starts = starts
    columnWordings = WordingIndex(columns.map(\.headers))
    columnSpellings = SpellingIndex(columns)
    rowClassWordings = WordingIndex(rowClasses.map(\.labels))
    titleWordings = WordingIndex(schemas.map(\.titles))
    marks = MarkIndex(schemas.map(\.marks))
  }

  /// The code of the first column of a definition; its group's columns follow its own.
  func firstCode(of definition: TableDefinition) -> Int {
    starts[definition]?.column ?? 0
  }

  /// The code of the first row class of a definition.
  func firstRowClass(of definition: TableDefinition) -> Int {
    starts[definition]?.rowClass ?? 0
  }

  /// The words that tell what a figure in a sentence is, in a table of a definition.
  func figureWords(of definition: TableDefinition) -> FiguresInText.Words {
    starts[definition]?.figureWords
      ?? FiguresInText.Words(units: definition.units, namingWords: definition.namingWords)
  }

  /// The position of a schema among those of the vocabulary.
  func position(of schema: TableSchema) -> Int {
    schemas.firstIndex { $0 === schema } ?? 0
  }

  // MARK: What is remembered of workbook to workbook

  /// Texts that were prepared before, for the use of one caller until it returns them.
  ///
  /// Every thread that binds works with texts of its own: shared ones would have the processors
  /// fight for their reference counts.
  func takeRemembered() -> PreparedTexts {
    idle.withLock { $0.popLast() } ?? PreparedTexts()
  }

  /// Takes prepared texts back for the next caller.
  func giveBack(_ texts: PreparedTexts) {
    idle.withLock { $0.append(texts) }
  }

  /// What a cell that holds no text shows as one, if that may be a header: months are read as people
  /// see them, `2024年1月`.
  static func headerText(of cells: SheetContent.Cells, at position: Int) -> String? {
    guard cells.holdsDate(at: position),
      let text = CellGrid.text(of: cells.value(at: position)), text.utf8.count <= lengthLimit
    else { return nil }
    return text
  }

  /// What a text means; nil where it shows nothing.
  func prepare(_ text: String) -> PreparedText? {
    let normalized = NormalizedText.header(text)
    if normalized.isEmpty { return nil }
    let signature = TextSignature(of: normalized)
    let statement = DateTexts.statement(inNormalized: normalized)
    return PreparedText(
      normalized: normalized,
      signature: signature,
      columns: columnWordings.codes(of: normalized, signature: signature).filter { code in
        !columns[Int(code)].isException(normalized, signature: signature)
      },
      rowClasses: rowClassWordings.codes(of: normalized, signature: signature),
      titles: titles(normalized, signature),
      period: statement.period,
      looksLikePeriod: statement.looksLikePeriod,
      periods: statement.looksLikePeriod ? periods(normalized, signature) : [],
      figure: TypedFigure(text, normalized: normalized),
      marks: marks.meanings(of: normalized)
    )
  }

  /// The schemas whose titles are worded like a normalised text, by their positions, ascending.
  private func titles(_ normalized: String, _ signature: TextSignature) -> [UInt16] {
    titleWordings.codes(of: normalized, signature: signature)
  }

  /// A title that is too long for a header, at a place among a sheet's cells; nil for other texts.
  func longTitle(_ text: String, at position: Int) -> Statement? {
    guard text.utf8.count > Self.lengthLimit, text.utf8.count <= Self.titleLengthLimit else {
      return nil
    }
    let normalized = NormalizedText.header(text)
    let titles = titles(normalized, TextSignature(of: normalized))
    if titles.isEmpty { return nil }
    return Statement(position: position, normalized: normalized, titles: titles, periods: [])
  }

  /// What a text that states a period states, schema by schema; empty where it is for none.
  private func periods(
    _ normalized: String,
    _ signature: TextSignature
  ) -> [PeriodDefinition.Kind?] {
    var kinds: [PeriodDefinition.Kind?] = []
    for schema in schemas.indices {
      let periods = schemas[schema].periods
      let position = periods.indices.first { position in
        periods[position].texts.contains { $0.matches(normalized, signature: signature) }
      }
      guard let position else { continue }
      if kinds.isEmpty { kinds = Array(repeating: nil, count: schemas.count) }
      kinds[schema] = periods[position].kind
    }
    return kinds
  }

  /// The columns whose header a text is but for one slip of the fingers, ascending.
  func columns(spelledLike normalized: String, signature: TextSignature) -> [ColumnCode] {
    columnSpellings.codes(of: normalized, signature: signature)
  }
}
