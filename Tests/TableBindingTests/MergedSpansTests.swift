import HebiaoCore
import Testing

@testable import TableBinding

/// Merged ranges are looked up as if each were looked at in turn.
struct MergedSpansTests {
  /// The range over a cell that begins last, of those that begin in one row the one stated last.
  private func tall(_ spans: MergedSpans) -> [CellRange] {
    var ranges: [CellRange] = []
    spans.forEachTall { ranges.append($0) }
    return ranges
  }

  private func expected(_ ranges: [CellRange], at cell: CellReference) -> CellRange? {
    let over = ranges.enumerated().filter { $0.element.contains(cell) }
    return over.max {
      ($0.element.first.row.rawValue, $0.offset) < ($1.element.first.row.rawValue, $1.offset)
    }?.element
  }

  private let layouts: [[String]] = [
    [],
    ["A1:C1"],
    ["A1:C1", "A2:A3", "B2:D2", "A9:B9"],
    // From below to the top.
    ["A9:B9", "B4:B6", "A1:C1"],
    ["B2:B4", "D3:D9", "C1:C2", "A5:C5"],
  ]

  @Test func `every cell of a sheet has the range that covers it`() throws {
    for layout in layouts {
      let ranges = try layout.map { try #require(CellRange($0)) }
      let spans = MergedSpans(ranges)
      for row in 0..<12 {
        var covered: [Int] = []
        for column in 0..<6 {
          let cell = CellReference(row, column)
          let range = expected(ranges, at: cell)
          if range != nil { covered.append(column) }
          #expect(spans.range(at: cell) == range, "\(layout) \(cell)")
          #expect(spans.range(from: cell) == ranges.first { $0.first == cell }, "\(layout) \(cell)")
        }
        let columns = spans.columns(coveredIn: row)
        #expect(covered.allSatisfy(columns.contains), "\(layout), row \(row)")
        #expect(columns.isEmpty == covered.isEmpty, "\(layout), row \(row)")
      }
      #expect(Set(tall(spans)) == Set(ranges.filter { $0.height > 1 }), "\(layout)")
    }
  }

  @Test func `of ranges that overlap each is found where it starts`() throws {
    let ranges = try ["A1:C3", "B1:B5", "A1:A2", "B1:D1"].map { try #require(CellRange($0)) }
    let spans = MergedSpans(ranges)
    #expect(spans.range(from: CellReference(0, 0)) == CellRange("A1:A2"))
    #expect(spans.range(from: CellReference(0, 1)) == CellRange("B1:D1"))
    #expect(spans.range(from: CellReference(1, 1)) == nil)
    #expect(Set(tall(spans)) == [try #require(CellRange("A1:A2"))])
  }

  @Test func `a range that is stated twice is one`() throws {
    let range = try #require(CellRange("A1:A3"))
    let sheet = SheetContent(
      name: "s",
      cells: [SheetCell(reference: CellReference(0, 0), value: .string("片区1"))],
      mergedRanges: [range, range]
    )
    #expect(CellGrid(sheet).positionsOfTallRanges() == [0])
  }
}
