import HebiaoCore
import Testing

@Suite("Operators and constants")
struct OperatorTests {
  @Test(
    "bind and compute as in Excel",
    arguments: [
      ("1+2*3", "7"), ("(1+2)*3", "9"), ("-2^2", "4"), ("0-2^2", "-4"), ("2^3^2", "64"),
      ("2^-1", "0.5"), ("50%", "0.5"), ("-50%%", "-0.005"), ("10*10%", "1"), ("+\"a\"", "\"a\""),
      ("1&2+3", "\"15\""), ("\"a\"\"b\"&\"社工\"", "\"a\"\"b社工\"".replacing("\"\"", with: "\"")),
      ("1=1", "TRUE"), ("1<>1", "FALSE"), ("\"A\"=\"a\"", "TRUE"), ("2>10", "FALSE"),
      ("\"2\">10", "TRUE"), ("TRUE>\"z\"", "TRUE"), ("1<=1", "TRUE"), ("1>=2", "FALSE"),
      ("0.1+0.2=0.3", "TRUE"), ("0.1+0.2-0.3", "0"), ("1/0", "#DIV/0!"), ("0^0", "#NUM!"),
      ("1e308*10", "#NUM!"), ("\"12\"+1", "13"), ("\"1,234.5\"+0", "1234.5"), ("\"5%\"*2", "0.1"),
      ("\"2024-04-30\"+0", "45412"), ("\"2024年4月30日\"+0", "45412"), ("\"8:30\"*24", "8.5"),
      ("\"abc\"+1", "#VALUE!"), ("\"\"+1", "#VALUE!"), ("TRUE+1", "2"), ("#N/A+1", "#N/A"),
      ("1/3&\"\"", "\"0.333333333333333\""), ("1e21&\"\"", "\"1E+21\""),
      ("1e20&\"\"", "\"100000000000000000000\""),
      ("0.00001&\"\"", "\"0.00001\""), (".5+.5", "1"), ("1.5E3", "1500"), ("TRUE&\"\"", "\"TRUE\""),
      ("1 + 2", "3"), ("\n1\t+\r\n2 ", "3"), ("{1,2;3,4}", "1"), ("SUM({1,-2;3,4}*2)", "12"),
    ]
  )
  func computes(_ formula: String, _ expected: String) throws {
    #expect(try FormulaSheet(["A1": "=" + formula]).outcome("A1") == expected, "\(formula)")
  }

  @Test(
    "refuse what depends on somebody's settings, and what is not covered",
    arguments: [
      ("\"1/2/2024\"+0", "!ambiguous"), ("\"¥12\"+0", "!ambiguous"), ("\"甲\"<\"乙\"", "!ambiguous"),
      ("Sheet1:Sheet3!A1", "!reference"), ("'1月:3月'!A1", "!reference"),
      ("[1]Sheet1!A1", "!reference"), ("'[账.xlsx]表'!A1", "!reference"),
      ("Table1[人数]", "!reference"), ("[@人数]", "!reference"), ("SUM((A1,B2))", "!uncovered"),
      ("@A1:A3", "!uncovered"), ("TODAY()", "!volatile"), ("NOW()", "!volatile"),
      ("RAND()", "!volatile"), ("OFFSET(B1,1,1)", "!volatile"), ("INDIRECT(\"B1\")", "!volatile"),
      ("FILTER(B1:B9,C1:C9)", "!unknownFunction"), ("没有的函数(1)", "!unknownFunction"),
      ("没有的表!A1", "!unknownName"), ("没有的名称", "!unknownName"),
    ]
  )
  func refuses(_ formula: String, _ expected: String) throws {
    #expect(try FormulaSheet(["A1": "=" + formula]).outcome("A1") == expected, "\(formula)")
  }

  @Test("a function that is not covered does no harm on a branch that is not taken")
  func branchNotTaken() throws {
    #expect(try FormulaSheet(["A1": "=IF(TRUE,1,TODAY())"]).outcome("A1") == "1")
  }

  @Test(
    "what is no formula is refused as unreadable",
    arguments: [
      "", " ", "1+", "*1", "(1", "1)", "1 2", "SUM(1", "\"open", "'open!A1", "#WHAT!", "{1,2", "{}",
      "{1;2,3}", "IF()", "ROUND(1)", "PI(1)", "A1:", "!A1", "$", "1..2", "~", "A1!", "，", "SUM(1,,",
      ")", "%", "1%%)",
    ]
  )
  func unreadable(_ formula: String) throws {
    let outcome = try FormulaSheet(["A1": "=" + formula]).outcome("A1")
    #expect(outcome == "!unreadable" || outcome == "!unknownName", "\(formula): \(outcome)")
  }
}
