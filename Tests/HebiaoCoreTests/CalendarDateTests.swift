import HebiaoCore
import Testing

struct CalendarDateTests {
  @Test(
    arguments: [
      (2024, 2, 29), (2000, 2, 29), (1900, 1, 1), (2199, 12, 31), (2023, 4, 30), (2024, 12, 31),
    ] as [(Int, Int, Int)]
  )
  func `a day that exists is one`(year: Int, month: Int, day: Int) throws {
    let date = try #require(CalendarDate(year: year, month: month, day: day))
    #expect(date.description == "\(year)年\(month)月\(day)日")
    #expect(date.yearMonth == YearMonth(year: year, month: month))
  }

  @Test(
    arguments: [
      (2023, 2, 29), (1900, 2, 29), (2100, 2, 29), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1),
      (2024, 1, 0), (2024, 1, 32), (1899, 12, 31), (2200, 1, 1), (2024, -1, 1),
    ] as [(Int, Int, Int)]
  )
  func `a day that does not exist is none`(year: Int, month: Int, day: Int) {
    #expect(CalendarDate(year: year, month: month, day: day) == nil)
  }

  @Test(
    arguments: [
      (61, 1900, 3, 1), (366, 1900, 12, 31), (367, 1901, 1, 1), (1461, 1903, 12, 31),
      (1462, 1904, 1, 1), (36_525, 1999, 12, 31), (36_526, 2000, 1, 1), (36_585, 2000, 2, 29),
      (36_586, 2000, 3, 1), (45_316, 2024, 1, 25), (45_351, 2024, 2, 29), (45_412, 2024, 4, 30),
      (45_412.75, 2024, 4, 30), (73_109, 2100, 2, 28), (73_110, 2100, 3, 1),
      (109_574, 2199, 12, 31),
    ] as [(Double, Int, Int, Int)]
  )
  func `a serial of the 1900 system is the day that Excel shows`(
    serial: Double,
    year: Int,
    month: Int,
    day: Int
  ) {
    let expected = CalendarDate(year: year, month: month, day: day)
    #expect(expected != nil)
    #expect(CalendarDate(SerialDate(serial: serial)) == expected)
    if serial >= 1462 {
      let date = SerialDate(serial: serial - 1462, system: .from1904)
      #expect(CalendarDate(date) == expected)
    }
  }

  @Test(arguments: [0, 1, 59, 60, 60.99, -1, 109_575, 1e18, .nan, .infinity] as [Double])
  func `a serial outside the calendar is no day`(serial: Double) {
    #expect(CalendarDate(SerialDate(serial: serial)) == nil)
  }

  @Test func `every day from 1900 to 2199 follows its predecessor`() throws {
    var previous = try #require(CalendarDate(SerialDate(serial: 61)))
    for serial in 62...109_574 {
      let date = try #require(CalendarDate(SerialDate(serial: Double(serial))))
      let isLast = previous.day == CalendarDate.daysInMonth(previous.month, of: previous.year)
      let isNewYear = isLast && previous.month == 12
      let expected = CalendarDate(
        year: previous.year + (isNewYear ? 1 : 0),
        month: isLast ? previous.month % 12 + 1 : previous.month,
        day: isLast ? 1 : previous.day + 1
      )
      try #require(date == expected)
      try #require(previous < date)
      previous = date
    }
  }

  @Test func `months count on through the years`() {
    let december = YearMonth(year: 2023, month: 12)
    let january = YearMonth(year: 2024, month: 1)
    #expect(january.ordinal == december.ordinal.map { $0 + 1 })
    #expect(YearMonth(year: nil, month: 3).ordinal == nil)
    #expect(january.description == "2024年1月")
    #expect(YearMonth(year: nil, month: 3).description == "3月")
    #expect(YearMonth(SerialDate(serial: 45_316)) == january)
    #expect(YearMonth(SerialDate(serial: 45_316, part: .elapsed)) == nil)
  }

  @Test func `a period is in order unless it ends before it begins`() throws {
    let first = try #require(CalendarDate(year: 2024, month: 1, day: 25))
    let last = try #require(CalendarDate(year: 2024, month: 4, day: 30))
    #expect(DatePeriod(start: first, end: last).isOrdered)
    #expect(DatePeriod(start: first, end: first).isOrdered)
    #expect(DatePeriod(start: first, end: nil).isOrdered)
    #expect(!DatePeriod(start: last, end: first).isOrdered)
  }
}
