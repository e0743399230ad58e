import Hebiao
import HebiaoTestSupport
import Testing

/// Archives that lie about what they hold.
@Suite struct HostileArchiveTests {
  static let lies: [(name: String, change: @Sendable (inout CraftedZip.Entry) -> Void)] = [
    ("a larger size", { $0.declaredSize = 1 << 31 }),
    ("a smaller size", { $0.declaredSize = 3 }),
    ("more data", { $0.compressedSize = 1 << 31 }),
    ("less data", { $0.compressedSize = 3 }),
    ("another checksum", { $0.crc = 7 }),
    ("another checksum before the data", { $0.localCRC = 7 }),
    ("another size before the data", { $0.localSize = 7 }),
    ("another name before the data", { $0.localName = Array("xl/worksheets/sheet9.xml".utf8) }),
    ("another method before the data", { $0.localMethod = 8 }),
    ("a method that nobody uses", { $0.method = 99 }),
    ("deflated data that is none", { $0.method = 8 }),
    ("a place at the beginning", { $0.offset = 0 }),
    ("a place beyond the end", { $0.offset = 0xFFFF_FFF0 }),
    ("encryption", { $0.flags = 0x0801 }),
    ("encryption before the data", { $0.localFlags = 0x0801 }),
    ("sizes in a field that is not there", { $0.declaredSize = 0xFFFF_FFFF }),
    (
      "a descriptor that is not there",
      {
        $0.flags = 0x0808
        $0.localSize = 0
      }
    ),
  ]

  @Test("an entry that lies is refused", arguments: lies.map(\.name))
  func entryThatLies(name: String) throws {
    let lie = try #require(Self.lies.first { $0.name == name })
    var entries = Parts().entries
    lie.change(&entries[entries.count - 1])
    #expect(Anomaly.read(CraftedZip(entries).finish()).isRefused)
  }

  static let ends: [(name: String, change: @Sendable (inout CraftedZip) -> Void)] = [
    ("too many entries", { $0.count = 9 }),
    ("too few entries", { $0.count = 1 }),
    ("another size of the directory", { $0.directorySize = 10 }),
    ("another place of the directory", { $0.directoryOffset = 1 }),
    ("another disk", { $0.disk = 1 }),
    ("a gap before the end", { $0.gapBeforeEnd = [0, 0, 0, 0] }),
  ]

  @Test("an end that lies is refused, in both forms", arguments: ends.map(\.name), [false, true])
  func endThatLies(name: String, isLong: Bool) throws {
    let lie = try #require(Self.ends.first { $0.name == name })
    var zip = CraftedZip(Parts().entries)
    zip.hasLongEnd = isLong
    #expect(!Anomaly.read(zip.finish()).isRefused)
    lie.change(&zip)
    #expect(Anomaly.read(zip.finish()).isRefused)
  }

  @Test("a ZIP64 archive is read as any other")
  func longForms() {
    var entries = Parts().entries
    for index in entries.indices { entries[index].isLong = true }
    var zip = CraftedZip(entries)
    zip.hasLongEnd = true
    #expect(Anomaly.read(zip.finish()) == Parts().outcome)
  }

  @Test("a ZIP64 locator that leads elsewhere is refused")
  func locatorThatLies() throws {
    var zip = CraftedZip(Parts().entries)
    zip.hasLongEnd = true
    var bytes = zip.finish()
    // The locator stands right before the end record: 4 bytes of signature, 4 of the disk.
    let place = bytes.count - 22 - 20 + 8
    bytes.replaceSubrange(place..<place + 8, with: CraftedZip.number(0, 8))
    #expect(Anomaly.read(bytes).isRefused)
  }

  @Test("an entry said to stand on another disk is refused")
  func otherDisk() throws {
    var bytes = CraftedZip(Parts().entries).finish()
    let place = try #require(bytes.indices.last { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
    #expect(!Anomaly.read(bytes).isRefused)
    bytes[place + 34] = 3
    #expect(Anomaly.read(bytes).isRefused)
  }

  @Test("entries that overlap are refused, however small the file is")
  func overlapping() {
    var entries = Parts().entries
    for index in 0..<1_000 {
      var copy = entries[6]
      copy.name = Array("xl/worksheets/copy\(index).xml".utf8)
      copy.isOnlyListed = true
      copy.offset = 0
      entries.append(copy)
    }
    #expect(Anomaly.read(CraftedZip(entries).finish()).isRefused)
  }

  @Test(
    "names that lead out of the archive, or hide what they are, are refused",
    arguments: ["../../etc/passwd", "xl/../../a", "C:\\a", "c:/a", "..\\..\\a", "a\0b"]
  )
  func unsafeNames(name: String) {
    var parts = Parts()
    parts.append(name, [])
    #expect(parts.outcome.isRefused)
  }

  @Test(
    "odd names of other entries change nothing",
    arguments: [
      "", "/", "xl//a", "a\nb", "\u{1B}[31m", "é", "con", "|a",
      String(repeating: "n", count: 65_000),
    ]
  )
  func oddNames(name: String) {
    var parts = Parts()
    parts.append(name, [])
    #expect(parts.outcome == Parts().outcome)
  }

  /// A file may say any size: what counts is what comes out of it.
  @Test("real bytes are counted, whatever sizes are declared")
  func countedBytes() {
    let limits = PackageLimits(total: 60_000, largePart: 50_000, smallPart: 20_000)
    #expect(!Anomaly.read(Parts().bytes, limits: limits).isRefused)
    let blank = String(repeating: " ", count: 25_000)
    for (part, isRefused) in [(Parts.stylesPart, true), (Parts.sheetPart, false)] {
      var parts = Parts()
      parts[part] = (parts[part] ?? "") + blank
      #expect(Anomaly.read(parts.bytes, limits: limits).isRefused == isRefused, "\(part)")
      var entries = parts.entries
      for index in entries.indices { entries[index].declaredSize = 100 }
      #expect(Anomaly.read(CraftedZip(entries).finish(), limits: limits).isRefused)
    }
    var large = Parts(rows: Parts.rows + String(repeating: " ", count: 55_000))
    #expect(Anomaly.read(large.bytes, limits: limits).isRefused)
    large = Parts(rows: Parts.rows + String(repeating: " ", count: 40_000))
    large[Parts.stringsPart] =
      (large[Parts.stringsPart] ?? "") + String(repeating: " ", count: 40_000)
    #expect(Anomaly.read(large.bytes, limits: limits).isRefused)
  }

  @Test("more entries than the limit are refused, as many as it allows are read")
  func manyEntries() {
    let limits = PackageLimits(entries: 100)
    var parts = Parts()
    while parts.list.count < 100 { parts.append("media/\(parts.list.count)", []) }
    #expect(Anomaly.read(parts.bytes, limits: limits) == Parts().outcome)
    parts.append("media/one more", [])
    #expect(Anomaly.read(parts.bytes, limits: limits).isRefused)
  }

  @Test("the last of several entries of a name counts, and an exact name before another case")
  func repeatedNames() {
    let other = Array(Parts.sheet(rows: "<row><c><v>7</v></c></row>").utf8)
    var parts = Parts()
    parts.append(Parts.sheetPart, other)
    #expect(parts.outcome.dump.contains("\"value\":7"))
    parts = Parts()
    parts.append("xl/worksheets/Sheet1.xml", other)
    #expect(parts.outcome == Parts().outcome)
  }

  @Test(
    "what is no workbook is named for what it is",
    arguments: [
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] as [UInt8], ".xls"),
      (Array("%PDF-1.7".utf8), "PDF"), (Array("<html><table>".utf8), "HTML"),
      (Array("姓名,数量\n".utf8), ""), ([], ""), (Array("PK".utf8), ""), ([0x50, 0x4B, 5, 6], ""),
      ([UInt8](repeating: 0, count: 5_000), ""), ([UInt8](repeating: 0xFF, count: 70_000), ""),
    ]
  )
  func otherFiles(bytes: [UInt8], word: String) {
    let line = Anomaly.read(bytes).line
    #expect(line.contains(word) && !line.isEmpty)
  }
}
