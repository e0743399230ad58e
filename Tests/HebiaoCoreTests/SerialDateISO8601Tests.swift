import HebiaoCore
import Testing

@Suite("The ISO text of a serial number")
struct SerialDateISO8601Tests {
  @Test(
    "follows Excel's calendar",
    arguments: [
      (45412, .date, "2024-04-30"), (45412.3541666667, .date, "2024-04-30T08:30:00"),
      (1, .date, "1900-01-01"), (59, .date, "1900-02-28"), (60, .date, "1900-02-28"),
      (61, .date, "1900-03-01"), (2_958_465, .date, "9999-12-31"), (2_958_466, .date, nil),
      (-1, .date, nil), (.nan, .date, nil), (.infinity, .date, nil), (1e300, .date, nil),
      (0.354166666666667, .timeOfDay, "08:30:00"), (0, .timeOfDay, "00:00:00"),
      (45412.5, .timeOfDay, "2024-04-30T12:00:00"), (1.5, .elapsed, "PT36H"),
      (131.5 / 86_400, .elapsed, "PT2M11.500S"), (0, .elapsed, "PT0S"),
      (45412.999_999_999_9, .date, "2024-05-01"),
      (0.25 + 0.001 / 86_400, .timeOfDay, "06:00:00.001"),
    ] as [(Double, SerialDate.Part, String?)]
  )
  func followsCalendar(serial: Double, part: SerialDate.Part, expected: String?) {
    #expect(SerialDate(serial: serial, part: part).iso8601 == expected)
  }

  @Test(
    "counts from 1904 where the workbook does",
    arguments: [
      (0, "1904-01-01"), (43_950, "2024-04-30"), (2_957_003, "9999-12-31"), (2_957_004, nil),
    ] as [(Double, String?)]
  )
  func countsFrom1904(serial: Double, expected: String?) {
    #expect(SerialDate(serial: serial, system: .from1904).iso8601 == expected)
  }
}
