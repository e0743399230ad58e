import Testing

@testable import Hebiao

@Suite struct RuleNamesTests {
  @Test func everyRuleHasANameInBothLanguages() throws {
    let schemas = try SchemaCollection.builtIn()
    let names = RuleNames(schemas)
    for code in schemas.rules {
      let chinese = names.name(of: code, in: .chinese)
      #expect(chinese.unicodeScalars.contains { $0.properties.isIdeographic }, "\(code)")
      let english = names.named(code, in: .english)
      #expect(english == code || english.hasSuffix(" (\(code))"), "\(code)")
    }
    #expect(names.named("own-rule", in: .chinese) == "own-rule")
  }
}
