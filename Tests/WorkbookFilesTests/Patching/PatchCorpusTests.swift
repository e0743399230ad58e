import Foundation
import HebiaoCore
import HebiaoTestSupport
import OpenPackaging
import Testing
import WorkbookFiles

/// Patches every workbook of a folder: `CORPUS=FOLDER swift test --filter PatchCorpus`.
///
/// `PATCHED=FOLDER` keeps the results, for other programs to look at, with a list of the edits.
@Suite(
  "A folder of real workbooks, patched",
  .enabled(if: ProcessInfo.processInfo.environment["CORPUS"] != nil)
)
struct PatchCorpusTests {
  private struct Outcome: Encodable {
    var file: String
    var sheet = ""
    var cell = ""
    var refusal: String?
    var parts: [String] = []
  }

  @Test("no edit gives the same file, one edit changes its cell and nothing else")
  func corpus() throws {
    let environment = ProcessInfo.processInfo.environment
    let folder = URL(fileURLWithPath: try #require(environment["CORPUS"]))
    let results = environment["PATCHED"].map { URL(fileURLWithPath: $0) }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".xlsx") || $0.hasSuffix(".xlsm") }.sorted()
    try #require(!names.isEmpty)
    var lines: [String] = []
    for name in names {
      guard let outcome = try patch(folder.appendingPathComponent(name), name, results) else {
        continue
      }
      let line = try JSONEncoder().encode(outcome)
      lines.append(String(decoding: line, as: UTF8.self))
    }
    print("read \(lines.count) of \(names.count) workbooks")
    if let results {
      try lines.joined(separator: "\n").write(
        to: results.appendingPathComponent("edits.jsonl"),
        atomically: true,
        encoding: .utf8
      )
    }
  }

  /// Nil where the file is none that can be read.
  private func patch(_ file: URL, _ name: String, _ results: URL?) throws -> Outcome? {
    let bytes = try Array(Data(contentsOf: file))
    guard let workbook = try? Workbook(bytes: bytes) else { return nil }
    var outcome = Outcome(file: name)
    do {
      #expect(try workbook.plan(WorkbookPatch()).bytes() == bytes, "\(name)")
      guard let (sheet, content, cell) = try place(in: workbook) else { return nil }
      outcome.sheet = sheet.name
      outcome.cell = "\(cell.reference)"
      let edit = CellEdit(
        CellLocation(sheet: sheet.name, cell: cell.reference),
        .value(.number(271_828.25))
      )
      let plan = try workbook.plan(WorkbookPatch(edits: [edit]))
      outcome.parts = plan.parts.map(\.name)
      let patched = try plan.bytes()
      try compare(bytes, patched, plan, content, sheet, cell, name)
      try results.map { try Data(patched).write(to: $0.appendingPathComponent(name)) }
    } catch let error as PatchError {
      outcome.refusal = "\(error.kind): \(error.text.english)"
    } catch is WorkbookError {
      return nil
    }
    return outcome
  }

  /// The cell in the middle of the first sheet that has cells of a value.
  private func place(
    in workbook: Workbook
  ) throws -> (SheetEntry, SheetContent, SheetCell)? {
    for sheet in workbook.sheets where sheet.kind == .worksheet {
      let content = try workbook.content(ofSheet: sheet.index)
      let cells = content.cells.filter { cell in
        cell.value != .empty
          && !content.mergedRanges.contains {
            $0.contains(cell.reference) && $0.first != cell.reference
          }
      }
      if !cells.isEmpty { return (sheet, content, cells[cells.count / 2]) }
    }
    return nil
  }

  private func compare(
    _ bytes: [UInt8],
    _ patched: [UInt8],
    _ plan: PatchPlan,
    _ content: SheetContent,
    _ sheet: SheetEntry,
    _ cell: SheetCell,
    _ name: String
  ) throws {
    let changed = Set(plan.parts.map(\.name))
    #expect(
      try storedEntries(patched, but: changed) == storedEntries(bytes, but: changed),
      "\(name)"
    )
    let refreshed = Set(plan.cells.map(\.location))
    let result = try Workbook(bytes: patched)
    let before = try Workbook(bytes: bytes)
    for entry in before.sheets where entry.kind == .worksheet {
      let old = try before.content(ofSheet: entry.index)
      let new = try result.content(ofSheet: entry.index)
      #expect(old.cells.count == new.cells.count, "\(name) \(entry.name)")
      #expect(old.mergedRanges == new.mergedRanges, "\(name) \(entry.name)")
      for (first, second) in zip(old.cells, new.cells) where first != second {
        let location = CellLocation(sheet: entry.name, cell: first.reference)
        guard first.reference == second.reference, refreshed.contains(location) else {
          Issue.record("\(name) \(location): \(first) became \(second)")
          return
        }
      }
    }
    let written = try result.content(ofSheet: sheet.index)["\(cell.reference)"]?.value
    switch written {
    case .number(let number)?: #expect(number == 271_828.25, "\(name)")
    case .date(let date)?: #expect(date.serial == 271_828.25, "\(name)")
    default: Issue.record("\(name) \(cell.reference): \(String(describing: written))")
    }
  }
}
