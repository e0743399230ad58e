import HebiaoCore
import Testing

struct DayNumberTests {
  @Test(arguments: [
    ((2024, 1, 25), (2024, 4, 30), 96), ((2024, 2, 28), (2024, 3, 1), 2),
    ((2023, 2, 28), (2023, 3, 1), 1), ((1999, 12, 31), (2000, 1, 1), 1),
    ((1900, 1, 1), (2199, 12, 31), 109_572), ((2024, 12, 31), (2025, 3, 1), 60),
  ])
  func `days are as far apart as their numbers`(
    first: (Int, Int, Int),
    last: (Int, Int, Int),
    days: Int
  ) throws {
    let first = try #require(CalendarDate(year: first.0, month: first.1, day: first.2))
    let last = try #require(CalendarDate(year: last.0, month: last.1, day: last.2))
    #expect(last.dayNumber - first.dayNumber == days)
  }

  @Test func `every day of four centuries has the number after the day before`() throws {
    var expected = try #require(CalendarDate(year: 1900, month: 1, day: 1)).dayNumber
    for year in 1900...2199 {
      for month in 1...12 {
        for day in 1...CalendarDate.daysInMonth(month, of: year) {
          let date = try #require(CalendarDate(year: year, month: month, day: day))
          #expect(date.dayNumber == expected)
          expected += 1
        }
      }
    }
  }

  @Test func `a date is written with two digits for month and day`() throws {
    #expect(try #require(CalendarDate(year: 2024, month: 4, day: 5)).isoText == "2024-04-05")
    #expect(try #require(CalendarDate(year: 2024, month: 12, day: 31)).isoText == "2024-12-31")
  }
}
