import HebiaoCore
import HebiaoTestSupport
import Testing

@testable import TableBinding
@testable import TableSchemas

/// Tables whose naming column is worded like nothing a schema knows.
struct AssumedColumnTests {
  @Test func `the leftmost column names the rows where its header is unknown, and a part says so`()
    throws
  {
    let sheet = SheetText.sheet(
      """
      | 驻点 | 投入社工人数 | 建档 | < | < |
      | ^ | ^ | 协议个数 | 完成量 | 百分比 |
      | 东街 | 2 | 38 | 24 | 63.16% |
      | 西街 | 3 | 30 | 20 | 66.67% |
      | 合计 | 5 | 68 | 44 | 64.71% |
      """
    )
    let bound = TableBinder(schemas: try TableSchema.builtIn()).bind(sheet)
    #expect(bound.tables.map(\.name) == ["districts-1"])
    #expect(bound.tables.first?.rows.map(\.label) == ["东街", "西街", "合计"])
    #expect(bound.tables.first?.rows.map(\.kind) == ["detail", "detail", "total"])
    #expect(bound.tables.first?.unbound.map(\.kind) == [.assumed])
    #expect(bound.tables.first?.unbound.map(\.text) == ["驻点"])
  }

  @Test func `fields with nothing beside them are said to be no table`() throws {
    let sheet = SheetText.sheet(
      """
      | 建档 | < | < |
      | 协议个数 | 完成量 | 百分比 |
      | 38 | 24 | 63.16% |
      """
    )
    let bound = TableBinder(schemas: try TableSchema.builtIn()).bind(sheet)
    #expect(bound.tables.isEmpty)
    #expect(bound.unbound.map(\.kind) == [.table])
  }
}
