import HebiaoCore
import Testing

struct CellReferenceTests {
  @Test(
    arguments: [
      ("A1", 0, 0), ("K5", 4, 10), ("Z9", 8, 25), ("AA10", 9, 26), ("AZ1", 0, 51), ("BA1", 0, 52),
      ("ZZ1", 0, 701), ("AAA1", 0, 702), ("XFD1048576", 1_048_575, 16_383),
    ] as [(String, Int, Int)]
  )
  func `an A1 text and its zero-based position are the same cell`(
    text: String,
    row: Int,
    column: Int
  ) {
    #expect(CellReference(text) == CellReference(row, column))
    #expect(CellReference(row, column).description == text)
  }

  @Test(arguments: ["$K$5", "k5", "$k5", "K$5"])
  func `dollar signs and lower case name the same cell`(text: String) {
    #expect(CellReference(text) == CellReference(4, 10))
  }

  @Test(arguments: [
    "", "A", "1", "A0", "5K", "A1B", "XFE1", "A1048577", "A-1", "A1.5", "R1C1x", "Ａ1", "A 1",
    "AAAAAAAAAAAAAAAAAAAAAAAA1", "A99999999999999999999999999",
  ])
  func `what names no cell is refused`(text: String) {
    #expect(CellReference(text) == nil)
  }

  @Test func `cells are ordered as they are read`() {
    let cells = ["B2", "A1", "C1", "AA1", "A2"].compactMap { CellReference($0) }
    #expect(cells.sorted().map(\.description) == ["A1", "C1", "AA1", "A2", "B2"])
  }

  @Test func `a range is the rectangle between its corners, however they are named`() throws {
    let range = try #require(CellRange("D7:B2"))
    #expect(range.description == "B2:D7")
    #expect(range.height == 6)
    #expect(range.width == 3)
    #expect(range == CellRange("B7:D2"))
    #expect(["B2", "D7", "C4"].allSatisfy { CellReference($0).map(range.contains) ?? false })
    #expect(!["A2", "E7", "B1", "D8"].contains { CellReference($0).map(range.contains) ?? true })
    #expect(CellRange("B2")?.description == "B2")
    #expect(CellRange("B2:B2")?.description == "B2")
  }

  @Test(arguments: ["", ":", "B2:", ":B2", "B2:C3:D4", "B:C", "2:3", "B2:XFE1"])
  func `what names no range is refused`(text: String) {
    #expect(CellRange(text) == nil)
  }
}
