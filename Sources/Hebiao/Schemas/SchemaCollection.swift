import HebiaoCore
import TableBinding
import TableChecking
import TableSchemas

/// The schemas that a run works with.
public struct SchemaCollection: Sendable {
  let schemas: [TableSchema]
  /// What finds the tables; it remembers what headers mean from one workbook to the next.
  let binder: TableBinder
  private let sources: [String: String]

  init(schemas: [TableSchema], sources: [String: String]) {
    self.schemas = schemas
    binder = TableBinder(schemas: schemas)
    self.sources = sources
  }

  /// The schemas that come with hebiao.
  ///
  /// - Throws: a `DescribedError` only if the schemas inside the program are wrong.
  public static func builtIn() throws -> SchemaCollection {
    SchemaCollection(
      schemas: try TableSchema.builtIn(),
      sources: Dictionary(
        TableSchema.builtInSources.map { ($0.file.withoutExtension, $0.text) },
        uniquingKeysWith: { first, _ in first }
      )
    )
  }

  /// The schemas in a folder: every `*.yaml` in it, in alphabetical order.
  ///
  /// - Throws: a `DescribedError` with the first mistake, or where the folder cannot be read.
  public static func load(directory: String) throws -> SchemaCollection {
    let files = try SchemaFiles.list(in: directory)
    guard !files.isEmpty else { throw SchemaFileError.noSchemas(directory) }
    var schemas: [TableSchema] = []
    var sources: [String: String] = [:]
    for file in files {
      let text = try SchemaFiles.read(file)
      let schema = try TableSchema(yaml: text, file: file)
      if sources[schema.id] != nil { throw SchemaFileError.repeated(schema.id, file) }
      schemas.append(schema)
      sources[schema.id] = text
    }
    return SchemaCollection(schemas: schemas, sources: sources)
  }

  /// The identifiers, in alphabetical order.
  public var identifiers: [String] { schemas.map(\.id).sorted() }

  /// The codes that findings may have, `Finding.rule`, in alphabetical order.
  public var rules: [String] {
    let own = schemas.flatMap { $0.rules.map(\.code) }
    return Set(own + UnboundParts.codes + [Unrecognised.code]).sorted()
  }

  /// The schemas, by identifier.
  public var summaries: [SchemaSummary] {
    schemas.map { SchemaSummary(identifier: $0.id, title: $0.name) }.sorted {
      $0.identifier < $1.identifier
    }
  }

  /// The schemas that tell how far indicators are.
  var paceSchemas: [TableSchema] { schemas.filter { $0.pace != nil } }

  /// The figures that a summary lists of each workbook.
  var summaryFigures: [(key: StationRow.FigureKey, definition: SummaryDefinition)] {
    schemas.flatMap { schema in
      schema.summary.enumerated().map {
        (StationRow.FigureKey(schema: schema.id, position: $0), $1)
      }
    }
  }

  /// The text of a schema's file, or nil if there is no such schema.
  public func source(of identifier: String) -> String? {
    sources[identifier]
  }
}

extension String {
  fileprivate var withoutExtension: String {
    split(separator: ".").first.map(String.init) ?? self
  }
}
