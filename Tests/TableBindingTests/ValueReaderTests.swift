import HebiaoCore
import Testing

@testable import TableBinding
@testable import TableSchemas

struct ValueReaderTests {
  static let formats = [
    NumberFormatTraits.general,
    NumberFormatTraits(code: "0.00%", family: .percent, decimals: 2),
    NumberFormatTraits(code: "0.0", family: .number, decimals: 1),
    NumberFormatTraits(code: "0.00\"%\"", family: .number, decimals: 2),
  ]

  static let marks = MarkVocabulary(
    notApplicable: ["/", "无", "n/a"],
    yes: ["√", "有", "1"],
    no: ["×", "0"]
  )

  private func read(
    _ value: CellValue,
    as content: ColumnDefinition.Content,
    format: Int = 0,
    formula: String? = nil,
    context: ValueReader.Context = ValueReader.Context()
  ) -> BoundCell {
    let reader = ValueReader(
      marks: Self.marks,
      schema: 0,
      figureWords: FiguresInText.Words(units: ["份", "次"], namingWords: ["类"]),
      formats: Self.formats
    )
    let source = ValueReader.Source(
      content: .value(value),
      format: format,
      hasFormula: formula != nil
    )
    return BoundCell(
      location: CellLocation(sheet: "s", cell: CellReference(0, 0)),
      mergedRange: nil,
      raw: value,
      hasFormula: formula != nil,
      reading: reader.read(source, as: content, context: context)
    )
  }

  @Test(
    arguments: [
      (.number(1753), .number(Rational(1753))), (.string("1,753"), .number(Rational(1753))),
      (.string("１７５３"), .number(Rational(1753))), (.string("800 份"), .number(Rational(800))),
      (.string("/"), .notApplicable), (.string("／"), .notApplicable),
      (.string("——"), .notApplicable),
      (.string("──────"), .notApplicable), (.string("N/A"), .notApplicable),
      (.string("  "), .blank),
      (.string(""), .blank), (.empty, .blank), (.string("约八十"), .unreadable),
      (.error("#DIV/0!"), .unreadable), (.bool(true), .unreadable), (.number(.nan), .unreadable),
      (.date(SerialDate(serial: 45_316)), .unreadable),
    ] as [(CellValue, BoundValue)]
  )
  func `a count says a number, a mark, nothing, or something else`(
    value: CellValue,
    expected: BoundValue
  ) {
    #expect(read(value, as: .count).value == expected)
  }

  @Test func `the trace tells what was done to read a number`() {
    #expect(read(.number(5), as: .count).normalizations.isEmpty)
    #expect(read(.string("5"), as: .count).normalizations == [.numberAsText])
    #expect(read(.string("1,753"), as: .count).normalizations.contains(.thousandsSeparator))
    #expect(read(.string("１７"), as: .count).normalizations.contains(.fullWidth))
    #expect(read(.string("1 7"), as: .count).normalizations.contains(.whiteSpace))
    #expect(read(.string("5份"), as: .count).normalizations.contains(.unit))
    #expect(read(.string("5份"), as: .count).unit == "份")
    #expect(read(.string("1.2万"), as: .count).normalizations.contains(.tenThousand))
  }

  @Test(
    arguments: [
      (.number(2.1913), 1, "2.1913", 2, false), (.number(219.13), 3, "2.1913", 2, false),
      (.number(66.7), 2, "66.7", 1, true), (.number(0.667), 0, "0.667", nil, true),
      (.string("219. 13%"), 0, "2.1913", 2, false), (.string("６０％"), 0, "0.6", 0, false),
      (.string("60.0%"), 0, "0.6", 1, false), (.string("66.67"), 0, "66.67", 2, true),
      (.string("1,234.5%"), 0, "12.345", 1, false),
    ] as [(CellValue, Int, String, Int?, Bool)]
  )
  func `a percentage is a ratio with its printed decimals`(
    value: CellValue,
    format: Int,
    number: String,
    decimals: Int?,
    isBare: Bool
  ) {
    let cell = read(value, as: .percent, format: format)
    #expect(cell.number?.description == number)
    #expect(cell.decimals == decimals)
    #expect(cell.isBarePercent == isBare)
  }

  @Test(
    arguments: [
      (.string("/"), .notApplicable), (.string("良好"), .unreadable), (.string("%"), .unreadable),
      (.string("60份%"), .unreadable), (.error("#DIV/0!"), .unreadable), (.string(" "), .blank),
    ] as [(CellValue, BoundValue)]
  )
  func `what is no percentage is not read as one`(value: CellValue, expected: BoundValue) {
    #expect(read(value, as: .percent).value == expected)
  }

  @Test(
    arguments: [
      (.string("√"), .mark(true)), (.string(" √ "), .mark(true)), (.string("有"), .mark(true)),
      (.number(1), .mark(true)), (.number(0), .mark(false)), (.bool(true), .mark(true)),
      (.bool(false), .mark(false)), (.string("×"), .mark(false)), (.string("—"), .notApplicable),
      (.string("无"), .notApplicable), (.empty, .blank), (.number(14), .unreadable),
      (.string("？"), .unreadable),
    ] as [(CellValue, BoundValue)]
  )
  func `a mark says yes, no, or that it does not apply`(value: CellValue, expected: BoundValue) {
    #expect(read(value, as: .mark).value == expected)
  }

  @Test func `a closing row holds the count of marks`() {
    let counts = ValueReader.Context(countsMarks: true)
    #expect(read(.number(14), as: .mark, context: counts).number == Rational(14))
    #expect(read(.string("14"), as: .mark, context: counts).number == Rational(14))
    #expect(read(.string("√"), as: .mark, context: counts).value == .unreadable)
  }

  @Test func `a mark in an attendance column counts what its month does`() throws {
    let half = try #require(Rational(1, over: 2))
    let context = ValueReader.Context(weight: half)
    #expect(read(.string("√"), as: .attendance, context: context).number == half)
    #expect(read(.string("√"), as: .attendance).number == .one)
    #expect(read(.number(0.5), as: .attendance).number == half)
    #expect(read(.string("0.5"), as: .attendance).number == half)
    #expect(read(.string("——"), as: .attendance).value == .notApplicable)
    #expect(read(.string("请假"), as: .attendance).value == .unreadable)
  }

  @Test func `a formula without a result is neither blank nor zero`() {
    let cell = read(.empty, as: .count, formula: "SUM(A1:A3)")
    #expect(cell.value == .uncomputed)
    #expect(cell.hasFormula)
    #expect(read(.number(3), as: .count, formula: "1+2").number == Rational(3))
  }

  @Test func `a date column says its dates, or that they are none`() throws {
    let cell = read(.string("2024/4/25-2025/4/24"), as: .dateRange)
    let start = try #require(CalendarDate(year: 2024, month: 4, day: 25))
    let end = try #require(CalendarDate(year: 2025, month: 4, day: 24))
    #expect(cell.value == .dates(DatePeriod(start: start, end: end)))
    #expect(read(.string("2024/2/30-2025/4/24"), as: .dateRange).value == .unreadable)
    #expect(read(.string("已续签"), as: .dateRange).value == .text("已续签"))
    #expect(read(.string("/"), as: .dateRange).value == .notApplicable)
    #expect(read(.empty, as: .dateRange).value == .blank)
  }

  @Test func `a figure in a text keeps its unit, several are unclear`() {
    let cell = read(.string("共建协议*3份"), as: .figureInText)
    #expect(cell.number == Rational(3))
    #expect(cell.unit == "份")
    #expect(cell.normalizations == [.figureInText])
    #expect(
      read(.string("培训3次、沙龙2次"), as: .figureInText).value == .unclear([Rational(3), Rational(2)])
    )
    #expect(read(.string("已完成"), as: .figureInText).value == .unclear([]))
    #expect(read(.string("/"), as: .figureInText).value == .notApplicable)
    #expect(read(.number(6), as: .figureInText).number == Rational(6))
  }

  @Test func `texts and labels are kept as they stand`() {
    #expect(read(.string("片区\n1"), as: .label).value == .text("片区\n1"))
    #expect(read(.number(3), as: .label).value == .text("3"))
    #expect(read(.string(" \n"), as: .text).value == .blank)
  }
}
