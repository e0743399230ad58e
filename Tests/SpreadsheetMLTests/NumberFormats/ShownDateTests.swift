import HebiaoCore
import Testing

@testable import SpreadsheetML

@Suite("Dates are shown as Excel shows them")
struct ShownDateTests {
  @Test(
    "dates and times",
    arguments: from1900Table
  )
  func from1900(code: String, serial: Double, shown: String) {
    #expect(NumberFormat(code: code).shownText(of: .number(serial), system: .from1900) == shown)
    let date = CellValue.date(SerialDate(serial: serial))
    #expect(NumberFormat(code: code).shownText(of: date, system: .from1904) == shown)
  }

  @Test(
    "the 1904 system counts from its own day and shows negative times",
    arguments: from1904Table
  )
  func from1904(code: String, serial: Double, shown: String) {
    #expect(NumberFormat(code: code).shownText(of: .number(serial), system: .from1904) == shown)
  }
}

private let from1900Table: [(String, Double, String)] = [
  ("yyyy-mm-dd", 45412.0, "2024-04-30"), ("yyyy/m/d", 45412, "2024/4/30"),
  ("yyyy\"年\"m\"月\"d\"日\"", 45412, "2024年4月30日"), ("yyyy年m月", 45412, "2024年4月"),
  ("[$-804]yyyy\"年\"m\"月\"d\"日\"dddd", 45412, "2024年4月30日星期二"),
  ("[$-804]aaaa", 45412, "星期二"), ("aaa", 45412, "二"), ("[$-804]ddd", 45412, "周二"),
  ("ddd, d mmm yy", 45412, "Tue, 30 Apr 24"), ("mmmm", 45412, "April"), ("mmmmm", 45412, "A"),
  ("[$-804]mmmm", 45412, "四月"), ("[$-F800]dddd\\,\\ mmmm\\ dd", 45412, "2024年4月30日"),
  ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 45412, "二○二四年四月三十日"),
  ("[DBNum1][$-804]yyyy\"年\"m\"月\"", 45627, "二○二四年十二月"),
  ("e\"年\"m\"月\"", 45412, "2024年4月"), ("yyyy-mm-dd", 0, "1900-01-00"),
  ("yyyy-mm-dd", 1, "1900-01-01"), ("yyyy-mm-dd", 59, "1900-02-28"),
  ("yyyy-mm-dd", 60, "1900-02-29"), ("yyyy-mm-dd", 61, "1900-03-01"),
  ("dddd", 1, "Sunday"), ("dddd", 61, "Thursday"), ("yyyy-mm-dd", 2_958_465, "9999-12-31"),
  ("yyyy-mm-dd", 2_958_466, "########"), ("yyyy-mm-dd", -1, "########"),
  ("yyyy-mm-dd", 45412.99, "2024-04-30"), ("h:mm", 0.5, "12:00"), ("h:mm", 45412.25, "6:00"),
  ("hh:mm:ss", 0.999999999, "00:00:00"), ("h:mm AM/PM", 0.75, "6:00 PM"),
  ("h:mm AM/PM", 0, "12:00 AM"), ("h:mm a/p", 0.75, "6:00 p"),
  ("上午/下午h\"时\"mm\"分\"", 0.75, "下午6时00分"), ("[$-804]AM/PM h:mm", 0.25, "上午 6:00"),
  ("mm:ss", 0.001, "01:26"), ("mm:ss.00", 0.0010005, "01:26.44"), ("[h]:mm", 1.5, "36:00"),
  ("[mm]:ss", 0.5, "720:00"), ("[ss]", 0.001, "86"), ("[h]:mm:ss", 0, "0:00:00"),
  ("[h]:mm", -0.5, "########"), ("yyyy-mm-dd hh:mm", 45412.604166666664, "2024-04-30 14:30"),
  ("m/d/yy h:mm", 45412.5, "4/30/24 12:00"), ("d-m-yyyy", 45412, "30-4-2024"),
  ("yyyy.mm.dd", 45412, "2024.04.30"), ("yyyymmdd", 45412, "20240430"),
  ("[$-411]ggge\"年\"m\"月\"", 45412, "令和6年4月"),
  ("yyyy\\-mm\\-dd;@", 45412, "2024-04-30"), ("[<1]h:mm;yyyy", 0.5, "12:00"),
  ("[<1]h:mm;yyyy", 45412, "2024"),
]

private let from1904Table: [(String, Double, String)] = [
  ("yyyy-mm-dd", 0.0, "1904-01-01"), ("yyyy-mm-dd", 43950, "2024-04-30"),
  ("dddd", 0, "Friday"), ("[h]:mm", -0.5, "-12:00"), ("yyyy-mm-dd", -1, "########"),
]
