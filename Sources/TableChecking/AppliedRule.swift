import TableBinding
import TableSchemas

/// A rule of a schema, and what of a workbook it applies to.
///
/// An object, since it is looked at in every pass over the rules.
final class AppliedRule: Sendable {
  let definition: RuleDefinition
  let schemaID: String
  /// The tables that it applies to, in the order of the workbook.
  let tables: [TableFacts]

  private init(_ definition: RuleDefinition, schemaID: String, tables: [TableFacts]) {
    self.definition = definition
    self.schemaID = schemaID
    self.tables = tables
  }

  /// The rules of some schemas that can find anything in a workbook, schema by schema.
  static func all(of schemas: [TableSchema], in tables: [TableFacts]) -> [AppliedRule] {
    var rules: [AppliedRule] = []
    rules.reserveCapacity(schemas.reduce(0) { $0 + $1.rules.count })
    for schema in schemas {
      let own = tables.filter { $0.bound.schema.id == schema.id }
      // Most rules name the same tables as the rule before.
      var (names, tables): ([String], [TableFacts]) = ([], [])
      for rule in schema.rules {
        if rule.tables != names {
          names = rule.tables
          tables = own.filter { names.contains($0.bound.definition.id) }
        }
        guard !tables.isEmpty || rule.check.looksBeyondTables else { continue }
        rules.append(AppliedRule(rule, schemaID: schema.id, tables: tables))
      }
    }
    return rules
  }

  /// The rule before the first.
  static let none = AppliedRule(.unstated, schemaID: "", tables: [])
}

extension RuleCheck {
  /// Whether a rule speaks of sheets and periods, so that it applies where it names no table.
  fileprivate var looksBeyondTables: Bool {
    switch self {
    case .periodForm, .periodAgrees, .periodAdvances, .proseSum: true
    default: false
    }
  }
}
