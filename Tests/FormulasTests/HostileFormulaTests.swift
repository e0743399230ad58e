import Formulas
import HebiaoCore
import Testing

@Suite("Hostile formulas")
struct HostileFormulaTests {
  static let formulas: [(String, String)] = [
    (String(repeating: "(", count: 4000) + "1" + String(repeating: ")", count: 4000), "!tooLarge"),
    (String(repeating: "(", count: 9000), "!tooLarge"),
    (String(repeating: "-", count: 8000) + "1", "1"),
    ("1" + String(repeating: "+1", count: 4000), "4001"),
    ("1" + String(repeating: "^1", count: 4000), "1"),
    ("1" + String(repeating: "%", count: 8000), "0"),
    (String(repeating: "SUM(", count: 300) + "1" + String(repeating: ")", count: 300), "!tooLarge"),
    (String(repeating: "IF(1,", count: 250) + "7" + String(repeating: ")", count: 250), "7"),
    ("\"" + String(repeating: "文", count: 8190) + "\"=\"\"", "!tooLarge"),
    ("LEN(REPT(REPT(\"x\",32767),2))", "#VALUE!"),
    ("SUMPRODUCT(4:1048576*4:1048576)", "!tooLarge"), ("SUMPRODUCT(A:XFD*A:XFD)", "!cycle"),
    ("SUM(" + Array(repeating: "1", count: 256).joined(separator: ",") + ")", "!unreadable"),
    ("SEARCH(\"*a*a*a*a*a*b\",REPT(\"a\",30000))", "!tooLarge"),
    ("COUNTIF(B1:B9,\"" + String(repeating: "*a", count: 100) + "\")", "0"),
    ("A99999999", "!unknownName"), ("XFE1", "!unknownName"), ("XFD1048576", "0"),
    ("1e999", "!unreadable"), ("INDEX({1},1e300)", "#NUM!"), ("CHOOSE(1e300,1)", "#VALUE!"),
    ("LEFT(\"a\",1e300)", "#NUM!"), ("DATE(1e9,1e9,1e9)", "#NUM!"), ("ROUND(1,1e9)", "1"),
    ("ROUND(1,-1e9)", "0"), ("FACT(1e15)", "#NUM!"), ("EDATE(1,-99999999)", "#NUM!"),
    ("\u{0}", "!unreadable"), ("'" + String(repeating: "'", count: 8000), "!unreadable"),
  ]

  @Test("end with a value or a refusal", arguments: formulas)
  func ends(_ formula: String, _ expected: String) throws {
    #expect(
      try FormulaSheet(["A3": "=" + formula]).outcome("A3") == expected,
      "\(formula.prefix(40))"
    )
  }

  static let dearFormulas = [
    "LEN(SUBSTITUTE(A1,\"a\",\"b\"))", "LEN(TRIM(A1))", "LEN(CLEAN(A1))", "FIND(\"ab\",A1)",
    "LEN(REPLACE(A1,1,1,\"x\"))", "LEN(REPT(\"a\",32767))",
    "TEXT(1,\"" + String(repeating: "#,", count: 1_000) + "\")",
  ]

  @Test("what looks at many characters is work", arguments: dearFormulas)
  func textsAreWork(_ formula: String) throws {
    let long = "'" + String(repeating: "a ", count: 8_000)
    let sheet = try FormulaSheet(["A1": long, "B1": "=" + formula])
    let all = sheet.recalculation(workLimit: 900).all()
    #expect(all.map { FormulaSheet.text($0.outcome) } == ["!tooLarge"])
  }

  @Test(
    "letters beyond ASCII are more work than others to write in small ones or capitals",
    arguments: ["LEN(UPPER(A1))", "LEN(LOWER(A1))", "SEARCH(\"b\",A1)", "COUNTIF(A1:A1,\"*b*\")"]
  )
  func lettersAreWork(_ formula: String) throws {
    for (letter, limit) in [("a", 40_000), ("é", 10_000)] {
      let long = "'" + String(repeating: letter, count: 16_000)
      let sheet = try FormulaSheet(["A1": long, "B1": "=" + formula])
      func outcome(_ limit: Int) -> [String] {
        sheet.recalculation(workLimit: limit).all().map { FormulaSheet.text($0.outcome) }
      }
      #expect(outcome(limit) == (letter == "a" ? outcome(.max) : ["!tooLarge"]), "\(letter)")
    }
  }

  @Test("any bytes are read or refused: every prefix and every changed byte of a real formula")
  func bytes() throws {
    let formula = Array(
      "IF(SUM('附件 1'!$B$2:B9,{1,2;\"a\",#N/A})>=10%,TEXT(A1,\"0.00%\")&\"社工\",-A:A^2)".utf8
    )
    var readable = 0
    for length in 0...formula.count {
      if (try? ParsedFormula(utf8: Array(formula[..<length]))) != nil { readable += 1 }
    }
    for place in formula.indices {
      for byte in [0, 0x22, 0x27, 0x28, 0x29, 0x2C, 0x3A, 0x5B, 0x7B, 0x80, 0xFF] as [UInt8] {
        var changed = formula
        changed[place] = byte
        if (try? ParsedFormula(utf8: changed)) != nil { readable += 1 }
      }
    }
    #expect(readable > 10)
  }
}
