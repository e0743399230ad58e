import HebiaoCore
import Testing

@Suite("The cells of a kept sheet")
struct SheetCellsTests {
  @Test("a cell takes sixteen bytes, and eight more for its formula")
  func size() {
    #expect(MemoryLayout<SheetContent.Cells.Record>.stride == 16)
    #expect(SheetContent.Cells.Record.countsNoReferences)
  }

  @Test(
    "give back every kind of value, with format and formula",
    arguments: [
      CellValue.empty, .number(-0.0), .number(.greatestFiniteMagnitude),
      .number(.leastNonzeroMagnitude),
      .string(""), .string("协议量"), .bool(true), .bool(false), .error("#DIV/0!"),
      .date(SerialDate(serial: 45412.5)),
      .date(SerialDate(serial: 0.25, system: .from1900, part: .timeOfDay)),
      .date(SerialDate(serial: 3.5, system: .from1900, part: .elapsed)),
      .date(SerialDate(serial: 1, system: .from1904, part: .date)),
      .date(SerialDate(serial: 1, system: .from1904, part: .timeOfDay)),
      .date(SerialDate(serial: -1, system: .from1904, part: .elapsed)),
    ]
  )
  func values(value: CellValue) {
    for (row, column, format, formula) in [
      (0, 0, 0, nil), (RowIndex.limit - 1, ColumnIndex.limit - 1, 65_535, "SUM(A1:A2)"),
      (7, 16_383, 1, ""),
    ] {
      let cell = SheetCell(
        reference: CellReference(row, column),
        value: value,
        formula: formula,
        format: format
      )
      let cells: SheetContent.Cells = [cell]
      #expect(cells[0] == cell)
      #expect(cells.reference(at: 0) == cell.reference)
      #expect(cells.value(at: 0) == value)
      #expect(cells.formula(at: 0) == formula)
      #expect(cells.hasFormula(at: 0) == (formula != nil))
      #expect(cells.format(at: 0) == format)
      if case .string(let text) = value { #expect(cells.text(at: 0) == text) }
      if case .number(let number) = value { #expect(cells.number(at: 0) == number) }
      if case .date(let date) = value { #expect(cells.number(at: 0) == date.serial) }
      if case .error = value { #expect(cells.text(at: 0) == nil && cells.number(at: 0) == nil) }
    }
  }

  @Test("stand in reading order however they came, the last at a place alone")
  func order() {
    let cells = SheetContent.Cells(
      ["B2", "A1", "C1", "B2", "A3", "A1"].enumerated().compactMap { number, name in
        CellReference(name).map {
          SheetCell(
            reference: $0,
            value: .number(Double(number)),
            formula: number == 3 ? "A1" : nil
          )
        }
      }
    )
    #expect(cells.map(\.reference.description) == ["A1", "C1", "B2", "A3"])
    #expect(cells.indices.map { cells.number(at: $0) } == [5, 2, 3, 4])
    #expect(cells.map(\.formula) == [nil, nil, "A1", nil])
  }

  @Test("change one by one: insert, replace, remove, give another value")
  func changes() throws {
    func cell(_ name: String, _ text: String, formula: String? = nil) throws -> SheetCell {
      SheetCell(
        reference: try #require(CellReference(name)),
        value: .string(text),
        formula: formula
      )
    }
    var content = SheetContent(name: "表")
    content.cells.insert(try cell("B2", "b", formula: "1"))
    content.cells.insert(try cell("A1", "a", formula: "2"))
    content.cells.insert(try cell("A2", "c"))
    #expect(content.cells.map(\.formula) == ["2", nil, "1"])
    content.cells.insert(try cell("A1", "d"))
    #expect(content["A1"] == (try cell("A1", "d")))
    content.cells.insert(try cell("A1", "d", formula: "3"))
    #expect(content["A1"]?.formula == "3")
    let place = try #require(content.cells.position(of: CellReference(1, 1)))
    content.cells.setValue(.number(4), at: place)
    #expect(content["B2"]?.value == .number(4))
    #expect(content["B2"]?.formula == "1")
    let removed = (1...2).map { _ in content.cells.remove(at: CellReference(0, 0)) }
    #expect(removed == [true, false])
    content.cells.insert(try cell("A1", "e"))
    #expect(content.cells.map(\.formula) == [nil, nil, "1"])
    #expect(content["XFE1"] == nil)
    #expect(content[CellReference(-1, 0)] == nil)
  }

  @Test("share a text that several hold; texts that are only alike stay apart")
  func texts() {
    var cells = SheetContent.Cells()
    // One letter in two codings: the same to a reader, other bytes in the file.
    let words = ["é", "e\u{301}", "é", "完成量", "", "完成量", ""]
    for (column, word) in words.enumerated() {
      cells.insert(SheetCell(reference: CellReference(0, column), value: .string(word)))
    }
    #expect(cells.textCount == 4)
    for (column, word) in words.enumerated() {
      #expect(cells.text(at: column).map { Array($0.utf8) } == Array(word.utf8))
    }
  }

  @Test("find every one of many texts again, added in either way")
  func manyTexts() {
    var cells = SheetContent.Cells()
    var numbers: [Int] = []
    for index in 0..<3000 {
      let text = Array("第 \(index) 项".utf8)
      numbers.append(
        index % 3 == 0 ? cells.number(ofNewText: text.span) : cells.number(ofText: text.span)
      )
    }
    cells.finish()
    #expect(numbers == Array(0..<3000))
    let again = (0..<3000).map { index in
      let text = Array("第 \(index) 项".utf8)
      return cells.number(ofText: text.span)
    }
    #expect(again == numbers)
  }
}

extension SheetContent.Cells.Record {
  /// Whether keeping one counts no references.
  fileprivate static var countsNoReferences: Bool { _isPOD(Self.self) }
}
