import Foundation
import HebiaoCore
import Testing

@testable import TableSchemas

/// The JSON Schema that editors use says what the loader says.
struct SchemaJSONTests {
  @Test(arguments: [
    (["rule", "properties", "check"], RuleCheck.allCases.map(\.rawValue)),
    (["rule", "properties", "severity"], Severity.allCases.map(\.rawValue)),
    (["column", "properties", "holds"], ColumnDefinition.Content.allCases.map(\.rawValue)),
    (["rowClass", "properties", "value"], ColumnDefinition.Content.allCases.map(\.rawValue)),
    (["group", "properties", "heading"], GroupDefinition.Heading.allCases.map(\.rawValue)),
    (["period", "properties", "id"], PeriodDefinition.Kind.allCases.map(\.rawValue)),
    (["rule", "properties", "relation"], ProseRelation.allCases.map(\.rawValue)),
    (["pace", "properties", "measure"], AgreementTime.Measure.allCases.map(\.rawValue)),
    (["template", "properties", "paper"], TemplateDefinition.Paper.allCases.map(\.rawValue)),
  ])
  func `a closed list is the model's, each value described`(
    path: [String],
    values: [String]
  ) throws {
    let node = try node(["$defs"] + path)
    let names = try #require(node["enum"] as? [String])
    #expect(Set(names) == Set(values))
    #expect(names.count == values.count)
    let descriptions = try #require(node["enumDescriptions"] as? [String])
    #expect(descriptions.count == names.count)
  }

  @Test func `the parameters of rules are the model's`() throws {
    let properties = try node(["$defs", "rule", "properties"])
    let general: Set = ["code", "check", "severity", "name", "reason", "tables"]
    #expect(
      Set(properties.keys).subtracting(general) == Set(RuleParameter.allCases.map(\.rawValue))
    )
  }

  @Test(arguments: RuleCheck.allCases)
  func `a check needs and takes the parameters that the model says`(check: RuleCheck) throws {
    let conditions = try #require(try node(["$defs", "rule"])["allOf"] as? [[String: Any]])
    let own = conditions.filter { condition in
      let properties = (condition["if"] as? [String: Any])?["properties"] as? [String: Any]
      return (properties?["check"] as? [String: Any])?["const"] as? String == check.rawValue
    }
    try #require(own.count == 1)
    let then = try #require(own[0]["then"] as? [String: Any])
    let required = then["required"] as? [String] ?? []
    #expect(Set(required) == Set(check.requiredParameters.map(\.rawValue)))
    let names = try #require((then["propertyNames"] as? [String: Any])?["enum"] as? [String])
    let general = ["code", "check", "severity", "name", "reason", "tables"]
    let allowed = (check.requiredParameters + check.optionalParameters).map(\.rawValue)
    #expect(Set(names) == Set(general + allowed))
  }

  @Test func `every key has a Chinese title and description`() throws {
    var properties = try node(["properties"])
    for definition in [
      "localized", "period", "pace", "marks", "table", "column", "group", "rows",
      "rowClass", "rule", "summaryFigure", "template", "templateBlock", "templateRows",
      "templateSection",
      "templateClosing", "templateMonths", "templatePart", "templateGroup", "templatePanel",
    ] {
      properties.merge(try node(["$defs", definition, "properties"])) { first, _ in first }
    }
    for (name, value) in properties {
      let property = try #require(value as? [String: Any])
      for key in ["title", "description"] {
        let text = try #require(property[key] as? String, "\(name) has no \(key)")
        #expect(text.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(name): \(text)")
      }
    }
  }

  @Test func `no mapping takes keys that the loader refuses`() throws {
    #expect(try node([])["additionalProperties"] as? Bool == false)
    for (name, value) in try node(["$defs"]) {
      let definition = try #require(value as? [String: Any])
      guard definition["type"] as? String == "object" else { continue }
      #expect(definition["additionalProperties"] as? Bool == false, "\(name)")
    }
  }

  private func node(_ path: [String]) throws -> [String: Any] {
    let file = BuiltInSchemasTests.folder.appending(path: "schema.json")
    let root = try JSONSerialization.jsonObject(with: try Data(contentsOf: file))
    var node = try #require(root as? [String: Any])
    for key in path { node = try #require(node[key] as? [String: Any], "no \(key)") }
    return node
  }
}
