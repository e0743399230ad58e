import Foundation
import HebiaoCore
import HebiaoTestSupport
import Testing

@Suite struct WorkbookBuilderTests {
  @Test func `The checksum is that of the published check value`() {
    #expect(CRC32.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926)
  }

  @Test func `The same workbook gives the same bytes`() {
    func made() -> [UInt8] {
      var sheet = SheetBuilder(name: "甲")
      for row in 0..<20 { sheet.set(row, row % 3, .text("值\(row % 5)")) }
      return WorkbookBuilder(sheets: [sheet]).bytes()
    }
    #expect(made() == made())
  }

  @Test(arguments: [
    (1900, 3, 1, 61), (1999, 12, 31, 36_525), (2024, 2, 29, 45_351), (2024, 4, 30, 45_412),
  ])
  func `A day is written as the serial number that Excel gives it`(
    year: Int,
    month: Int,
    day: Int,
    serial: Int
  ) throws {
    var sheet = SheetBuilder(name: "甲")
    sheet.set(0, 0, .date(year: year, month: month, day: day))
    let text = String(decoding: WorkbookBuilder(sheets: [sheet]).bytes(), as: UTF8.self)
    #expect(text.contains("<v>\(serial)</v>"))
  }

  @Test func `Cells without references are preceded by as many empty ones`() {
    var sheet = SheetBuilder(name: "甲")
    sheet.set(1, 2, .number(7))
    var options = WorkbookBuilder.Options()
    options.writesReferences = false
    let text = String(
      decoding: WorkbookBuilder(sheets: [sheet], options: options).bytes(),
      as: UTF8.self
    )
    #expect(text.contains("<row/><row><c/><c/><c><v>7</v></c></row>"))
  }

  @Test func `A merged range shows its content once and its border everywhere`() {
    var sheet = SheetBuilder(name: "甲")
    let range = CellRange(CellReference(0, 0), CellReference(1, 1))
    sheet.merge(range, .text("合计"), style: CellStyle(hasBorder: true))
    #expect(sheet.mergedRanges == [range])
    #expect(sheet.cells.count == 4)
    #expect(sheet.cells.values.allSatisfy { $0.style.hasBorder })
    #expect(sheet.cells.values.filter { $0.content != .blank }.count == 1)
  }
}
