import Foundation
import HebiaoCore
import HebiaoTestSupport
import OpenPackaging
import Testing
import XMLScanning

@Suite("Packages written again")
struct PackageWriterTests {
  private let archive = StoredZip.bytes(
    [("a.xml", "<a>一</a>"), ("b.xml", "<b/>"), ("c.xml", "<c>二</c>")],
    method: .deflateBlocks
  )

  private func text(_ name: String, _ bytes: [UInt8]) throws -> String {
    var package = try Package(bytes: bytes)
    let found = package.entry(named: name)
    let entry = try #require(found)
    return String(copying: try package.wholeStream(entry).window)
  }

  @Test("a changed part is spliced, a new one stands last, a removed one is gone")
  func changes() throws {
    let package = try Package(bytes: archive)
    var changes = PackageChanges()
    changes.splice("a.xml", [ByteSplice(at: 3, "零"), ByteSplice(3..<6, "壹")])
    changes.removed.insert("b.xml")
    changes.add("d.xml", Array("<d/>".utf8))
    let result = try package.bytes(changes)
    #expect(
      try Package(bytes: result).directory.entries.map(\.name) == ["a.xml", "c.xml", "d.xml"]
    )
    #expect(try text("a.xml", result) == "<a>零壹</a>")
    #expect(try text("c.xml", result) == "<c>二</c>")
    #expect(try text("d.xml", result) == "<d/>")
  }

  @Test("bytes before and between the entries stay, and so does the archive's comment")
  func surroundings() throws {
    var bytes = Array("#!stub\n".utf8) + archive
    bytes[bytes.count - 2] = 4
    bytes += Array("评x".utf8)
    let package = try Package(bytes: bytes)
    var changes = PackageChanges()
    changes.splice("b.xml", [ByteSplice(0..<4, "<longer/>")])
    let result = try package.bytes(changes)
    #expect(result.starts(with: Array("#!stub\n".utf8)))
    #expect(result.suffix(6) == [4, 0] + Array("评x".utf8))
    #expect(try text("b.xml", result) == "<longer/>")
    #expect(try text("c.xml", result) == "<c>二</c>")
  }

  @Test(
    "a large part is spliced wherever windows end, in either encoding",
    arguments: [false, true]
  )
  func windows(isUTF16: Bool) throws {
    let content = "<a>" + (0..<60_000).map { "数\($0)😀" }.joined() + "</a>"
    var zip = StoredZip()
    let raw =
      isUTF16
      ? [0xFE, 0xFF] + content.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      : Array(content.utf8)
    zip.add("a.xml", raw, method: .deflateBlocks)
    let bytes = zip.finish()
    let size = content.utf8.count
    var splices: [ByteSplice] = []
    // Between `<a>` and the end every splice stands at the border of a character.
    let starts = Array(content.utf8.indices).enumerated().filter { offset, index in
      offset % 9973 < 4 && content.utf8[index] & 0xC0 != 0x80
    }.map(\.offset)
    for start in starts where start >= 3 && start < size - 4 {
      splices.append(ByteSplice(at: start, "+"))
    }
    #expect(splices.count > 50)
    var changes = PackageChanges()
    changes.splice("a.xml", splices)
    let result = try Package(bytes: bytes).bytes(changes)
    let expected = String(decoding: splices.applied(to: Array(content.utf8)), as: UTF8.self)
    #expect(try text("a.xml", result) == expected)
  }

  @Test("a file appears whole, or not at all, and nothing is left beside it")
  func files() throws {
    let folder = try FreshFolder()
    let path = folder.url.appendingPathComponent("b.xlsx").path
    let package = try Package(bytes: archive)
    do {
      let file = try FileOutput(path: path)
      try package.write(PackageChanges(), to: file)
      #expect(try folder.names() == [])
    }
    #expect(try folder.names() == [])
    let file = try FileOutput(path: path)
    try package.write(PackageChanges(), to: file)
    try file.finish()
    #expect(try folder.names() == ["b.xlsx"])
    #expect(try Array(Data(contentsOf: folder.url.appendingPathComponent("b.xlsx"))) == archive)
    #expect(throws: PackagingError.self) { try FileOutput(path: path + "/c.xlsx") }
  }

  @Test("a link stays a link, a file that is replaced hands on its rights, no device is replaced")
  func places() throws {
    let folder = try FreshFolder()
    let file = folder.url.appendingPathComponent("文件.xlsx").path
    let link = folder.url.appendingPathComponent("link.xlsx").path
    try folder.file("文件.xlsx", "old")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    let package = try Package(bytes: archive)
    let output = try FileOutput(path: link)
    try package.write(PackageChanges(), to: output)
    try output.finish()
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
    #expect(try Array(Data(contentsOf: URL(fileURLWithPath: file))) == archive)
    let rights = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(rights == 0o640)
    for place in ["/dev/null", "/dev/full", folder.url.path] {
      #expect(throws: PackagingError.self) { try FileOutput(path: place) }
    }
    let kept = #expect(throws: PackagingError.self) { try FileOutput(path: file, replaces: false) }
    #expect(kept?.kind == .fileExists)
    #expect(try folder.names() == ["link.xlsx", "文件.xlsx"])
  }

  @Test("a link that leads nowhere yet stays a link, and one that leads in a circle is refused")
  func danglingLinks() throws {
    let folder = try FreshFolder()
    let path = folder.url.path
    let manager = FileManager.default
    try manager.createDirectory(atPath: path + "/夹", withIntermediateDirectories: false)
    try manager.createSymbolicLink(atPath: path + "/一.xlsx", withDestinationPath: "夹/二.xlsx")
    try manager.createSymbolicLink(atPath: path + "/夹/二.xlsx", withDestinationPath: "新.xlsx")
    try manager.createSymbolicLink(atPath: path + "/环.xlsx", withDestinationPath: "环.xlsx")
    let output = try FileOutput(path: path + "/一.xlsx")
    try Package(bytes: archive).write(PackageChanges(), to: output)
    try output.finish()
    #expect(try manager.destinationOfSymbolicLink(atPath: path + "/一.xlsx") == "夹/二.xlsx")
    #expect(try manager.destinationOfSymbolicLink(atPath: path + "/夹/二.xlsx") == "新.xlsx")
    #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path + "/夹/新.xlsx"))) == archive)
    let error = #expect(throws: PackagingError.self) { try FileOutput(path: path + "/环.xlsx") }
    #expect(error?.text.chinese.contains("链接互相指向") == true)
  }

  @Test("a disk without room is told as such, and nothing is left behind")
  func fullDisk() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try FreshFolder()
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100, rlim_max: 100)
      precondition(setrlimit(__rlimit_resource_t(1), &limit) == 0)
      let package = try Package(
        bytes: StoredZip.bytes([("a.xml", String(repeating: "字", count: 500))])
      )
      let file = try FileOutput(path: folder.url.appendingPathComponent("b.xlsx").path)
      do {
        try package.write(PackageChanges(), to: file)
        preconditionFailure("a hundred bytes cannot hold this")
      } catch let error as PackagingError {
        precondition(error.kind == .unwritableFile && error.text.chinese.contains("磁盘已满"))
      }
      let names = try folder.names()
      precondition(names.isEmpty)
    }
  }
}
