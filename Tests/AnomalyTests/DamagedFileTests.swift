import Hebiao
import HebiaoTestSupport
import Testing

/// Files that were damaged on their way: whatever is left is read rightly or refused in one line.
@Suite struct DamagedFileTests {
  /// A workbook and what it holds when nothing is damaged.
  struct Fixture: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]

    init(_ name: String, _ change: (inout WorkbookBuilder.Options) -> Void = { _ in }) {
      testDescription = name
      var sheet = SheetBuilder(name: "附件1-1")
      sheet.set(0, 0, .text("片区"))
      sheet.set(0, 1, .text("完成量"))
      sheet.set(1, 0, .text("片区1 <&>"))
      sheet.set(1, 1, .number(24.5))
      sheet.set(2, 1, .date(year: 2024, month: 4, day: 30))
      sheet.set(3, 1, .formula("SUM(B2:B3)", cached: .number(45_436.5)))
      sheet.set(3, 2, .bool(true))
      sheet.set(3, 3, .error("#DIV/0!"))
      sheet.merge(CellRange(CellReference(5, 0), CellReference(6, 1)), .text("合并"))
      var options = WorkbookBuilder.Options()
      change(&options)
      bytes = WorkbookBuilder(sheets: [sheet, SheetBuilder(name: "空")], options: options).bytes()
    }
  }

  static let fixtures = [
    Fixture("stored"),
    Fixture("deflated") { $0.method = .deflatedStoredBlocks },
    Fixture("inline strings") { $0.strings = .inline },
    Fixture("UTF-16, strict, prefixed") {
      ($0.encoding, $0.isStrict, $0.prefix) = (.utf16, true, "x")
    },
    Fixture("no references") { ($0.writesReferences, $0.writesDimension) = (false, false) },
  ]

  @Test("a file that ends too early is refused", arguments: fixtures)
  func truncated(fixture: Fixture) {
    let step = max(1, 97 / Anomaly.depth)
    for count in stride(from: 0, to: fixture.bytes.count, by: step) {
      #expect(Anomaly.read(Array(fixture.bytes[..<count])).isRefused, "\(count) bytes")
    }
  }

  /// Parts carry checksums, and what stands twice in an archive is compared: a flipped bit changes
  /// nothing that is read, or the file is refused.
  @Test("a flipped bit never changes a cell", arguments: fixtures)
  func flipped(fixture: Fixture) {
    let whole = Anomaly.read(fixture.bytes)
    #expect(!whole.isRefused)
    var generator = SeededGenerator(seed: 20_240_430)
    for _ in 0..<150 * Anomaly.depth {
      var bytes = fixture.bytes
      let place = Int.random(in: bytes.indices, using: &generator)
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      let outcome = Anomaly.read(bytes)
      #expect(outcome.isRefused || outcome == whole, "byte \(place)")
    }
  }

  /// The same inside parts, under checksums that are right: only the grammar can tell.
  @Test("a part that is damaged under a right checksum is read or refused")
  func damagedParts() throws {
    var generator = SeededGenerator(seed: 7)
    let junk = Array("<>/\"'=&;#x0 \n-!?[]_:.e9\u{0}é".utf8)
    let parts = Parts()
    for part in parts.list {
      for _ in 0..<60 * Anomaly.depth {
        var content = part.content
        for _ in 0...Int.random(in: 0..<3, using: &generator) {
          let place = Int.random(in: content.indices, using: &generator)
          content[place] = junk.randomElement(using: &generator) ?? 0
        }
        if Bool.random(using: &generator) {
          let first = Int.random(in: content.indices, using: &generator)
          content.removeSubrange(first..<min(first + first % 23, content.count))
        }
        var damaged = parts
        damaged.set(part.name, content)
        _ = damaged.outcome
      }
    }
  }

  @Test("a part that ends too early is refused, wherever it ends")
  func truncatedParts() {
    let parts = Parts()
    for part in parts.list {
      for count in stride(from: 1, to: part.content.count, by: max(1, 13 / Anomaly.depth)) {
        var damaged = parts
        damaged.set(part.name, Array(part.content[..<count]))
        let outcome = damaged.outcome
        // Content types are only asked for where nothing else tells what a part is.
        if part.name != "[Content_Types].xml" {
          #expect(outcome.isRefused, "\(part.name): \(count) bytes")
        }
      }
    }
  }

  @Test("a part spliced into another is read or refused")
  func spliced() {
    var generator = SeededGenerator(seed: 11)
    let parts = Parts()
    for _ in 0..<200 * Anomaly.depth {
      guard let first = parts.list.randomElement(using: &generator),
        let second = parts.list.randomElement(using: &generator)
      else { continue }
      let cut = Int.random(in: 0...first.content.count, using: &generator)
      let from = Int.random(in: 0...second.content.count, using: &generator)
      var spliced = parts
      spliced.set(first.name, Array(first.content[..<cut] + second.content[from...]))
      _ = spliced.outcome
    }
  }

  /// A part in the place of another, a part left out: never a trap, never cells out of nothing.
  @Test("parts that are exchanged or left out are read or refused")
  func exchanged() {
    let parts = Parts()
    for first in parts.list {
      var without = parts
      without.set(first.name, nil)
      let left = without.outcome
      switch first.name {
      case Parts.stylesPart: #expect(left.dump.contains("45412"))
      case Parts.stringsPart: #expect(left.dump.contains("#VALUE!"))
      case "[Content_Types].xml": #expect(left == parts.outcome)
      default: #expect(left.isRefused, "without \(first.name)")
      }
      for second in parts.list where second.name != first.name {
        var exchanged = parts
        exchanged.set(first.name, second.content)
        let outcome = exchanged.outcome
        #expect(!outcome.dump.contains("\"value\":1.5") || first.name != Parts.sheetPart)
      }
    }
  }

  @Test("a damaged workbook is checked or said to be unreadable")
  func checked() throws {
    let figures = PublishedPackage.package.rendered(
      PublishedPackage.figures(),
      layout: PublishedPackage.layout
    )
    let bytes = figures.workbook.bytes()
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<4 * Anomaly.depth {
      var damaged = bytes
      damaged[Int.random(in: bytes.indices, using: &generator)] ^= 0x20
      try Anomaly.check(damaged)
    }
    try #expect(Anomaly.check(bytes).findings.count { $0.severity == .error } == 3)
  }
}
