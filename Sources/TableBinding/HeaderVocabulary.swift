import HebiaoCore
import Synchronization
import TableSchemas

/// Which columns of which tables a text may head, for all schemas of a binder at once.
///
/// Every text is normalised and matched against all wordings once; workbooks of one kind share
/// most of their texts, so what was found is remembered, up to a bound.
final class HeaderVocabulary: Sendable {
  /// A text as headers are compared, and the columns that are worded so.
  struct Entry: Sendable {
    /// The normalised text; nil where the cell is empty or too long to be a header.
    var text: String?
    /// Codes of columns, ascending.
    var columns: [ColumnCode] = []
  }

  /// A column's position among all columns of all definitions.
  typealias ColumnCode = UInt16

  /// Headers are short; longer texts are never matched.
  static let lengthLimit = 150

  private let columns: [ColumnDefinition]
  /// Every wording of every column; texts are held against the signatures alone first, since most
  /// texts have few of a wording's characters.
  private let wordings: [Wording]
  /// The code of each definition's first column; its group's columns follow its own.
  private let starts: [DefinitionKey: Int]
  private let remembered = Mutex<[String: Entry]>([:])
  private static let rememberedLimit = 20_000

  private struct Wording {
    var signature: TextSignature
    var lengths: ClosedRange<Int>
    var code: Int
    var position: Int
  }

  private struct DefinitionKey: Hashable {
    var schema: String
    var table: String
  }

  init(schemas: [TableSchema]) {
    var columns: [ColumnDefinition] = []
    var starts: [DefinitionKey: Int] = [:]
    for schema in schemas {
      for definition in schema.tables {
        starts[DefinitionKey(schema: schema.id, table: definition.id)] = columns.count
        columns += definition.columns + (definition.group?.columns ?? [])
      }
    }
    self.columns = columns
    wordings = columns.enumerated().flatMap { code, column in
      column.headers.enumerated().map { position, pattern in
        Wording(
          signature: pattern.signature,
          lengths: pattern.minimumLength...(pattern.isExact ? pattern.minimumLength : Int.max),
          code: code,
          position: position
        )
      }
    }
    self.starts = starts
  }

  /// The code of the first column of a definition.
  func firstCode(of definition: TableDefinition, in schema: TableSchema) -> Int {
    starts[DefinitionKey(schema: schema.id, table: definition.id)] ?? 0
  }

  /// What a text may head.
  func entry(for text: String) -> Entry {
    guard text.utf8.count <= Self.lengthLimit else { return Entry() }
    if let known = remembered.withLock({ $0[text] }) { return known }
    let normalized = NormalizedText.header(text)
    var entry = Entry()
    if !normalized.isEmpty {
      entry.text = normalized
      entry.columns = columns(wordedLike: normalized)
    }
    remembered.withLock { known in
      if known.count >= Self.rememberedLimit { known.removeAll(keepingCapacity: true) }
      known[text] = entry
    }
    return entry
  }

  private func columns(wordedLike normalized: String) -> [ColumnCode] {
    let signature = TextSignature(of: normalized)
    var found: [ColumnCode] = []
    let length = normalized.utf8.count
    for wording in wordings
    where wording.lengths.contains(length) && signature.mayContain(wording.signature) {
      guard let code = ColumnCode(exactly: wording.code), found.last != code else { continue }
      let column = columns[wording.code]
      if column.headers[wording.position].matches(normalized, signature: signature),
        !column.exceptions.contains(where: { $0.matches(normalized, signature: signature) })
      {
        found.append(code)
      }
    }
    return found
  }
}
