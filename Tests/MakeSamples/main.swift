import Foundation
import HebiaoCore
import HebiaoTestSupport

var sheet = SheetBuilder(name: "附件 & <1>")
sheet.set(0, 0, .text("a\nb <&> \" "), style: CellStyle(hasBorder: true, wraps: true))
sheet.set(1, 1, .number(0.6316), style: CellStyle(numberFormat: "0.00%"))
sheet.set(1, 2, .formula("B2*2", cached: .number(1.2632)))
sheet.set(2, 2, .bool(true))
sheet.set(2, 3, .error("#DIV/0!"))
sheet.set(
  4,
  4,
  .date(year: 2024, month: 4, day: 30),
  style: CellStyle(fill: "DDEEFF", numberFormat: "yyyy\"年\"m\"月\"d\"日\"")
)
sheet.merge(
  CellRange(CellReference(6, 0), CellReference(8, 3)),
  .text("合并"),
  style: CellStyle(isBold: true, hasBorder: true, alignment: .center)
)
sheet.set(4, 5, .formula("A1", cached: .text("x")))
sheet.columnWidths[0] = 20
sheet.hiddenRows.insert(9)
sheet.hiddenColumns.insert(9)
var variants: [(String, (inout WorkbookBuilder.Options) -> Void)] = [
  ("plain", { _ in }), ("inline", { $0.strings = .inline }), ("prefix", { $0.prefix = "x" }),
  ("strict", { $0.isStrict = true }), ("norefs", { $0.writesReferences = false }),
  ("nodim", { $0.writesDimension = false }), ("bom", { $0.encoding = .utf8WithMark }),
  ("utf16", { $0.encoding = .utf16 }), ("y1904", { $0.countsFrom1904 = true }),
  ("deflated", { $0.method = .deflatedStoredBlocks }),
]
for (name, change) in variants {
  var options = WorkbookBuilder.Options()
  change(&options)
  let hidden = SheetBuilder(name: "h", state: .hidden)
  let bytes = WorkbookBuilder(sheets: [hidden, sheet], options: options).bytes()
  try Data(bytes).write(to: URL(fileURLWithPath: "/tmp/samples-try/\(name).xlsx"))
}
