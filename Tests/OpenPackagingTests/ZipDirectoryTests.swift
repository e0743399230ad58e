import HebiaoCore
import HebiaoTestSupport
import OpenPackaging
import Testing

/// What a stranger's archive may look like, and what is refused because two readers could see two
/// different workbooks in it.
@Suite("The directory of an archive")
struct ZipDirectoryTests {
  typealias Entry = CraftedZip.Entry

  static func bytes(_ name: String, in archive: [UInt8]) throws -> [UInt8] {
    var package = try Package(bytes: archive)
    let found = package.entry(named: name)
    let stream = try package.wholeStream(try #require(found))
    let window = stream.window
    return (0..<window.count).map { window[$0] }
  }

  static func refusal(_ archive: [UInt8], part: String? = nil) -> String? {
    do {
      if let part {
        _ = try bytes(part, in: archive)
      } else {
        _ = try Package(bytes: archive)
      }
      return nil
    } catch {
      return (error as? any DescribedError)?.text.english
    }
  }

  static func archive(_ change: (inout CraftedZip) -> Void) -> [UInt8] {
    var archive = CraftedZip([Entry("a", "first"), Entry("b", "second")])
    change(&archive)
    return archive.finish()
  }

  /// An archive, what is odd about it, and a word of the line that refuses it.
  struct Archive: CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let word: String

    init(_ name: String, _ bytes: [UInt8], _ word: String = "") {
      testDescription = name
      self.bytes = bytes
      self.word = word
    }
  }

  static let unusual: [Archive] = [
    Archive("a comment", archive { $0.comment = Array("a comment".utf8) }),
    Archive(
      "a comment of 65,535 bytes",
      archive { $0.comment = .init(repeating: 0x50, count: 65_535) }
    ),
    Archive("bytes behind it", archive { $0.suffix = [0, 0, 0] }),
    Archive("bytes before it", archive { $0.prefix = .init(repeating: 0x4D, count: 70_000) }),
    Archive(
      "bytes before it that no offset counts",
      archive {
        $0.prefix = .init(repeating: 0x4D, count: 70_000)
        $0.offsetsCountPrefix = false
      }
    ),
    Archive("a ZIP64 end record", archive { $0.hasLongEnd = true }),
    Archive(
      "a ZIP64 end record behind bytes that no offset counts",
      archive {
        $0.hasLongEnd = true
        $0.prefix = [1, 2, 3]
        $0.offsetsCountPrefix = false
      }
    ),
    Archive("ZIP64 sizes", archive { $0.entries[1].isLong = true }),
    Archive("gaps between entries", archive { $0.entries[1].gap = [9, 9, 9, 9] }),
    Archive("extra fields", archive { $0.entries[0].extra = [0x75, 0x70, 1, 0, 7] }),
    Archive("comments of entries", archive { $0.entries[0].comment = [1, 2, 3] }),
    Archive("half an extra field", archive { $0.entries[0].localExtra = [1, 0, 255] }),
    Archive(
      "an entry that nobody can read",
      archive {
        $0.entries[1].method = 14
      }
    ),
    Archive("a folder", archive { $0.entries.insert(Entry("folder/"), at: 0) }),
  ]

  @Test("may have what other programs write", arguments: unusual)
  func readsUnusual(archive: Archive) throws {
    #expect(try Self.bytes("a", in: archive.bytes) == Array("first".utf8))
  }

  @Test("has descriptors of four forms", arguments: [true, false], [4, 8])
  func readsDescriptors(isSigned: Bool, width: Int) throws {
    let archive = Self.archive { archive in
      let entry = archive.entries[0]
      archive.entries[0].flags |= 8
      archive.entries[0].localCRC = 0
      archive.entries[0].localSize = 0
      archive.entries[0].descriptor =
        (isSigned ? CraftedZip.number(0x0807_4B50, 4) : [])
        + CraftedZip.number(Int(entry.crc), 4) + CraftedZip.number(entry.size, width)
        + CraftedZip.number(entry.size, width)
    }
    #expect(try Self.bytes("a", in: archive) == Array("first".utf8))
    let first = try #require(try Package(bytes: archive).directory.entries.first)
    #expect(first.stored.count == 30 + 1 + 5 + (isSigned ? 4 : 0) + 4 + 2 * width)
  }

  @Test("tells where each entry's bytes stand, so that they can be copied")
  func tellsRanges() throws {
    let archive = CraftedZip([Entry("a", "first"), Entry("b", "second")]).finish()
    let package = try Package(bytes: archive)
    let directory = package.directory
    var copy: [UInt8] = []
    for entry in directory.entries { copy += try package.storedBytes(entry.stored) }
    for entry in directory.entries { copy += try package.storedBytes(entry.record) }
    copy += try package.storedBytes(directory.range.upperBound..<package.storedSize)
    #expect(copy == archive)
    #expect(archive[directory.entries[1].data] == Array("second".utf8)[...])
  }

  static let hostile: [Archive] = [
    Archive("no entry where one is said to be", archive { $0.entries[1].offset = 3 }, "disagree"),
    Archive(
      "an offset behind the directory",
      archive { $0.entries[1].offset = 1 << 31 },
      "damaged"
    ),
    Archive(
      "two entries at one place",
      archive {
        $0.entries[1] = $0.entries[0]
        $0.entries[1].offset = 0
      },
      "overlap"
    ),
    Archive(
      "data that reaches into the next entry",
      archive { $0.entries[0].compressedSize = 20 },
      "overlap"
    ),
    Archive(
      "data that reaches into the directory",
      archive { $0.entries[1].compressedSize = 20 },
      "damaged"
    ),
    Archive("another name in the entry", archive { $0.entries[0].localName = [0x63] }, "disagree"),
    Archive("another method in the entry", archive { $0.entries[0].localMethod = 8 }, "disagree"),
    Archive("another checksum in the entry", archive { $0.entries[0].localCRC = 1 }, "disagree"),
    Archive("another size in the entry", archive { $0.entries[0].localSize = 1 }, "disagree"),
    Archive("encryption in the entry only", archive { $0.entries[0].localFlags = 1 }, "disagree"),
    Archive("encryption", archive { $0.entries[0].flags = 1 }, "encrypted"),
    Archive("strong encryption", archive { $0.entries[0].flags = 0x40 }, "encrypted"),
    Archive("a masked header", archive { $0.entries[0].flags = 0x2000 }, "encrypted"),
    Archive("AES", archive { $0.entries[0].method = 99 }, "encrypted"),
    Archive(
      "a name that climbs",
      archive { $0.entries[0].name = Array("x/../../a".utf8) },
      "leads out"
    ),
    Archive(
      "a name that climbs backwards",
      archive { $0.entries[0].name = Array("..\\a".utf8) },
      "leads out"
    ),
    Archive(
      "a name that begins at a drive",
      archive { $0.entries[0].name = Array("C:\\a".utf8) },
      "leads out"
    ),
    Archive("a name with NUL", archive { $0.entries[0].name = [0x61, 0, 0x62] }, "NUL"),
    Archive("fewer entries than are said", archive { $0.count = 3 }, "damaged"),
    Archive("more entries than are said", archive { $0.count = 1 }, "damaged"),
    Archive("no entries, as is said", archive { $0.count = 0 }, "damaged"),
    Archive("a directory longer than the file", archive { $0.directorySize = 1 << 30 }, "damaged"),
    Archive("a directory that begins behind", archive { $0.directoryOffset = 1 << 30 }, "damaged"),
    Archive("a directory shorter than it is", archive { $0.directorySize = 46 }, "damaged"),
    Archive("bytes behind the directory", archive { $0.gapBeforeEnd = [0, 0, 0] }, "damaged"),
    Archive(
      "two directories",
      archive {
        var other = CraftedZip([Entry("a", "other")])
        other.gapBeforeEnd = []
        $0.gapBeforeEnd = Array(other.finish().dropLast(22))
      },
      "damaged"
    ),
    Archive("a comment longer than the file", archive { $0.commentLength = 1 }, "damaged"),
    Archive("another disk", archive { $0.disk = 1 }, "volume"),
    Archive(
      "more entries than any workbook has",
      archive { $0.count = 60_000 },
      "more than 10000"
    ),
    Archive(
      "a ZIP64 end record that is not there",
      archive {
        $0.comment = []
        $0.count = 0xFFFF
      },
      "more than 10000"
    ),
    Archive(
      "a directory of many names",
      CraftedZip(
        (0..<300).map { index in
          Entry(String(repeating: "x", count: 60_000) + "\(index)", [])
        }
      ).finish(),
      "directory exceeds"
    ),
  ]

  @Test("is refused where it can be read in two ways, or does harm", arguments: hostile)
  func refusesHostile(archive: Archive) {
    let line = Self.refusal(archive.bytes) ?? "was opened"
    #expect(line.contains(archive.word))
    #expect(line.count < 300)
    #expect(!line.contains("\0"))
  }

  static let lying: [Archive] = [
    Archive("a smaller size", archive { $0.entries[0].declaredSize = 4 }, "4 bytes declared"),
    Archive("a larger size", archive { $0.entries[0].declaredSize = 1 << 31 }, "bytes declared"),
    Archive("a method that no workbook uses", archive { $0.entries[0].method = 14 }, "method 14"),
    Archive("stored data as deflated", archive { $0.entries[0].method = 8 }, "broken"),
    Archive("another checksum", archive { $0.entries[0].crc = 1 }, "checksum"),
  ]

  @Test("is held against what a part really holds", arguments: lying)
  func refusesLies(archive: Archive) {
    let line = Self.refusal(archive.bytes, part: "a") ?? "was read"
    #expect(line.contains(archive.word))
  }

  @Test("shows names of any length on one line", arguments: ["x\ny\u{202E}z", "\u{1B}[31m"])
  func showsNames(name: String) throws {
    let name = name + String(repeating: "n", count: 60_000)
    var entry = Entry(name, "content")
    entry.crc = 1
    let line = try #require(Self.refusal(CraftedZip([entry]).finish(), part: name))
    #expect(line.count < 300)
    #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    #expect(!line.contains("\u{202E}"))
  }

  @Test("tells which names stand twice, and whether it matters")
  func tellsRepeatedNames() throws {
    let archive = CraftedZip([
      Entry("a", "1"), Entry("b", "1"), Entry("/a", "2"), Entry("b", "1"), Entry("B", "3"),
      Entry("C", "4"), Entry("Dd", "5"), Entry("dD", "5"),
    ])
    let package = try Package(bytes: archive.finish())
    #expect(
      package.repeatedNames.map { "\($0.name) \($0.otherName) \($0.isSameContent)" }
        == ["a a false", "b b true", "B b false", "dD Dd true"]
    )
    #expect(try Self.bytes("a", in: archive.finish()) == Array("2".utf8))
  }

  @Test("is that of the document whose first bytes stand there")
  func namesOuterDocument() throws {
    var archive = CraftedZip([Entry("a", "first")])
    archive.prefix =
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + .init(repeating: 0, count: 9)
    archive.offsetsCountPrefix = false
    #expect(try #require(Self.refusal(archive.finish())).contains(".xls"))
  }
}
