extension TableSchema {
  /// The schemas that come with hebiao, in the order in which they are tried.
  ///
  /// Throws: `SchemaError` only if the embedded files themselves are wrong, which a test rules out.
  public static func builtIn() throws(SchemaError) -> [TableSchema] {
    let files: [(String, [UInt8])] = [
      ("indicator-completion.yaml", PackageResources.indicator_completion_yaml),
      ("project-completion.yaml", PackageResources.project_completion_yaml),
      ("staffing.yaml", PackageResources.staffing_yaml),
    ]
    var schemas: [TableSchema] = []
    for (file, bytes) in files {
      schemas.append(try TableSchema(yaml: String(decoding: bytes, as: UTF8.self), file: file))
    }
    return schemas
  }
}
