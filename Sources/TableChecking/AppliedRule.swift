import TableBinding
import TableSchemas

/// A rule of a schema, and what of a workbook it applies to.
struct AppliedRule: Sendable {
  let definition: RuleDefinition
  private let scope: Scope

  var schemaID: String { scope.schemaID }

  /// The tables that it applies to, in the order of the workbook.
  var tables: [TableFacts] { scope.tables }

  /// The tables that a rule applies to.
  ///
  /// An object, since many rules share one and it is looked at in every pass over the rules.
  private final class Scope: Sendable {
    let schemaID: String
    let tables: [TableFacts]

    init(_ schemaID: String, _ tables: [TableFacts]) {
      self.schemaID = schemaID
      self.tables = tables
    }
  }

  private init(_ definition: RuleDefinition, _ scope: Scope) {
    self.definition = definition
    self.scope = scope
  }

  /// The rules of some schemas that can find anything in a workbook, schema by schema.
  static func all(of schemas: [TableSchema], in tables: [TableFacts]) -> [AppliedRule] {
    var rules: [AppliedRule] = []
    rules.reserveCapacity(schemas.reduce(0) { $0 + $1.rules.count })
    for schema in schemas {
      let own = tables.filter { $0.bound.schema.id == schema.id }
      // Most rules name the same tables as the rule before.
      var names: [String] = []
      var scope = Scope(schema.id, [])
      for rule in schema.rules {
        if rule.tables != names {
          names = rule.tables
          scope = Scope(schema.id, own.filter { names.contains($0.bound.definition.id) })
        }
        guard !scope.tables.isEmpty || rule.check.looksBeyondTables else { continue }
        rules.append(AppliedRule(rule, scope))
      }
    }
    return rules
  }

  /// The rule before the first.
  static let none = AppliedRule(.unstated, Scope("", []))
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
