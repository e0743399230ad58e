import HebiaoCore
import Synchronization
import TableSchemas

/// What texts mean to the schemas of a binder: the columns they head, the classes of rows they name.
///
/// Every text is normalised and matched against all wordings once; workbooks of one kind share
/// most of their texts, so what was found is remembered, up to a bound.
final class HeaderVocabulary: Sendable {
  /// A column's position among all columns of all definitions.
  typealias ColumnCode = UInt16
  /// A row class's position among all row classes of all definitions.
  typealias RowClassCode = UInt16

  /// Headers are short; longer texts are never matched.
  static let lengthLimit = 150

  private let schemas: [TableSchema]
  /// Every column of every definition, its group's after its own.
  let columns: [ColumnDefinition]
  private let columnWordings: WordingIndex
  private let rowClassWordings: WordingIndex
  private let marks: MarkIndex
  private let starts: [DefinitionKey: Starts]
  private let remembered = Mutex(PreparedTexts())

  private struct DefinitionKey: Hashable {
    var schema: String
    var table: String
  }

  private struct Starts {
    var column: Int
    var rowClass: Int
  }

  init(schemas: [TableSchema]) {
    var columns: [ColumnDefinition] = []
    var rowClasses: [RowClass] = []
    var starts: [DefinitionKey: Starts] = [:]
    for schema in schemas {
      for definition in schema.tables {
        starts[DefinitionKey(schema: schema.id, table: definition.id)] = Starts(
          column: columns.count,
          rowClass: rowClasses.count
        )
        columns += definition.columns + (definition.group?.columns ?? [])
        rowClasses += definition.rows?.classes ?? []
      }
    }
    self.schemas = schemas
    self.columns = columns
    self.starts = starts
    columnWordings = WordingIndex(columns.map(\.headers))
    rowClassWordings = WordingIndex(rowClasses.map(\.labels))
    marks = MarkIndex(schemas.map(\.marks))
  }

  /// The code of the first column of a definition; its group's columns follow its own.
  func firstCode(of definition: TableDefinition, in schema: TableSchema) -> Int {
    starts[DefinitionKey(schema: schema.id, table: definition.id)]?.column ?? 0
  }

  /// The code of the first row class of a definition.
  func firstRowClass(of definition: TableDefinition, in schema: TableSchema) -> Int {
    starts[DefinitionKey(schema: schema.id, table: definition.id)]?.rowClass ?? 0
  }

  /// The position of a schema among those of the vocabulary.
  func position(of schema: TableSchema) -> Int {
    schemas.firstIndex { $0.id == schema.id } ?? 0
  }

  /// What a text means; nil where it shows nothing, or is too long for a header.
  func prepared(_ text: String) -> PreparedText? {
    guard text.utf8.count <= Self.lengthLimit else { return nil }
    if let known = remembered.withLock({ $0[text] }) { return known }
    let prepared = prepare(text)
    remembered.withLock { $0.remember(prepared, as: text) }
    return prepared
  }

  /// What the texts of cells mean, cell by cell; nil for figures, and for long and blank texts.
  ///
  /// Months are read as people see them: `2024年1月`.
  func prepared(_ cells: SheetContent.Cells) -> [PreparedText?] {
    var prepared = [PreparedText?](repeating: nil, count: cells.count)
    var unknown: [(index: Int, text: String)] = []
    remembered.withLock { remembered in
      for index in cells.indices {
        guard let text = Self.headerText(of: cells.value(at: index)) else { continue }
        if let known = remembered[text] {
          prepared[index] = known
        } else {
          unknown.append((index, text))
        }
      }
    }
    if unknown.isEmpty { return prepared }
    var new = PreparedTexts()
    for (index, text) in unknown {
      if let known = new[text] {
        prepared[index] = known
      } else {
        prepared[index] = prepare(text)
        new.remember(prepared[index], as: text)
      }
    }
    remembered.withLock { remembered in
      for (index, text) in unknown where remembered[text] == nil {
        remembered.remember(prepared[index], as: text)
      }
    }
    return prepared
  }

  private static func headerText(of value: CellValue) -> String? {
    let text: String?
    switch value {
    case .string(let string): text = string
    case .date: text = CellGrid.text(of: value)
    case .empty, .number, .bool, .error: text = nil
    }
    guard let text, text.utf8.count <= lengthLimit else { return nil }
    return text
  }

  private func prepare(_ text: String) -> PreparedText? {
    let normalized = NormalizedText.header(text)
    if normalized.isEmpty { return nil }
    let signature = TextSignature(of: normalized)
    return PreparedText(
      normalized: normalized,
      signature: signature,
      columns: columnWordings.codes(of: normalized, signature: signature).filter { code in
        !columns[Int(code)].exceptions.contains { $0.matches(normalized, signature: signature) }
      },
      rowClasses: rowClassWordings.codes(of: normalized, signature: signature),
      marks: marks.meanings(of: normalized)
    )
  }

  /// The columns whose header a text is but for one slip of the fingers, ascending.
  func columns(spelledLike normalized: String) -> [ColumnCode] {
    let scalars = Array(normalized.unicodeScalars)
    return columns.indices.filter { columns[$0].isSpelledLike(normalized, scalars: scalars) }
      .map { ColumnCode(clamping: $0) }
  }
}
