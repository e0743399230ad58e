import HebiaoCore
import Testing

@testable import SpreadsheetML

@Suite("Number formats keep Excel's quirks")
struct ExcelQuirkTests {
  @Test("the minus sign goes where only negative numbers can come", arguments: signTable)
  func sign(code: String, value: Double, shown: String) {
    #expect(NumberFormat(code: code).shownText(of: .number(value), system: .from1900) == shown)
  }

  @Test("fractions are convergents, and blank where nothing is left", arguments: fractionTable)
  func fraction(code: String, value: Double, shown: String) {
    #expect(NumberFormat(code: code).shownText(of: .number(value), system: .from1900) == shown)
  }

  @Test("places without a digit stay as their sign says", arguments: placeTable)
  func place(code: String, value: Double, shown: String) {
    #expect(NumberFormat(code: code).shownText(of: .number(value), system: .from1900) == shown)
  }

  @Test("Chinese numerals of counts, dates and times", arguments: numeralTable)
  func numerals(code: String, value: Double, shown: String) {
    #expect(NumberFormat(code: code).shownText(of: .number(value), system: .from1900) == shown)
  }

  @Test("times below zero and fractions of seconds", arguments: timeTable)
  func times(code: String, value: Double, shown: String) {
    #expect(NumberFormat(code: code).shownText(of: .number(value), system: .from1900) == shown)
  }

  @Test("any code and any number give a text, in time linear in the code")
  func hostileCodes() {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = [
      "0", "#", "?", ".", ",", "%", "/", "@", ";", "[", "]", "[h]", "[ss]", "[>=1]", "[<-2e300]",
      "[DBNum1]", "[DBNum3]", "[$-804]", "[$¥-411]", "[$-F800]", "E+", "e-", "y", "m", "d", "h",
      "s", "a", "aaa", "b", "g", "General", "G/通用格式", "AM/PM", "a/P", "上午/下午", "\"", "\\", "!",
      "_", "*", "年", "1", "16", " ", "-", ":", "é", "\u{0}",
    ]
    let values: [Double] = [
      0, -0.0, 1, -1, 0.5, 59.99999, 60, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -1e300,
      1e15,
      123_456_789_012_345, 2_958_465.999999, 45412.7, .infinity, .nan, 0.999999999999,
    ]
    for _ in 0..<3000 {
      let code = (0..<next(14)).map { _ in pieces[next(pieces.count)] }.joined()
      let format = NumberFormat(code: code)
      for value in values {
        for system in [SerialDate.System.from1900, .from1904] {
          let text = format.shownText(of: .number(value), system: system)
          #expect(text.utf8.count < 20_000, "\(code)")
        }
      }
      _ = format.shownText(of: .string("甲"), system: .from1900)
    }
    for piece in ["[", "\"", "0,", "#/", "[h", "m", "s.0", ";", "_", "E+", "[DBNum1]", "?"] {
      let code = String(repeating: piece, count: 100_000)
      let clock = ContinuousClock()
      let time = clock.measure {
        _ = NumberFormat(code: code).shownText(of: .number(1.5), system: .from1900)
      }
      #expect(time < .seconds(5), "\(piece) repeated took \(time)")
    }
  }
}

private let signTable: [(String, Double, String)] = [
  ("[<=-25]General;[>=25]General;General", -25, "25"),
  ("[<=-25]General;[>=25]General;General", -24, "-24"),
  ("[>=-1]0;00", -2, "02"), ("[>=0]0;00", -2, "02"), ("[>=1]0;00", -2, "-02"),
  ("[>=1]0;00;000", -2, "02"), ("[>=1]0;00;000", 0, "000"), ("[<-10]0\"人\"", -20, "20人"),
  ("[>-10]0\"人\"", -5, "-5人"), ("[=0]\"-\";#,##0.00", -12.3, "-12.30"),
  ("0;[>=-10]0", -10, "-10"), ("0;[>=0]0", -10, "########"), ("0;[>=0]0;", -10, "-"),
  ("[>=100]0.00", 10, "10"), ("[>=10000]0.0,\"万\";0", -3, "-3"), ("\"无\"", -1, "-无"),
  ("\"-\"0.00", -3.14159, "--3.14"), ("(0)", -2, "-(2)"), ("0.00", -0.001, "-0.00"),
  (";(0.0)", -200, "(200.0)"), (";(0.0)", 200, ""), ("0;0", -1.1, "1"),
]

private let fractionTable: [(String, Double, String)] = [
  ("# ?/?", 0.3, " 2/7"), ("# ?/?", 1.3, "1 1/3"), ("# ??/??", -123.456, "-123 26/57"),
  ("# ?/?", 2e15, "2000000000000000    "), ("# ?/?", -1e16, "-10000000000000000    "),
  ("??/??", 12.3, "123/10"), ("00/00", 1.5, "03/02"), ("??/??", 0, " 0/1 "),
  ("#\"又\"?/?", 2, "2    "), ("# \"h\" ? \"a\" / \"b\" ?", 1.4, "1 h 2 a / b 5"),
  ("# ?/2", -1.2, "-1    "), ("#,### ?/10", 1000.1, "1,000 1/10"), ("# ?/???", 0.5, " 1/2  "),
  ("# ??/100", 12.3456789, "12 35/100"), ("# ??\\/??", 12.3, "   /12"),
  // What separates a zero that is not printed goes with it; a `?` leaves its room.
  ("#:#/#", 0.75, "3/4"), ("#:?/#", 0.75, " 3/4"), ("?:#/#", 0.75, "  3/4"),
  ("0:?/?", 0.75, "0:3/4"),
  ("#-#-#:#/#", 0.75, "--3/4"), ("?:?0=/=#", 0.75, "   3=/=4"), ("?:0/#", -0.75, "-  3/4"),
  // So does a fraction of zero, unless its numerator prints a zero.
  ("#:#/#", 1, "1"), ("#:#=/=?", 1, "1      "), ("?:#/0", 0, "0    "), ("0:#/#", 0, "0"),
  ("#:0/#", 0, "0/1"), ("?:0/#", 0, "0:0/1"), ("#:0=/=?", 1, "1:0=/=1"),
  ("#:? ?0#/000", 0, ":0  00/001"),
  ("0.00e+00", 3.14159, "3.14e+00"),
]

private let placeTable: [(String, Double, String)] = [
  ("???.?0?", 0, "   . 0 "), ("???.?0?", 0.1, "   .10 "), ("#0#.0#", 5, "05.0"),
  ("0#####", 12, "012"), ("#????", -12, "-  12"), ("##0.0E+0", 0, "000.0E+0"),
  ("#.#E-0", 3.14, "3.1E0"), ("000E-0", 10.8, "011E0"), ("####0.0E+0", 1.23457e-13, "123.5E-15"),
  ("00.00.00.000", 12.3456789, "12.34.56.789"), ("#.0000,,", 1_234_567, "1.2346"),
  ("0\"甲\".0\"乙\"000E+00", 12.3456789, "1甲.2乙346E+01"), ("$#,#00.00", 0.12, "$00.12"),
  ("\"计\".00\"余\"000", -3.14159, "-计3.14余159"), ("%0.0 %", 0.001, "%10.0 %"),
  ("##,##", 12345.6789, "12,346"), ("General", 4_294_967_296.5, "4294967297"),
]

private let numeralTable: [(String, Double, String)] = [
  ("[DBNum1][$-804]General", 12.3456789, "一十二.三四五六七八九"),
  ("[DBNum1][$-804]General", 0, "○"), ("[DBNum1]General", 10_005, "一万○五"),
  ("[DBNum1]General", 1e12, "一兆"), ("[DBNum2]General", 100_000, "壹拾万"),
  ("[DBNum3]General", 123, "１百２十３"), ("[DBNum1]0000", 1234, "一二三四"),
  ("[DBNum1][$-804]AM/PMh\"时\"mm\"分\";@", 0, "上午十二时○○分"),
  ("[DBNum1][$-804]h\"时\"mm\"分\";@", 0.345, "八时十六分"),
  ("[DBNum1]m\"月\"d\"日\"", 45585, "十月二十日"), ("[DBNum2]d\"日\"", 45575, "壹拾日"),
]

private let timeTable: [(String, Double, String)] = [
  ("[hh]", -12, "-288"), ("[h]:mm", -12, "########"), ("hh:mm:ss.000", 0.70707, "16:58:10.848"),
  ("hh .00 .000", 0.70707, "16 .84 .848"), ("mm:ss.0;@", 12.3456789, "17:46.7"),
  ("[h]:mm:ss", 2.999_999_999_999_999_6, "72:00:00"), ("h:mm A/p", 0.64, "3:21 p"),
  ("[$-x-sysdate]dddd", 45412, "2024年4月30日"), ("[$-F400]h:mm AM/PM", 0.75, "18:00:00"),
]
