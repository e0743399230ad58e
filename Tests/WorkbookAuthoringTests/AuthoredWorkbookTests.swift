import Foundation
import HebiaoCore
import Testing
import WorkbookAuthoring
import WorkbookFiles

struct AuthoredWorkbookTests {
  @Test func `what is written reads back: texts, numbers, formulas with results, merged cells`()
    throws
  {
    try withFolder { folder in
      var plan = SheetPlan(name: "附件1-1")
      plan.set(range("A1:C1"), .text("标题"), CellFormat())
      plan.set(range("A2"), .number(38), CellFormat())
      plan.set(range("B2"), .number(24), CellFormat())
      plan.set(
        range("C2"),
        .formula("ROUND(B2/A2,4)", result: .number(0.6316)),
        CellFormat().with { $0.numberFormat = "0.00%" }
      )
      plan.set(range("C3"), .formula("IF(A3=\"\",\"\",1)", result: .text("")), CellFormat())
      let path = folder + "/new.xlsx"
      try write(plan, to: path)
      let sheet = try Workbook(path: path).content(ofSheet: 0, maximumCells: 100)
      #expect(sheet.name == "附件1-1")
      #expect(sheet.mergedRanges == [range("A1:C1")])
      let cells = Dictionary(uniqueKeysWithValues: sheet.cells.map { ("\($0.reference)", $0) })
      #expect(cells["A1"]?.value == .string("标题"))
      #expect(cells["A2"]?.value == .number(38))
      #expect(cells["C2"]?.value == .number(0.6316))
      #expect(cells["C2"]?.formula == "ROUND(B2/A2,4)")
      #expect(cells["C3"]?.value == .string(""))
      #expect(cells["C3"]?.formula == "IF(A3=\"\",\"\",1)")
    }
  }

  @Test(arguments: [
    "=cmd|'/C calc'!A0", "+1+1", "-2", "@SUM(A1)", "http://example.org/", "external:a.xlsx",
    "{=1}", "a\nb", "_x0041_", "𠮷田", " 空 格 ", "<b>&\"'",
  ])
  func `a text stays that text whatever it begins with`(text: String) throws {
    try withFolder { folder in
      var plan = SheetPlan(name: "Sheet1")
      plan.set(range("B2"), .text(text), CellFormat())
      let path = folder + "/new.xlsx"
      try write(plan, to: path)
      let cells = try Workbook(path: path).content(ofSheet: 0, maximumCells: 10).cells
      #expect(cells.map(\.value) == [.string(text)])
      #expect(cells.map(\.formula) == [nil])
    }
  }

  @Test func `what XML cannot hold becomes a replacement mark, and long texts are cut`() throws {
    try withFolder { folder in
      var plan = SheetPlan(name: "Sheet1")
      plan.set(range("A1"), .text("a\u{0}b\u{1}c\u{FFFF}"), CellFormat())
      plan.set(range("A2"), .text(String(repeating: "长", count: 40_000)), CellFormat())
      // Escapes make it longer than a cell takes.
      plan.set(range("A3"), .text(String(repeating: "_x0041_", count: 4_600)), CellFormat())
      let path = folder + "/new.xlsx"
      try write(plan, to: path)
      let cells = try Workbook(path: path).content(ofSheet: 0, maximumCells: 10).cells
      #expect(cells.count == 3)
      #expect(cells.first?.value == .string("a\u{FFFD}b\u{FFFD}c\u{FFFD}"))
      #expect(cells[1].value == .string(String(repeating: "长", count: 32_767)))
    }
  }

  @Test(arguments: ["", "a/b", "[x]", "'quoted'", String(repeating: "名", count: 32)])
  func `a name that Excel takes for no sheet is refused in words`(name: String) throws {
    var workbook = try AuthoredWorkbook()
    let error = #expect(throws: AuthoringError.self) { try workbook.addSheet(named: name) }
    guard case .limit(let text) = error?.kind else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(text.chinese.contains("31"))
  }

  @Test func `a cell outside Excel's sheet is refused`() throws {
    var workbook = try AuthoredWorkbook()
    let sheet = try workbook.addSheet(named: "a")
    for cell in [CellReference(1_048_576, 0), CellReference(0, 16_384), CellReference(-1, 0)] {
      #expect(throws: AuthoringError.self) {
        try workbook.write(.number(1), at: cell, format: CellFormat(), in: sheet)
      }
    }
  }

  @Test func `a list of choices beyond 255 characters is refused`() throws {
    var workbook = try AuthoredWorkbook()
    let sheet = try workbook.addSheet(named: "a")
    let choices = (0..<40).map { "第\($0)种很长的写法" }
    #expect(throws: AuthoringError.self) {
      try workbook.add(InputCheck(range: range("A1"), rule: .list(choices)), to: sheet)
    }
  }

  @Test func `a workbook given up leaves nothing behind`() throws {
    try withFolder { folder in
      do {
        var workbook = try AuthoredWorkbook()
        _ = try workbook.addSheet(named: "a")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }
}

struct PlacementTests {
  @Test func `a file that exists is replaced only when that is asked for`() throws {
    try withFolder { folder in
      let path = folder + "/new.xlsx"
      try Data("old".utf8).write(to: URL(filePath: path))
      var plan = SheetPlan(name: "a")
      plan.set(range("A1"), .number(1), CellFormat())
      let error = #expect(throws: AuthoringError.self) { try write(plan, to: path) }
      #expect(error?.kind == .exists)
      #expect(try Data(contentsOf: URL(filePath: path)) == Data("old".utf8))
      try write(plan, to: path, replacing: true)
      #expect(try Workbook(path: path).sheets.map(\.name) == ["a"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["new.xlsx"])
    }
  }

  @Test func `a full disk says so and leaves nothing behind`() async throws {
    await #expect(processExitsWith: .success) {
      try withFolder { folder in
        var plan = SheetPlan(name: "a")
        plan.set(range("A1"), .number(1), CellFormat())
        let packed = try pack(plan)
        // A limit on the size of files stands for a disk that fills up.
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 100, rlim_max: 100)
        precondition(setrlimit(__rlimit_resource_t(1), &limit) == 0)
        do throws(AuthoringError) {
          try packed.place(at: folder + "/full.xlsx", replacing: true)
          preconditionFailure("a hundred bytes cannot hold this")
        } catch {
          precondition(error.text.chinese.contains("磁盘已满"))
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        precondition(names.isEmpty)
      }
    }
  }

  @Test func `a device and a pipe are refused and not waited for`() throws {
    try withFolder { folder in
      try #require(mkfifo(folder + "/pipe.xlsx", 0o600) == 0)
      for path in ["/dev/full", folder + "/pipe.xlsx"] {
        let error = #expect(throws: AuthoringError.self) {
          try write(SheetPlan(name: "a"), to: path, replacing: true)
        }
        #expect(error?.text.chinese.contains("不是普通文件") == true)
      }
    }
  }

  @Test func `a folder that is not there, and a folder in the file's place, are told`() throws {
    try withFolder { folder in
      let plan = SheetPlan(name: "a")
      let missing = #expect(throws: AuthoringError.self) {
        try write(plan, to: folder + "/none/new.xlsx")
      }
      #expect(missing?.text.chinese.contains("文件夹不存在") == true)
      let place = #expect(throws: AuthoringError.self) { try write(plan, to: folder) }
      #expect(place?.text.chinese.contains("这是文件夹") == true)
    }
  }

  @Test func `what does not read back is not packed`() throws {
    var workbook = try AuthoredWorkbook()
    _ = try workbook.addSheet(named: "a")
    var error: AuthoringError?
    do throws(AuthoringError) {
      let packed = try workbook.pack { _ in throw Unreadable() }
      Issue.record("packed at \(packed.path)")
    } catch let thrown {
      error = thrown
    }
    #expect(error?.text.chinese.contains("读不回来") == true)
  }

  private struct Unreadable: Error {}
}

/// Runs `body` with a fresh folder that is taken away afterwards.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

func range(_ text: String) -> CellRange {
  guard let range = CellRange(text) else { preconditionFailure("no range: \(text)") }
  return range
}

private func write(_ plan: SheetPlan, to path: String, replacing: Bool = false) throws {
  try pack(plan).place(at: path, replacing: replacing)
}

private func pack(_ plan: SheetPlan) throws -> PackedWorkbook {
  var workbook = try AuthoredWorkbook()
  try workbook.add(plan)
  return try workbook.pack { path in
    _ = try Workbook(path: path)
  }
}
