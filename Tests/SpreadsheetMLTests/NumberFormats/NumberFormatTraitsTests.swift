import HebiaoCore
import Testing

@testable import SpreadsheetML

@Suite("What a number format says about a figure")
struct NumberFormatTraitsTests {
  @Test(
    "family and printed decimals",
    arguments: traitsTable
  )
  func traits(code: String, family: NumberFormatTraits.Family, decimals: Int?) {
    let expected = NumberFormatTraits(code: code, family: family, decimals: decimals)
    #expect(NumberFormat(code: code).traits == expected)
  }

  @Test(
    "what a date format shows",
    arguments: datePartsTable
  )
  func dateParts(code: String, part: SerialDate.Part) {
    #expect(NumberFormat(code: code).datePart == part)
    #expect(NumberFormat(code: code).isDate)
  }

  @Test(
    "letters that do not make a date",
    arguments: noDateTable
  )
  func noDate(code: String) {
    #expect(!NumberFormat(code: code).isDate)
  }

  @Test(
    "an odd code is read all the same",
    arguments: oddCodesTable
  )
  func oddCodes(code: String) {
    let format = NumberFormat(code: code)
    #expect(format.code == code)
    #expect(!format.isDate)
    #expect(format.shownText(of: .number(1234.5), system: .from1900).utf8.count < 40)
  }

  @Test("built-in numbers have the codes of mainland China")
  func builtIns() {
    #expect(NumberFormat.builtIn(0) == "General")
    #expect(NumberFormat.builtIn(10) == "0.00%")
    #expect(NumberFormat.builtIn(31) == "yyyy\"年\"m\"月\"d\"日\"")
    #expect(NumberFormat.builtIn(57) == "yyyy\"年\"m\"月\"")
    #expect(NumberFormat.builtIn(164) == nil)
    let dates = (0..<164).filter { id in
      NumberFormat.builtIn(id).map { NumberFormat(code: $0).isDate } ?? false
    }
    #expect(dates == Array(14...22) + Array(27...36) + [45, 46, 47] + Array(50...58))
  }
}

private let traitsTable: [(String, NumberFormatTraits.Family, Int?)] = [
  ("General", NumberFormatTraits.Family.general, nil), ("G/通用格式", .general, nil),
  ("", .general, nil), ("GENERAL", .general, nil), ("General\"元\"", .general, nil),
  ("0", .number, 0), ("0.00", .number, 2), ("#,##0.00", .number, 2), ("0.0_ ", .number, 1),
  ("0.00_ ;[Red]\\-0.00\\ ", .number, 2), ("[=0]\"-\";0.0", .number, 1), ("0%", .percent, 0),
  ("0.00%", .percent, 2), ("0\"%\"", .number, 0), ("0.00%;@", .percent, 2), ("@", .text, nil),
  ("0.0,", .other, nil), ("0.00E+00", .other, nil), ("# ?/?", .other, nil),
  ("\"√\"", .other, nil), ("yyyy-mm-dd", .date, nil), ("[h]:mm", .date, nil),
]

private let datePartsTable: [(String, SerialDate.Part)] = [
  ("yyyy-mm-dd", SerialDate.Part.date), ("m\"月\"", .date), ("aaaa", .date), ("e", .date),
  ("yyyy-mm-dd h:mm", .date), ("h:mm", .timeOfDay), ("mm:ss", .timeOfDay),
  ("上午/下午h\"时\"", .timeOfDay), ("AM/PM", .timeOfDay), ("[h]:mm", .elapsed),
  ("[mm]:ss.0", .elapsed), ("[ss]", .elapsed), ("[$-F800]dddd", .date),
  ("[$-F400]h:mm:ss\\ AM/PM", .timeOfDay), ("[DBNum1][$-804]yyyy", .date),
  ("yyyy\\-mm\\-dd;@", .date),
]

private let noDateTable: [String] = [
  "General", "[Red]0", "[Red]General", "0\"day\"", "0\\d", "0_d", "*d0", "[$-804]0",
  "[DBNum1]0",
  "[>=100]0", "0.00E+00", "[$USD] 0", "@\"d\"", "[Yellow]0.0", "0.0 km/h", "#,##0 d",
  "G/通用格式\"days\"",
]

private let oddCodesTable: [String] = [
  "\"open", "[open", "\\", "_", "*", ";;;;;", "[]", "[$", "[<]0", "/", "0/", ",",
  "[DBNum9]0",
]
