import Foundation
import SpreadsheetML
import Testing

@Suite("Numbers in cells")
struct DecimalTextTests {
  @Test(
    "are the nearest doubles",
    arguments: [
      "0", "-0", "1", "1.1000000000000001", "0.1", "63.16", "219.13", "0.6315789473684211",
      "9007199254740993", "9007199254740992.5", "18446744073709551615", "123456789012345678901",
      "1E5", "1e-5", "1.7976931348623157E308", "2.2250738585072014E-308", "4.9406564584124654E-324",
      "2.4703282292062328e-324", "0.30000000000000004", "5.0000000000000001E-2", "1.0E+22", "1e23",
      "8.5", "00012.50", ".5", "5.", "0.000000000000000000001", "9999999999999999999e19",
      "45412.354166666664",
    ]
  )
  func areNearest(text: String) throws {
    let bytes = Array(text.utf8)
    let found = DecimalText.double(bytes.span, 0..<bytes.count)
    let value = try #require(found)
    #expect(value.bitPattern == strtod(text, nil).bitPattern)
  }

  @Test("agree with the C library for many random texts")
  func agreeWithLibrary() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let digits = String(UInt64.random(in: 0 ... .max, using: &generator)).prefix(
        Int.random(in: 1...20, using: &generator)
      )
      let point = Int.random(in: 0...digits.count, using: &generator)
      var text = "\(digits.prefix(point)).\(digits.dropFirst(point))"
      if Bool.random(using: &generator) { text += "E\(Int.random(in: -330...300))" }
      let bytes = Array(text.utf8)
      let expected = strtod(text, nil)
      let value = DecimalText.double(bytes.span, 0..<bytes.count)
      #expect(value?.bitPattern == (expected.isFinite ? expected.bitPattern : nil), "\(text)")
    }
  }

  @Test(
    "are refused where they are none",
    arguments: [
      "", "-", ".", "1e", "1e+", "abc", "0x10", "NaN", "INF", "1e400", "1 2", "1,5", "--1",
    ]
  )
  func areRefused(text: String) {
    let bytes = Array(text.utf8)
    let value = DecimalText.double(bytes.span, 0..<bytes.count)
    #expect(value == nil)
  }
}

@Suite("Shared formulas")
struct FormulaShifterTests {
  @Test(
    "move their relative references",
    arguments: [
      ("A1", 1, 0, "A2"), ("$A1", 1, 1, "$A2"), ("A$1", 1, 1, "B$1"), ("$A$1", 5, 5, "$A$1"),
      ("SUM(A1:B2)", 1, 0, "SUM(A2:B3)"), ("A:C", 3, 1, "B:D"), ("1:3", 2, 5, "3:5"),
      ("$1:$3", 2, 0, "$1:$3"), ("\"A1\"&A1", 1, 0, "\"A1\"&A2"),
      ("'A1 B1'!A1", 1, 0, "'A1 B1'!A2"),
      ("LOG10(A1)", 1, 0, "LOG10(A2)"), ("A1_B", 1, 0, "A1_B"), ("Sheet1!A1", 1, 0, "Sheet1!A2"),
      ("A1", -1, 0, "#REF!"), ("XFD1", 0, 1, "#REF!"), ("Table1[A1]", 1, 0, "Table1[A1]"),
      ("TRUE+1", 1, 1, "TRUE+1"), ("1.5*B2", 1, 1, "1.5*C3"),
      ("\"a\"\"A1\"&B1", 1, 0, "\"a\"\"A1\"&B2"),
    ]
  )
  func move(formula: String, rows: Int, columns: Int, expected: String) throws {
    let moved = try #require(
      FormulaShifter.shift(Array(formula.utf8), rows: rows, columns: columns)
    )
    #expect(String(decoding: moved, as: UTF8.self) == expected)
  }
}
