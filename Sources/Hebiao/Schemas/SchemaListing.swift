public import HebiaoCore
import TableSchemas

/// What a schema is, for a list.
public struct SchemaSummary: Sendable, Hashable {
  /// The identifier, as findings and reports name it.
  public var identifier: String
  /// The kind of table that it describes.
  public var title: LocalizedText

  /// The summary of one schema.
  public init(identifier: String, title: LocalizedText) {
    self.identifier = identifier
    self.title = title
  }
}

/// A mistake in a schema file.
public struct SchemaProblem: Sendable, Hashable {
  /// The file, as it was named or found.
  public var file: String
  /// The line, from 1; nil where the mistake has no place.
  public var line: Int?
  /// The column, from 1.
  public var column: Int?
  /// What is wrong, and what to do.
  public var text: LocalizedText

  /// A mistake at a place.
  public init(file: String, line: Int? = nil, column: Int? = nil, text: LocalizedText) {
    self.file = file
    self.line = line
    self.column = column
    self.text = text
  }
}

/// How many schema files a path stands for: itself, or those in the folder.
///
/// - Throws: a `DescribedError` where the path cannot be read, or holds no schema.
public func schemaFileCount(at path: String) throws -> Int {
  let count = try SchemaFiles.list(in: path).count
  if count == 0 { throw SchemaFileError.noSchemas(path) }
  return count
}

/// The mistakes in schema files; a folder stands for every `*.yaml` in it.
///
/// - Throws: a `DescribedError` where a path cannot be read.
public func lintSchemas(at paths: [String]) throws -> [SchemaProblem] {
  var problems: [SchemaProblem] = []
  for path in paths {
    var known: Set<String> = []
    for file in try SchemaFiles.list(in: path) {
      do {
        let schema = try TableSchema(yaml: try SchemaFiles.read(file), file: file)
        if !known.insert(schema.id).inserted {
          let text = LocalizedText.repeatedSchema(schema.id)
          problems.append(SchemaProblem(file: file, line: nil, column: nil, text: text))
        }
      } catch let error as SchemaError {
        problems += error.diagnostics.map {
          SchemaProblem(file: $0.file, line: $0.line, column: $0.column, text: $0.message)
        }
      }
    }
  }
  return problems
}
