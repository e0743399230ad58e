import HebiaoCore
import Testing

@testable import SpreadsheetML

@Suite("Numbers are shown as Excel shows them")
struct ShownNumberTests {
  @Test(
    "General fits eleven characters, then turns scientific",
    arguments: generalTable
  )
  func general(value: Double, shown: String) {
    #expect(NumberFormat.general.shownText(of: .number(value), system: .from1900) == shown)
  }

  @Test(
    "places, groups, percentages and scales",
    arguments: numbersTable
  )
  func numbers(code: String, value: Double, shown: String) {
    #expect(NumberFormat(code: code).shownText(of: .number(value), system: .from1900) == shown)
  }

  @Test(
    "sections by sign and by condition",
    arguments: sectionsTable
  )
  func sections(code: String, value: Double, shown: String) {
    #expect(NumberFormat(code: code).shownText(of: .number(value), system: .from1900) == shown)
  }

  @Test(
    "scientific notation and fractions",
    arguments: othersTable
  )
  func others(code: String, value: Double, shown: String) {
    #expect(NumberFormat(code: code).shownText(of: .number(value), system: .from1900) == shown)
  }

  @Test(
    "Chinese numerals",
    arguments: numeralsTable
  )
  func numerals(code: String, value: Double, shown: String) {
    #expect(NumberFormat(code: code).shownText(of: .number(value), system: .from1900) == shown)
  }

  @Test("every decimal figure is rounded half away from zero", arguments: [0, 1, 2, 3])
  func roundsDecimals(decimals: Int) {
    let code = decimals == 0 ? "0" : "0." + String(repeating: "0", count: decimals)
    let format = NumberFormat(code: code)
    var state: UInt64 = 0x2545_F491_4F6C_DD1D
    for _ in 0..<5000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let figure = Int(state >> 20) % 1_000_000_000
      let dropped = [10, 100, 1000, 10_000][Int(state >> 60) % 4]
      let unit = (0..<decimals).reduce(1) { power, _ in power * 10 }
      let kept = (figure + dropped / 2) / dropped
      let fraction = String(kept % unit)
      let padding = String(repeating: "0", count: max(0, decimals - fraction.count))
      let expected = decimals == 0 ? "\(kept)" : "\(kept / unit).\(padding)\(fraction)"
      let value = Double(figure) / Double(dropped * unit)
      #expect(format.shownText(of: .number(value), system: .from1900) == expected)
    }
  }

  @Test(
    "texts, truth values and errors",
    arguments: otherValuesTable
  )
  func otherValues(code: String, value: CellValue, shown: String) {
    #expect(NumberFormat(code: code).shownText(of: value, system: .from1900) == shown)
  }
}

private let generalTable: [(Double, String)] = [
  (0.0, "0"), (1, "1"), (-1, "-1"), (0.1, "0.1"), (-0.5, "-0.5"), (1234.5, "1234.5"),
  (0.1 + 0.2, "0.3"), (1.0 / 3, "0.333333333"), (2.0 / 3, "0.666666667"),
  (100.0 / 3, "33.33333333"), (-100.0 / 3, "-33.33333333"), (12_345_678_901, "12345678901"),
  (123_456_789_012, "1.23457E+11"), (1e11, "1E+11"), (99_999_999_999, "99999999999"),
  (1_234_567.891234, "1234567.891"), (0.0001, "0.0001"), (0.00001, "0.00001"),
  (0.0000123456, "1.23456E-05"), (0.000123456789, "0.000123457"), (1.5e-9, "1.5E-09"),
  (1e-10, "1E-10"), (1e300, "1E+300"), (0.99999999999, "1"), (1.1, "1.1"),
  (9_999_999_999.96, "10000000000"), (1e15, "1E+15"),
]

private let numbersTable: [(String, Double, String)] = [
  ("0.00%", 0.63125, "63.13%"), ("0.00%", 2.19125, "219.13%"), ("0%", 0.005, "1%"),
  ("0.00", 1.005, "1.01"), ("0.00", 2.675, "2.68"), ("0", 0.5, "1"), ("0", -0.5, "-1"),
  ("0", 2.5, "3"), ("0.0", 0.25, "0.3"), ("#,##0", 1_234_567, "1,234,567"),
  ("#,##0", 0, "0"), ("#,##0.00", -1234.5, "-1,234.50"), ("#,##0", 999, "999"),
  ("#,###", 0, ""), ("#", 0, ""), ("#.##", 0, "."), ("0.##", 5, "5."), ("0.##", 5.25, "5.25"),
  ("0.0?", 1.5, "1.5 "), ("???", 5, "  5"), ("0000", 42, "0042"), ("0,000", 5, "0,005"),
  ("#,##0,", 1_234_567, "1,235"), ("0.0,,", 12_345_678, "12.3"),
  ("0.0,\"千\"", 12_345, "12.3千"), ("0!.0,\"万\"", 123_456, "12.3万"),
  ("000-0000-0000", 13_800_138_000, "138-0013-8000"), ("00\"-\"00", 1234, "12-34"),
  ("0\"人\"", 12, "12人"), ("\"共\"0\"人\"", -3, "-共3人"), ("0人", 7, "7人"),
  ("0.0 km/h", 12.5, "12.5 km/h"),
  ("0_ ", 3, "3 "), ("* 0", 3, "3"), ("_(* #,##0_)", 1234, " 1,234 "),
  ("¥#,##0.00", 12.3, "¥12.30"), ("[$¥-804]#,##0.00", 12.3, "¥12.30"), ("[$€]0", 1, "€1"),
  ("0\\%", 5, "5%"), ("0\"%\"", 5, "5%"), ("0.0%%", 0.5, "5000.0%%"), (".00", 12.5, "12.50"),
  (".00", 0.5, ".50"), ("0.", 5, "5."), ("0", 1e20, "100000000000000000000"),
  ("0.00", 123_456_789_012_345_680, "123456789012346000.00"), ("0x0", 12, "1x2"),
  ("0.000000000000000000", 0.1, "0.100000000000000000"),
]

private let sectionsTable: [(String, Double, String)] = [
  ("0;(0)", -5.0, "(5)"), ("0;(0)", 0, "0"), ("0;-0;\"零\"", 0, "零"), ("0;-0;;@", 0, ""),
  ("0;;", -5, ""), ("0;;", 5, "5"), ("[Red]0;[Blue]-0", -2, "-2"),
  ("[<1]0.00%;0", 0.5, "50.00%"), ("[<1]0.00%;0", 7, "7"),
  ("[=0]\"-\";0.0", 0, "-"), ("[=0]\"-\";0.0", 2, "2.0"),
  ("[>=10000]0.0,\"K\";[>=1]0;0.00", 20_000, "20.0K"),
  ("[>=10000]0.0,\"K\";[>=1]0;0.00", 5, "5"),
  ("[>=10000]0.0,\"K\";[>=1]0;0.00", 0.5, "0.50"),
  ("[>=10000]0.0,\"K\";[>=1]0;0.00", -0.5, "-0.50"),
  ("[=1]\"√\";[=0]\"×\";General", 1, "√"), ("[=1]\"√\";[=0]\"×\";General", 0, "×"),
  ("[=1]\"√\";[=0]\"×\";General", 2.5, "2.5"), ("0.00_ ;[Red]\\-0.00\\ ", -1.5, "-1.50 "),
  ("0;@", -5, "-5"), ("@", 5.5, "5.5"), ("General\"元\"", -5.5, "-5.5元"),
  ("\"空\"", 3, "空"), ("\"空\"", -3, "-空"),
]

private let othersTable: [(String, Double, String)] = [
  ("0.00E+00", 12345.678, "1.23E+04"), ("0.00E+00", 0, "0.00E+00"),
  ("0.00E+00", 9.999, "1.00E+01"), ("0.00E+00", -0.00012, "-1.20E-04"),
  ("0.0E-0", 12345, "1.2E4"), ("##0.0E+0", 12345, "12.3E+3"), ("##0.0E+0", 123_456, "123.5E+3"),
  ("##0.0E+0", 0.00012, "120.0E-6"), ("0E+0", 5, "5E+0"),
  ("# ?/?", 0.5, " 1/2"), ("# ?/?", 5.25, "5 1/4"), ("# ?/?", 5, "5    "),
  ("# ??/??", 0.3, "  3/10"), ("# ??/16", 0.5, "  8/16"), ("?/?", 1.5, "3/2"),
  ("# ?/?", 0, "0    "), ("# ???/???", 3.14159265358979, "3  16/113"),
  ("# ?/?", 0.99, "1    "), ("# ?/2", -1.5, "-1 1/2"),
]

private let numeralsTable: [(String, Double, String)] = [
  ("[DBNum1]General", 123.0, "一百二十三"), ("[DBNum2]General", 123.0, "壹佰贰拾叁"),
  ("[DBNum1]0", 123, "一二三"), ("[DBNum1]G/通用格式", 10, "一十"),
  ("[DBNum2][$-804]G/通用格式", 10_203.5, "壹万零贰佰零叁.伍"),
  ("[DBNum2]0.00", 1.23, "壹.贰叁"), ("[DBNum3]0", 12, "１２"),
]

private let otherValuesTable: [(String, CellValue, String)] = [
  ("@", CellValue.string("甲"), "甲"), ("0", .string("甲"), "甲"),
  ("0;0;0;\"姓名：\"@", .string("甲"), "姓名：甲"), ("0;0;0;", .string("甲"), ""),
  ("@\"街道\"", .string("甲"), "甲街道"), ("0.00", .bool(true), "TRUE"),
  ("0.00", .error("#DIV/0!"), "#DIV/0!"), ("0.00", .empty, ""),
  ("0.00", .number(.infinity), "#NUM!"),
]
