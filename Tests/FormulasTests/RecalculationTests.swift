import Formulas
import HebiaoCore
import Testing

@Suite("Recalculation")
struct RecalculationTests {
  @Test("formulas are computed after the cells they read, across sheets and through names")
  func order() throws {
    let sheet = try FormulaSheet([
      "附件 1": ["A1": "='附件2'!B1*2", "A2": "=A1+1", "A3": "=比例*A2", "B1": "=附件2!$B$1:B2"],
      "附件2": ["B1": "=SUM(C:C)", "C1": "3", "C2": "4"],
    ])
    let names = [
      DefinedName(name: "比例", formula: "附件2!$C$1/10"),
      DefinedName(name: "比例", formula: "100", sheetIndex: 1),
      DefinedName(name: "自己", formula: "自己+1"),
    ]
    let all = sheet.recalculation(names: names).all()
    let texts = all.map { "\($0.cell.sheet)\($0.cell.reference) \(FormulaSheet.text($0.outcome))" }
    #expect(texts == ["1B1 7", "0A1 14", "0B1 7", "0A2 15", "0A3 4.5"])
    let circular = try FormulaSheet(["A1": "=自己"])
    #expect(try circular.outcome("A1", names: names) == "!cycle")
  }

  @Test("a relative reference in a name moves with the cell that uses it")
  func relativeName() throws {
    let sheet = try FormulaSheet(["B1": "5", "C3": "=左边", "B3": "7"])
    let names = [DefinedName(name: "左边", formula: "'附件 1'!XFD1")]
    #expect(try sheet.outcome("C3", names: names) == "7")
  }

  @Test("a circle is refused with the cells it runs through, and so is what depends on it")
  func circle() throws {
    let sheet = try FormulaSheet([
      "A1": "=B1+1", "B1": "=C1+1", "C1": "=A1+1", "D1": "=A1", "E1": "=1", "F1": "=F1",
      "G1": "=IF(TRUE,1,G1)",
    ])
    let all = sheet.recalculation().all()
    var texts: [String: String] = [:]
    for cell in all { texts["\(cell.cell.reference)"] = FormulaSheet.text(cell.outcome) }
    #expect(
      texts == [
        "A1": "!cycle", "B1": "!cycle", "C1": "!cycle", "D1": "!dependsOnRefused", "E1": "1",
        "F1": "!cycle", "G1": "1",
      ]
    )
    let first = try #require(all.first { $0.cell.reference == CellReference("A1") })
    guard case .refused(let refusal) = first.outcome else { return }
    #expect(refusal.text.chinese == "循环引用: A1 → B1 → C1 → A1")
  }

  @Test("a chain of a hundred thousand formulas is computed without recursion")
  func longChain() throws {
    var cells = [SheetCell(reference: CellReference(0, 0), value: .number(1))]
    // Each formula reads the next, so that the first asked for waits for all others.
    let count = 100_000
    for row in 1..<count {
      let formula = row == count - 1 ? "A1" : "A\(row + 2)+1"
      cells.append(SheetCell(reference: CellReference(row, 0), value: .empty, formula: formula))
    }
    var sheet = try FormulaSheet([:] as KeyValuePairs<String, String>)
    sheet.sheets[0].cells = SheetContent.Cells(cells)
    let all = sheet.recalculation().all()
    #expect(all.count == count - 1)
    #expect(all.last.map { FormulaSheet.text($0.outcome) } == "\(count - 1)")
  }

  @Test("work is bounded: what comes after the limit is refused, nothing hangs")
  func boundedWork() throws {
    var sheet = try FormulaSheet([:] as KeyValuePairs<String, String>)
    var cells: [SheetCell] = []
    for row in 0..<2000 {
      cells.append(SheetCell(reference: CellReference(row, 0), value: .number(1)))
      cells.append(
        SheetCell(reference: CellReference(row, 1), value: .empty, formula: "SUM(A:A)")
      )
    }
    sheet.sheets[0].cells = SheetContent.Cells(cells)
    let all = sheet.recalculation(workLimit: 100_000).all()
    let texts = Set(all.map { FormulaSheet.text($0.outcome) })
    #expect(texts == ["2000", "!tooLarge"])
    #expect(all.count == 2000)
  }

  @Test("a whole column over a million rows reads only the cells that are there")
  func wholeColumns() throws {
    let sheet = try FormulaSheet([
      "A1": "1", "A1048576": "2", "C1": "=SUM(A:B)", "C2": "=COUNTIF(A:B,\"\")",
      "C3": "=COUNTBLANK(A:B)",
    ])
    #expect(try sheet.outcome("C1") == "3")
    #expect(try sheet.outcome("C2") == "2097150")
    #expect(try sheet.outcome("C3") == "2097150")
  }

  @Test("stored values are compared in the digits that Excel keeps; a missing one is not zero")
  func currency() throws {
    let sheet = try FormulaSheet([
      "A1": "<0.3>=0.1+0.2", "A2": "<4>=2+3", "A3": "=2+3", "A4": "<'5>=2+3", "A5": "<#N/A>=NA()",
      "A6": "<0>=TODAY()",
    ])
    let all = sheet.recalculation().all()
    #expect(all.map(\.isCurrent) == [true, false, nil, false, true, nil])
  }

  @Test("after an edit, the formulas that depend on it come with new values, in order")
  func dependents() throws {
    let sheet = try FormulaSheet([
      "甲": [
        "A1": "1", "A2": "2", "A3": "<3>=SUM(A1:A2)", "A4": "<6>=A3*2", "B1": "<7>=5+1",
        "B2": "<9>=B1", "C1": "<1>=INDIRECT(\"A1\")", "D1": "<0>=IF(FALSE,A1,0)",
      ],
      "乙": ["A1": "<3>=SUM(甲!A:A)-甲!A3-甲!A4", "A2": "=B1+甲!A4", "B1": "=1+1"],
    ])
    let edit = CellEdit(WorkbookCell(sheet: 0, CellReference(1, 0)), .number(10))
    let cells = sheet.recalculation().dependents(of: [edit])
    let texts = cells.map {
      "\($0.cell.cell.sheet)\($0.cell.cell.reference) \(FormulaSheet.text($0.cell.outcome))"
    }
    #expect(
      cells.filter { $0.dependence == .possible }.map(\.cell.formula) == ["INDIRECT(\"A1\")"]
    )
    // B1 and B2, though stale, do not depend on the edit; nobody knows of C1.
    #expect(texts.sorted() == ["0A3 11", "0A4 22", "0C1 !volatile", "1A1 11", "1A2 24"])
    let position = { (text: String) in texts.firstIndex(of: text) ?? -1 }
    #expect(position("0A3 11") < position("0A4 22"))
    #expect(position("0A4 22") < position("1A1 11"))
  }

  @Test("what certainly depends on an edit is told from what only may")
  func dependence() throws {
    var sheet = try FormulaSheet([
      "A1": "1", "A2": "<1>=OFFSET(A1,0,0)", "A3": "<2>=A2+1", "A4": "<1>=Table1[数量]",
      "A5": "<1>=WEBSERVICE(A1)", "A6": "<1>=A5", "A7": "<1>=SUM(Sheet1:Sheet3!B1)",
      "A8": "<1>=A1+A2", "A9": "<1>=未定义", "B1": "<0>=FORECAST(1,C1:C2,D1:D2)", "E1": "<1>=A1:A3",
      "E2": "2", "E3": "3", "F1": "<2>=E2",
    ])
    sheet.sheets[0].arrayFormulas[CellReference(0, 4)] = CellRange("E1:E3")
    let edit = CellEdit(WorkbookCell(sheet: 0, CellReference(0, 0)), .number(10))
    let cells = sheet.recalculation().dependents(of: [edit])
    func named(_ dependence: DependentCell.Dependence) -> [String] {
      cells.filter { $0.dependence == dependence }.map { "\($0.cell.cell.reference)" }.sorted()
    }
    // OFFSET names the cell that it starts from; WEBSERVICE names it too, though nobody computes it.
    #expect(named(.certain) == ["A2", "A3", "A5", "A6", "A8", "E1", "F1"])
    #expect(named(.possible) == ["A4", "A7", "A9", "B1"])
  }

  @Test("an edit of a formula cell replaces the formula; an edit of an absent cell adds it")
  func editedFormula() throws {
    let sheet = try FormulaSheet(["A1": "<2>=1+1", "A2": "<2>=A1", "A3": "<0>=SUM(C1:D9)"])
    let edits = [
      CellEdit(WorkbookCell(sheet: 0, CellReference(0, 0)), .number(5)),
      CellEdit(WorkbookCell(sheet: 0, CellReference(4, 3)), .number(8)),
    ]
    let cells = sheet.recalculation().dependents(of: edits)
    #expect(cells.map { FormulaSheet.text($0.cell.outcome) } == ["5", "8"])
    #expect(cells.map(\.cell.stored) == [.number(2), .number(0)])
  }

  @Test("the cells that an array formula fills are known")
  func filledCells() throws {
    var sheet = try FormulaSheet(["E1": "=F1:F3*2", "E2": "4", "E4": "5"])
    sheet.sheets[0].arrayFormulas[CellReference(0, 4)] = CellRange("E1:E3")
    let inspection = try #require(FormulaInspection(sheet.recalculation()))
    #expect(inspection.isFilled(WorkbookCell(sheet: 0, CellReference(1, 4))))
    #expect(!inspection.isFilled(WorkbookCell(sheet: 0, CellReference(3, 4))))
    #expect(!inspection.isFilled(WorkbookCell(sheet: 7, CellReference(1, 4))))
  }

  @Test("an array formula of one cell computes with arrays, one of several cells is refused")
  func arrayFormulas() throws {
    var sheet = try FormulaSheet([
      "A1": "=SUM(C1:C3*D1:D3)", "A2": "=SUM(C1:C3*D1:D3)", "A5": "=C1:C3", "A6": "1", "A8": "=A6",
      "C1": "1", "C2": "2", "C3": "3", "D1": "10", "D2": "20", "D3": "30",
    ])
    let first = CellReference(0, 0)
    sheet.sheets[0].arrayFormulas[first] = CellRange(first, first)
    sheet.sheets[0].arrayFormulas[CellReference(4, 0)] = CellRange("A5:A7")
    #expect(try sheet.outcome("A1") == "140")
    #expect(try sheet.outcome("A2") == "40")
    #expect(try sheet.outcome("A5") == "!uncovered")
    #expect(try sheet.outcome("A8") == "!dependsOnRefused")
  }

  @Test("formulas that are not kept are read again, until that too is enough")
  func readAgain() throws {
    let sheet = try FormulaSheet(["A1": "=1+2+3", "A2": "=A1*10", "A3": "=)"])
    func place(_ name: String) throws -> WorkbookCell {
      WorkbookCell(sheet: 0, try #require(CellReference(name)))
    }
    let some = try #require(
      FormulaInspection(sheet.recalculation(), limits: .init(kept: 5, readAgain: 15))
    )
    // The second has five bytes as the first has, and there was room for one.
    for _ in 0..<9 { #expect(some.formula(at: try place("A1")) == (try ParsedFormula("1+2+3"))) }
    #expect(some.reach(ofFormulaAt: try place("A2"))?.areaCount == 1)
    #expect(some.formula(at: try place("A2")) == (try ParsedFormula("A1*10")))
    #expect(some.ranges(ofFormulaAt: try place("A2")).isEmpty)
    #expect(some.formula(at: try place("A2")) == nil)
    #expect(some.formula(at: try place("A3")) == nil)
  }
}
