import HebiaoCore
import Testing

@testable import TableSchemas

/// Each mistake is made in one sound schema by replacing a text that occurs in it.
struct SchemaMistakesTests {
  static let sound = """
    schema: stock
    version: 1
    name: { zh: 库存表, en: stock }
    titles: ["*库存*"]
    periods:
      - id: report
        texts: ["(20*年*)"]
    marks:
      notApplicable: ["/"]
    tables:
      - id: goods
        name: { zh: 物品, en: goods }
        numbered: true
        columns:
          - field: item
            name: { zh: 物品, en: item }
            headers: [物品, 名称]
            holds: label
            required: true
        groups:
          - id: month
            name: { zh: 月份, en: month }
            heading: month
            columns:
              - field: count
                name: { zh: 数量, en: count }
                headers: [数量]
                holds: amount
                required: true
                precision: 2
                step: "0.5"
        rows:
          label: item
          classes:
            - id: total
              labels: [合计]
              closes: true
        shared: merged-cells
    rules:
      - code: total
        check: column-sum
        severity: error
        tables: [goods]
        total: total
        parts: detail
        fields: [count]
        name: { zh: 合计, en: total }
        reason: { zh: 合计为各行之和, en: the total is the sum }
      - code: share
        check: percent-form
        severity: info
        tables: [goods]
        row: total
        maximum: "1"
        name: { zh: 比例, en: share }
        reason: { zh: 不过百分之百, en: at most all }
    """

  struct Mistake: Sendable, CustomTestStringConvertible {
    var replaced: String
    var by: String
    var line: Int
    var column: Int
    var english: String
    var chinese: String

    init(_ replaced: String, _ by: String, _ line: Int, _ column: Int, _ en: String, _ zh: String) {
      self.replaced = replaced
      self.by = by
      self.line = line
      self.column = column
      english = en
      chinese = zh
    }

    var testDescription: String { "\(replaced) → \(by)" }
  }

  static let mistakes: [Mistake] = [
    Mistake(
      "titles:",
      "titel:",
      4,
      1,
      "unknown key \"titel\"; did you mean \"titles\"?",
      "不认识的键 “titel”, 是不是 “titles”?"
    ),
    Mistake(
      "    numbered: true",
      "    colour: red",
      13,
      5,
      "unknown key \"colour\"",
      "不认识的键 “colour”"
    ),
    Mistake(
      "notApplicable",
      "notapplicable",
      9,
      3,
      "unknown key \"notapplicable\"; did you mean \"notApplicable\"?",
      "不认识的键 “notapplicable”, 是不是 “notApplicable”?"
    ),
    Mistake(
      "en: stock }",
      "en: stock, fr: stock }",
      3,
      29,
      "unknown key \"fr\"",
      "不认识的键 “fr”"
    ),
    Mistake("schema: stock\n", "", 1, 1, "\"schema\" is missing", "缺少 “schema”"),
    Mistake("{ zh: 库存表, en: stock }", "{ en: stock }", 3, 7, "\"zh\" is missing", "缺少 “zh”"),
    Mistake(
      "{ zh: 库存表, en: stock }",
      "库存表",
      3,
      7,
      "name must be a mapping",
      "name 应写成“键: 值”的一组"
    ),
    Mistake(
      "        headers: [物品, 名称]\n",
      "",
      15,
      9,
      "\"headers\" is missing",
      "缺少 “headers”"
    ),
    Mistake("            holds: amount\n", "", 25, 13, "\"holds\" is missing", "缺少 “holds”"),
    Mistake(
      "holds: amount",
      "holds: amuont",
      28,
      20,
      "holds knows no \"amuont\"; did you mean \"amount\"?",
      "holds 不认识 “amuont”, 是不是 “amount”?"
    ),
    Mistake(
      "heading: month",
      "heading: montly",
      23,
      18,
      "heading knows no \"montly\"; did you mean \"month\"?",
      "heading 不认识 “montly”, 是不是 “month”?"
    ),
    Mistake(
      "version: 1",
      "version: 0",
      2,
      10,
      "version must be a whole number from 1 to 9999",
      "version 应为 1 至 9999 的整数"
    ),
    Mistake(
      "precision: 2",
      "precision: two",
      30,
      24,
      "precision must be a whole number from 0 to 9",
      "precision 应为 0 至 9 的整数"
    ),
    Mistake(
      "numbered: true",
      "numbered: yes",
      13,
      15,
      "numbered must be true or false",
      "numbered 应为 true 或 false"
    ),
    Mistake(
      "step: \"0.5\"",
      "step: half",
      31,
      19,
      "step must be a decimal above zero",
      "step 应为大于 0 的小数"
    ),
    Mistake(
      "step: \"0.5\"",
      "step: 0",
      31,
      19,
      "step must be a decimal above zero",
      "step 应为大于 0 的小数"
    ),
    Mistake(
      "step: \"0.5\"",
      "step: 1e-1",
      31,
      19,
      "step must be a decimal above zero",
      "step 应为大于 0 的小数"
    ),
    Mistake(
      "            required: true\n            precision",
      "            precision",
      21,
      9,
      "a group needs at least one column with required: true",
      "列组至少要有一列 required: true"
    ),
    Mistake(
      "label: item",
      "label: itm",
      33,
      14,
      "label names no column: \"itm\"",
      "label 指的列 “itm” 不存在"
    ),
    Mistake(
      "shared: merged-cells",
      "shared: cells",
      38,
      13,
      "shared can only be merged-cells",
      "shared 只能是 merged-cells"
    ),
    Mistake(
      "titles: [\"*库存*\"]",
      "titles: [[库存]]",
      4,
      10,
      "titles must be a text",
      "titles 应为文字"
    ),
    Mistake(
      "check: column-sum",
      "check: colum-sum",
      41,
      12,
      "check knows no \"colum-sum\"; did you mean \"column-sum\"?",
      "check 不认识 “colum-sum”, 是不是 “column-sum”?"
    ),
    Mistake(
      "severity: info",
      "severity: mild",
      51,
      15,
      "severity knows no \"mild\"; it may be error, warning, info",
      "severity 不认识 “mild”; 可以写 error, warning, info"
    ),
    Mistake("    parts: detail\n", "", 40, 5, "\"parts\" is missing", "缺少 “parts”"),
    Mistake(
      "parts: detail",
      "parts: details",
      45,
      12,
      "parts names \"details\", which does not exist; did you mean \"detail\"?",
      "parts 里的 “details” 不存在, 是不是 “detail”?"
    ),
    Mistake(
      "fields: [count]",
      "fields: [counts]",
      46,
      13,
      "fields names \"counts\", which does not exist; did you mean \"count\"?",
      "fields 里的 “counts” 不存在, 是不是 “count”?"
    ),
    Mistake(
      "row: total",
      "row: totl",
      53,
      10,
      "row names \"totl\", which does not exist; did you mean \"total\"?",
      "row 里的 “totl” 不存在, 是不是 “total”?"
    ),
    Mistake(
      "    fields: [count]\n",
      "    fields: [count]\n    within: row\n",
      47,
      13,
      "within names \"row\", which does not exist",
      "within 里的 “row” 不存在"
    ),
    Mistake(
      "maximum: \"1\"",
      "maximum: all",
      54,
      14,
      "maximum must be a decimal",
      "maximum 应为小数"
    ),
    Mistake(
      "    maximum: \"1\"\n",
      "    maximum: \"1\"\n    total: total\n",
      55,
      5,
      "unknown key \"total\"",
      "不认识的键 “total”"
    ),
    Mistake(
      "code: share",
      "code: total",
      49,
      11,
      "the rule code \"total\" is used twice",
      "规则代码 “total” 重复"
    ),
    Mistake(
      "version: 1\n",
      "version: 1\nversion: 1\n",
      2,
      1,
      "the key \"version\" is used twice",
      "键 “version” 写了两次"
    ),
  ]

  @Test func `the schema that the mistakes are made in has none`() throws {
    #expect(try TableSchema(yaml: Self.sound, file: "stock.yaml").rules.count == 2)
  }

  @Test(arguments: mistakes)
  func `a mistake is told once, with its place`(_ mistake: Mistake) throws {
    try #require(Self.sound.contains(mistake.replaced))
    var yaml = Self.sound
    if let range = yaml.firstRange(of: mistake.replaced) {
      yaml.replaceSubrange(range, with: mistake.by)
    }
    #expect(
      diagnostics(yaml) == [
        SchemaDiagnostic(
          file: "stock.yaml",
          line: mistake.line,
          column: mistake.column,
          message: LocalizedText(zh: mistake.chinese, en: mistake.english)
        )
      ]
    )
  }

  @Test func `several mistakes are told in file order`() {
    let yaml = Self.sound.replacing("severity: info", with: "severity: mild")
      .replacing("titles:", with: "titel:").replacing("step: \"0.5\"", with: "step: half")
    #expect(diagnostics(yaml).map(\.line) == [4, 31, 51])
  }

  @Test func `a table without a group is refused where it begins`() throws {
    let groups = try #require(Self.sound.firstRange(of: "    groups:\n"))
    let rows = try #require(Self.sound.firstRange(of: "    rows:\n"))
    var yaml = Self.sound
    yaml.removeSubrange(groups.lowerBound..<rows.lowerBound)
    #expect(
      diagnostics(yaml).first?.line(in: .english) == "stock.yaml:11:5: \"groups\" is missing"
    )
  }

  @Test func `a second kind of group is refused where it begins`() {
    let second = "      - id: year\n        name: { zh: 年, en: year }\n        heading: any\n"
    let yaml = Self.sound.replacing("    rows:\n", with: second + "    rows:\n")
    #expect(
      diagnostics(yaml).map { $0.line(in: .english) } == [
        "stock.yaml:32:9: a table has at most one kind of repeating group"
      ]
    )
  }

  @Test(arguments: [
    ("measure: weeks", "measure: months", "measure knows no \"weeks\"; it may be months, days"),
    ("onTrack: \"0\"", "onTrack: \"1\"", "onTrack must be a decimal above zero"),
    ("behind: \"1.5\"", "behind: \"0.75\"", "behind must not exceed onTrack"),
    ("tables: [good]", "tables: [goods]", "did you mean \"goods\"?"),
    ("rows: [totals]", "rows: [total]", "did you mean \"total\"?"),
    ("done: item", "done: count", "done names \"item\", which does not exist"),
    ("speed: 1", "", "unknown key \"speed\""),
  ])
  func `a mistake in the pace is told once`(wrong: String, right: String, message: String) throws {
    let sound = """
      pace:
        measure: months
        partialMonth: "0.5"
        onTrack: "1"
        behind: "0.75"
        tables: [goods]
        rows: [total]
        agreed: count
        done: count

      """
    let rules = try #require(Self.sound.firstRange(of: "rules:\n"))
    func yaml(_ pace: String) -> String {
      Self.sound[..<rules.lowerBound] + pace + Self.sound[rules.lowerBound...]
    }
    #expect(diagnostics(yaml(sound)).isEmpty)
    let changed =
      right.isEmpty ? sound + "  \(wrong)\n" : sound.replacing(right, with: wrong)
    try #require(changed != sound)
    let found = diagnostics(yaml(changed)).map(\.message.english)
    #expect(found.count == 1)
    #expect(found.first?.contains(message) == true, "\(found)")
  }

  @Test(arguments: [
    ("", 1, "the file is empty"),
    ("# nothing\n", 1, "the file is empty"),
    ("stock\n", 1, "stock.yaml must be a mapping"),
    ("- a\n", 1, "stock.yaml must be a mapping"),
    ("schema: [a\nname: b\n", 2, "YAML: did not find expected ',' or ']'"),
    ("schema: a\n\tname: b\n", 2, "YAML: found a tab character that violates indentation"),
  ])
  func `a file that holds no mapping is refused with the line`(
    yaml: String,
    line: Int,
    message: String
  ) {
    let found = diagnostics(yaml)
    #expect(found.map(\.line) == [line])
    #expect(found.map(\.message.english) == [message])
  }

  @Test func `an error's text is its first mistake and how many follow`() {
    let yaml = Self.sound.replacing("titles:", with: "titel:")
      .replacing("severity: info", with: "severity: mild")
    let error = #expect(throws: SchemaError.self) {
      try TableSchema(yaml: yaml, file: "stock.yaml")
    }
    #expect(
      error?.text.english
        == "stock.yaml:4:1: unknown key \"titel\"; did you mean \"titles\"? (and 1 more)"
    )
    #expect(
      error?.text.chinese == "stock.yaml:4:1: 不认识的键 “titel”, 是不是 “titles”? (另有 1 处)"
    )
  }

  private func diagnostics(_ yaml: String) -> [SchemaDiagnostic] {
    do {
      _ = try TableSchema(yaml: yaml, file: "stock.yaml")
      return []
    } catch {
      return error.diagnostics
    }
  }
}
