import Formulas
import HebiaoCore
import Testing

@Suite("Functions")
struct FunctionTests {
  /// B1:B6 are 1, 2, the text 3, TRUE, nothing, 6; C names, D1:D3 rising, E1:E2 marks.
  static let cells: KeyValuePairs = [
    "B1": "1", "B2": "2", "B3": "'3", "B4": "TRUE", "B6": "6",
    "C1": "社工", "C2": "社工督导", "C3": "行政", "C4": "'", "C6": "社工",
    "D1": "10", "D2": "20", "D3": "30", "E1": "√", "E2": "#N/A",
  ]

  @Test(
    "give what Excel gives",
    arguments: [
      // Of ranges only numbers count; of arguments also texts that are numbers.
      ("SUM(B1:B6)", "9"), ("SUM(B1:B6,\"3\",TRUE)", "13"), ("SUM(E1:E2)", "#N/A"),
      ("SUM(B:B)", "9"), ("SUM(1:1)", "11"), ("SUM(B1:B2 B2:B6)", "2"), ("SUM(B1 D3)", "#NULL!"),
      ("SUM(\"x\")", "#VALUE!"), ("COUNT(B1:B6)", "3"), ("COUNT(1,,\"x\",\"2\")", "3"),
      ("COUNTA(B1:C6)", "10"), ("COUNTBLANK(B1:C6)", "3"), ("AVERAGE(B1:B6)", "3"),
      ("AVERAGE(C1:C6)", "#DIV/0!"), ("MIN(B1:B6)", "1"), ("MAX(B1:B6)", "6"), ("MAX(C1:C3)", "0"),
      ("PRODUCT(B1:B6)", "12"), ("MEDIAN(B1:B6)", "2"), ("LARGE(B1:B6,2)", "2"),
      ("SMALL(B1:B6,1)", "1"), ("LARGE(B1:B6,9)", "#NUM!"), ("RANK(2,B1:B6)", "2"),
      ("SUMPRODUCT(D1:D3,{1;2;3})", "140"), ("SUMPRODUCT((C1:C6=\"社工\")*B1:B6)", "7"),
      ("SUMPRODUCT(D1:D3,{1,2,3})", "#VALUE!"), ("SUMPRODUCT(--(D1:D3>10))", "2"),
      ("SUMPRODUCT(1/COUNTIF(C1:C3,C1:C3))", "3"),
      // Conditions.
      ("COUNTIF(B1:B6,\">1\")", "2"), ("COUNTIF(C1:C6,\"社工\")", "2"),
      ("COUNTIF(C1:C6,\"社工*\")", "3"), ("COUNTIF(C1:C6,\"??\")", "3"),
      ("COUNTIF(C1:C6,\"<>社工\")", "4"), ("COUNTIF(C1:C6,\"\")", "2"), ("COUNTIF(C1:C6,\"=\")", "1"),
      ("COUNTIF(B1:B6,3)", "1"), ("COUNTIF(E1:E2,\"√\")", "1"), ("COUNTIF(C:C,\"社工\")", "2"),
      ("SUM(COUNTIF(C1:C6,{\"社工\",\"行政\"}))", "3"),
      ("SUMIF(C1:C6,\"社工\",B1:B6)", "7"), ("SUMIF(C1:C6,\"社工\",B1)", "7"),
      ("SUMIF(D1:D3,\">=20\")", "50"), ("SUMIFS(B1:B6,C1:C6,\"社工\",B1:B6,\">1\")", "6"),
      ("COUNTIFS(C1:C6,\"社工*\",B1:B6,\"<2\")", "1"), ("AVERAGEIF(C1:C6,\"社工\",B1:B6)", "3.5"),
      ("AVERAGEIFS(B1:B6,C1:C6,\"没有\")", "#DIV/0!"), ("COUNTIFS(C1:C6,\"x\",B1:B5,1)", "#VALUE!"),
      // Rounding.
      ("ROUND(2.675,2)", "2.68"), ("ROUND(1.005,2)", "1.01"), ("ROUND(-1.5,0)", "-2"),
      ("ROUND(1234.5,-2)", "1200"), ("ROUNDUP(1.001,2)", "1.01"), ("ROUNDUP(-1.1,0)", "-2"),
      ("ROUNDDOWN(1.999,2)", "1.99"), ("ROUND(219.125,2)", "219.13"), ("INT(-1.5)", "-2"),
      ("INT(0.1*3*10)", "3"), ("TRUNC(-1.99,1)", "-1.9"), ("MOD(-3,2)", "1"), ("MOD(3,-2)", "-1"),
      ("MOD(1,0)", "#DIV/0!"), ("ABS(-2)", "2"), ("CEILING(2.1,0.5)", "2.5"),
      ("FLOOR(2.4,0.5)", "2"),
      ("EVEN(1.5)", "2"), ("ODD(-1.5)", "-3"), ("POWER(2,10)", "1024"), ("SQRT(-1)", "#NUM!"),
      // Branches.
      ("IF(B1=1,\"是\",\"否\")", "\"是\""), ("IF(FALSE,1)", "FALSE"), ("IF(TRUE,,1)", "0"),
      ("IF(\"x\",1,2)", "#VALUE!"), ("IFERROR(1/0,\"—\")", "\"—\""), ("IFERROR(B5,1)", "0"),
      ("IFNA(E2,0)", "0"), ("IFNA(1/0,0)", "#DIV/0!"), ("IFS(FALSE,1,TRUE,2)", "2"),
      ("IFS(FALSE,1)", "#N/A"), ("CHOOSE(2,\"a\",\"b\")", "\"b\""), ("CHOOSE(3,1,2)", "#VALUE!"),
      ("SWITCH(2,1,\"a\",2,\"b\",\"c\")", "\"b\""), ("SWITCH(9,1,\"a\",\"c\")", "\"c\""),
      ("SUMPRODUCT(IF(D1:D3>10,1,0))", "2"), ("AND(TRUE,1,B1)", "TRUE"), ("OR(FALSE,0)", "FALSE"),
      ("AND(C1:C3)", "#VALUE!"), ("NOT(0)", "TRUE"),
      // Looking up.
      ("VLOOKUP(20,D1:E3,1,FALSE)", "20"), ("VLOOKUP(25,D1:D3,1)", "20"),
      ("VLOOKUP(\"社工?导\",C1:D3,2,FALSE)", "20"), ("VLOOKUP(5,D1:D3,1)", "#N/A"),
      ("VLOOKUP(5,D1:D3,0,0)", "#N/A"), ("VLOOKUP(10,D1:D3,0,0)", "#VALUE!"),
      ("T(C1:D3)", "\"社工\""),
      ("T(D1:D3)", "\"\""), ("N(D1:D3)", "10"), ("N(C1:D1)", "0"),
      ("VLOOKUP(10,D1:D3,2,0)", "#REF!"), ("HLOOKUP(1,B1:D2,2,0)", "2"),
      ("INDEX(B1:D3,2,3)", "20"), ("SUM(INDEX(B1:D3,0,3))", "60"), ("INDEX(D1:D3,4)", "#REF!"),
      ("SUM(D1:INDEX(D1:D9,2))", "30"), ("MATCH(\"行政\",C1:C6,0)", "3"), ("MATCH(25,D1:D3)", "2"),
      ("MATCH(20,{30,20,10},-1)", "2"), ("MATCH(\"x\",C1:C6,0)", "#N/A"),
      ("LOOKUP(25,D1:D3,C1:C3)", "\"社工督导\""), ("ROW()", "1"), ("ROW(D3)", "3"), ("COLUMN(D3)", "4"),
      ("ROWS(B1:D3)", "3"), ("COLUMNS(B:D)", "3"), ("SUMPRODUCT(ROW(D1:D3))", "6"),
      ("MATCH(2,{3,1,2})", "!uncovered"),
      // Texts.
      ("TEXT(0.6316,\"0.00%\")", "\"63.16%\""), ("TEXT(45412,\"yyyy年m月d日\")", "\"2024年4月30日\""),
      ("SUBSTITUTE(\"e\u{301}e\",\"e\",\"a\")", "\"a\u{301}a\""),
      ("SUBSTITUTE(\"aaaa\",\"aa\",\"b\")", "\"bb\""),
      ("TEXT(-1,\"yyyy\")", "#VALUE!"), ("TEXT(\"12\",\"000\")", "\"012\""),
      ("VALUE(\"12%\")", "0.12"),
      ("LEFT(\"社工站\",2)", "\"社工\""),
      ("RIGHT(\"abc\")", "\"c\""), ("MID(\"社工站点\",2,2)", "\"工站\""), ("LEN(\"社工😀\")", "4"),
      ("TRIM(\"  a   b \")", "\"a b\""), ("TRIM(\" \u{301}  b\")", "\"\u{301} b\""),
      ("SUBSTITUTE(\"a-b-c\",\"-\",\"\")", "\"abc\""),
      ("SUBSTITUTE(\"a-b-c\",\"-\",\"+\",2)", "\"a-b+c\""),
      ("CONCATENATE(\"a\",1,TRUE)", "\"a1TRUE\""),
      ("CONCAT(C1:C3,1)", "\"社工社工督导行政1\""), ("TEXTJOIN(\"、\",TRUE,C1:C4)", "\"社工、社工督导、行政\""),
      ("UPPER(\"a1\")", "\"A1\""), ("FIND(\"工\",\"社工\")", "2"), ("FIND(\"x\",\"a\")", "#VALUE!"),
      ("SEARCH(\"B?\",\"abc\")", "2"), ("EXACT(\"a\",\"A\")", "FALSE"),
      ("REPT(\"ab\",2)", "\"abab\""),
      ("REPT(\"x\",99999)", "#VALUE!"), ("REPLACE(\"abc\",2,1,\"X\")", "\"aXc\""),
      // Dates.
      ("DATE(2024,4,30)", "45412"), ("DATE(2024,14,1)", "45689"), ("DATE(2024,3,0)", "45351"),
      ("DATE(1900,1,60)", "60"), ("DATE(1900,3,1)", "61"), ("YEAR(45412)", "2024"),
      ("MONTH(\"2024-4-30\")", "4"), ("DAY(60)", "29"), ("DAY(-1)", "#NUM!"),
      ("DATEDIF(DATE(2023,1,31),DATE(2024,3,1),\"M\")", "13"),
      ("DATEDIF(2,1,\"D\")", "#NUM!"), ("EDATE(DATE(2024,1,31),1)", "45351"),
      ("EOMONTH(DATE(2024,1,31),-1)", "45291"), ("WEEKDAY(45412)", "3"), ("WEEKDAY(45412,2)", "2"),
      ("HOUR(0.75)", "18"), ("TIME(1,30,0)*24", "1.5"),
      // What a value is.
      ("ISNUMBER(B3)", "FALSE"), ("ISTEXT(B3)", "TRUE"), ("ISBLANK(B5)", "TRUE"),
      ("ISBLANK(C4)", "FALSE"), ("ISERROR(E2)", "TRUE"), ("ISERR(E2)", "FALSE"),
      ("ISNA(E2)", "TRUE"),
      ("B5", "0"), ("B5&\"\"", "\"\""), ("B5=0", "TRUE"), ("B5=\"\"", "TRUE"), ("NA()", "#N/A"),
      // One cell of a range stands for it where one value is wanted.
      ("D1:D3*2", "20"), ("D2:D3*2", "#VALUE!"),
      ("_xlfn.CONCAT(\"a\",\"b\")", "\"ab\""), ("sum(b1:b2)", "3"), ("SUBTOTAL(9,D1:D3)", "60"),
      ("COUNTIF(#REF!,1)", "#REF!"), ("SUBTOTAL(109,#REF!)", "#REF!"), ("COUNTIF(1,1)", "#VALUE!"),
      ("TEXT(TRUE,\"0;;;-@-\")", "\"-TRUE-\""), ("MODE(1,1,\"1\")", "#VALUE!"),
      ("MODE(1,2,2)", "2"),
    ]
  )
  func gives(_ formula: String, _ expected: String) throws {
    var sheet = try FormulaSheet(Self.cells)
    let place = formula == "SUM(1:1)" ? "A9" : "A1"
    let reference = try #require(CellReference(place))
    sheet.sheets[0].cells.insert(
      SheetCell(reference: reference, value: .empty, formula: formula)
    )
    #expect(try sheet.outcome(place) == expected, "\(formula)")
  }

  @Test("every function of the list is refused with a wrong number of arguments, and never traps")
  func argumentCounts() throws {
    for name in FunctionList.names {
      for count in [0, 1, 2, 3, 5, 300] {
        for argument in ["", "1", "\"x\"", "B1:C3", "{1,2;\"a\",TRUE}", "#N/A", "-1e300"] {
          let list = Array(repeating: argument, count: count).joined(separator: ",")
          let outcome = try FormulaSheet(["A1": "=\(name)(\(list))", "B1": "1", "C3": "社工"])
            .outcome("A1")
          #expect(!outcome.isEmpty)
        }
      }
    }
  }

  @Test(
    "rounding gives a number of its decimals, whatever binary fractions left behind fifteen digits",
    arguments: [
      ("ROUND(4.35*100,0)", 435), ("ROUND(0.57*100,0)", 57), ("ROUND(0.1+0.2,1)", 0.3),
      ("ROUND(1.1*1.1,2)", 1.21), ("ROUND(-4.35*100,0)", -435), ("ROUND(1E+15+0.3,0)", 1e15),
      ("ROUND(1E+15+0.6,0)", 1e15 + 1), ("TRUNC(0.57*100)", 57), ("ROUNDDOWN(0.57*100,0)", 57),
      ("ROUNDUP(0.57*100,0)", 57), ("ROUND(1/3,20)", 1.0 / 3), ("ROUND(12345678.5,-1)", 12_345_680),
      ("ROUND(2^53-1,0)", 9_007_199_254_740_991), ("ROUND(1.5,5)", 1.5),
      ("MROUND(4.35*100,1)", 435),
    ] as [(String, Double)]
  )
  func roundsToFifteenDigits(formula: String, number: Double) throws {
    let all = try FormulaSheet(["A1": "=\(formula)"]).recalculation().all()
    let outcome = try #require(all.first).outcome
    #expect(outcome == .value(.number(number)), "\(outcome)")
  }

  @Test("dates follow the workbook's date system")
  func dateSystem() throws {
    let sheet = try FormulaSheet(["A1": "=DATE(2024,4,30)", "A2": "=YEAR(0)", "A3": "=WEEKDAY(0)"])
    #expect(try sheet.outcome("A1", system: .from1904) == "43950")
    #expect(try sheet.outcome("A2", system: .from1904) == "1904")
    #expect(try sheet.outcome("A3", system: .from1904) == "6")
  }
}
