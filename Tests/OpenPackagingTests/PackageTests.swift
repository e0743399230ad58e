import Foundation
import HebiaoCore
import HebiaoTestSupport
import OpenPackaging
import Testing

@Suite("A package")
struct PackageTests {
  func text(_ archive: [UInt8], _ name: String, limits: PackageLimits = .default) throws -> String {
    var package = try Package(bytes: archive, limits: limits)
    let found = package.entry(named: name)
    let entry = try #require(found)
    let stream = try package.wholeStream(entry)
    let window = stream.window
    return String(decoding: (0..<window.count).map { window[$0] }, as: UTF8.self)
  }

  @Test(
    "yields its parts as they were stored",
    arguments: [
      StoredZip.Method.stored, .deflateBlocks,
    ],
    [0, 1, 65_535, 65_536, 600_000]
  )
  func yieldsParts(method: StoredZip.Method, size: Int) throws {
    let content = String(repeating: "表x", count: size / 4) + String(repeating: "y", count: size % 4)
    #expect(try text(StoredZip.bytes([("a.xml", content)], method: method), "a.xml") == content)
  }

  @Test("finds the exact name first, then one of another letter case")
  func findsNames() throws {
    let archive = StoredZip.bytes([("xl\\Sheet1.xml", "1"), ("/xl/sheet1.xml", "2")])
    #expect(try text(archive, "xl/sheet1.xml") == "2")
    #expect(try text(archive, "xl/Sheet1.xml") == "1")
    #expect(try text(archive, "XL/SHEET1.XML") == "2")
  }

  @Test("takes the last of two entries with one name")
  func takesLast() throws {
    #expect(try text(StoredZip.bytes([("a", "1"), ("a", "2")]), "a") == "2")
  }

  @Test("resolves relationships against their source")
  func resolvesRelationships() throws {
    let rels = """
      <r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships">
      <r:Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet"
        Target="sheets/1.xml"/><!-- a comment -->
      <r:Relationship Id="b" Type="x/styles" Target="/other/styles.xml"/>
      <r:Relationship Id="c" Type="x/theme" Target="..\\t\\theme.xml"/>
      <r:Relationship Id="d" Type="x/hyperlink" Target="file:///etc/passwd" TargetMode="External"/>
      <r:Relationship Id="e" Type="x/a" Target="./a//b/./c.xml#place"/>
      <r:Relationship Id="f" Type="x/a" Target="../../../up.xml"/>
      <r:Relationship Id="g" Type="x/a" Target="a/b/../../.hidden/..c"/>
      <r:Relationship Id="h" Type="x/a" Target="#place"/>
      <r:Relationship Id="i" Type="x/a" Target="//"/>
      </r:Relationships>
      """
    var package = try Package(bytes: StoredZip.bytes([("xl/_rels/w.xml.rels", rels)]))
    let found = try package.relationships(of: "xl/w.xml")
    #expect(found.prefix(4).map(\.kind) == ["worksheet", "styles", "theme", "hyperlink"])
    #expect(
      found.map(\.target) == [
        "xl/sheets/1.xml", "other/styles.xml", "t/theme.xml", "file:///etc/passwd",
        "xl/a/b/c.xml", "up.xml", "xl/.hidden/..c", "xl", "",
      ]
    )
    #expect(found.filter(\.isExternal).map(\.id) == ["d"])
  }

  @Test("is refused where a checksum is wrong")
  func refusesChecksum() throws {
    var archive = StoredZip()
    archive.add("a", Array("text".utf8), crc: 1)
    let bytes = archive.finish()
    #expect(throws: PackagingError.self) { try text(bytes, "a") }
  }

  @Test(
    "is refused where an entry is encrypted or leads out of the archive",
    arguments: [
      ("a", UInt16(1)), ("../a", 0), ("x/../../a", 0), ("..\\a", 0),
    ]
  )
  func refusesEntries(name: String, flags: UInt16) {
    var archive = StoredZip()
    archive.add(name, [1], flags: flags)
    let bytes = archive.finish()
    #expect(throws: PackagingError.self) { _ = try Package(bytes: bytes) }
  }

  @Test("counts the bytes that a part really yields")
  func countsBytes() throws {
    let archive = StoredZip.bytes(
      [("a", String(repeating: "x", count: 5000))],
      method: .deflateBlocks
    )
    #expect(throws: PackagingError.self) {
      try text(archive, "a", limits: PackageLimits(smallPart: 4999))
    }
    #expect(throws: PackagingError.self) {
      try text(archive, "a", limits: PackageLimits(total: 4999))
    }
    #expect(try text(archive, "a", limits: PackageLimits(total: 5000)).utf8.count == 5000)
  }

  @Test("is refused with more entries than the limit")
  func countsEntries() {
    let archive = StoredZip.bytes([("a", ""), ("b", "")])
    #expect(throws: PackagingError.self) {
      _ = try Package(bytes: archive, limits: PackageLimits(entries: 1))
    }
  }

  @Test(
    "that is none is named for what it is",
    arguments: [
      ([], "空"), (Array("%PDF-1.7".utf8), "PDF"), (Array("<html><table>".utf8), "HTML"),
      (Array("姓名,年龄\n".utf8), "CSV"), (Array("PK\u{3}\u{4}".utf8), "不完整"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], ".xls"),
      (Array("Rar!\u{1A}\u{7}".utf8), "(.rar), 请先解压"), ([0x1F, 0x8B, 8, 0], "(.gz), 请先解压"),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "(.7z), 请先解压"),
      ([0x89, 0x50, 0x4E, 0x47, 13, 10], "图片"), ([0xFF, 0xD8, 0xFF, 0xE0], "图片"),
      (
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
          + "EncryptedPackage".utf16.flatMap { [UInt8($0 & 255), 0] }, "密码"
      ),
    ] as [([UInt8], String)]
  )
  func namesOthers(bytes: [UInt8], word: String) throws {
    do {
      _ = try Package(bytes: bytes)
      Issue.record("was opened")
    } catch {
      #expect(error.text.chinese.contains(word))
      #expect(!error.text.chinese.contains("\n"))
    }
  }

  @Test(
    "that holds other workbooks, or its parts in a folder, is said to",
    arguments: [
      ("四月/附件1.xlsx", "请先解压"), ("a.XLS", "请先解压"), ("夹/xl/workbook.xml", "不在原处"),
      ("a.txt", "里面没有工作簿"),
    ]
  )
  func namesArchives(name: String, words: String) throws {
    do {
      var package = try Package(bytes: StoredZip.bytes([(name, "x")]))
      _ = try package.mainPart()
      Issue.record("has a main part")
    } catch {
      #expect(error.text.chinese.contains(words))
    }
  }

  @Test(
    "tells a limit in the unit that shows it",
    arguments: [(4999, "4999 字节"), (2048, "2 KB"), (1 << 20, "1 MB"), (1 << 20 | 1, "1048577 字节")]
  )
  func tellsLimits(limit: Int, size: String) {
    let error = PackagingError.overKeptText(limit)
    #expect(error.text.chinese.contains("超过上限 \(size),"))
    #expect(error.text.english.contains(size.split(separator: " ")[0]))
  }

  @Test(
    "tells why a file cannot be opened in words",
    arguments: [ELOOP, ENAMETOOLONG, EMFILE, ENFILE, EIO, ENOENT, EACCES]
  )
  func tellsSystemErrors(code: Int32) {
    for error in [PackagingError.unreadable(code), PackagingError.unwritable(code)] {
      #expect(!error.text.chinese.contains("系统错误"))
      #expect(!error.text.english.contains("system error"))
    }
    #expect(PackagingError.unreadable(ENXIO).text.chinese.contains("系统错误 \(ENXIO)"))
  }

  @Test("is only opened from a regular file", arguments: ["/dev/zero", "/tmp", "/nowhere/x.xlsx"])
  func opensRegularFiles(path: String) {
    #expect(throws: PackagingError.self) { _ = try Package(path: path) }
  }

  @Test("is not waited for where the path is a pipe")
  func refusesPipes() throws {
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).pipe"
    #expect(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    #expect(throws: PackagingError.self) { _ = try Package(path: path) }
  }
}
