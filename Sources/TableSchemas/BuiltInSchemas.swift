extension TableSchema {
  /// The files of the schemas that come with hebiao, in the order in which they are tried.
  public static var builtInSources: [(file: String, text: String)] {
    [
      ("indicator-completion.yaml", PackageResources.indicator_completion_yaml),
      ("project-completion.yaml", PackageResources.project_completion_yaml),
      ("staffing.yaml", PackageResources.staffing_yaml),
    ].map { (file: $0.0, text: String(decoding: $0.1, as: UTF8.self)) }
  }

  /// The schemas that come with hebiao, in the order in which they are tried.
  ///
  /// Throws: `SchemaError` only if the embedded files themselves are wrong, which a test rules out.
  public static func builtIn() throws(SchemaError) -> [TableSchema] {
    var schemas: [TableSchema] = []
    for source in builtInSources {
      schemas.append(try TableSchema(yaml: source.text, file: source.file))
    }
    return schemas
  }
}
