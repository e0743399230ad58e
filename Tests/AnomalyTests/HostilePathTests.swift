import Foundation
import HebiaoTestSupport
import Testing

/// What the program says of files that are none: one line, status 2, and it does not wait.
@Suite struct HostilePathTests {
  private let binary: BuiltBinary
  private let folder: FreshFolder

  init() throws {
    binary = try BuiltBinary()
    folder = try FreshFolder()
  }

  private func expectOneLine(_ outcome: BuiltBinary.Outcome, _ what: String) {
    #expect(outcome.status == 2, "\(what)")
    #expect(outcome.errors.hasPrefix("hebiao: "), "\(what)")
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(what)")
  }

  @Test(
    "a pipe, a device, a folder, a socket and a link to itself are refused at once",
    arguments: ["dump", "stats", "check", "fix"]
  )
  func irregular(command: String) throws {
    let path = folder.url.path
    try #require(mkfifo(path + "/pipe.xlsx", 0o600) == 0)
    try #require(mkdir(path + "/folder.xlsx", 0o700) == 0)
    try #require(symlink("loop.xlsx", path + "/loop.xlsx") == 0)
    try #require(symlink("/dev/zero", path + "/device.xlsx") == 0)
    for name in ["pipe", "folder", "loop", "device", "missing"] {
      let extra = command == "fix" ? ["-o", "out.xlsx"] : []
      expectOneLine(try binary.run([command, name + ".xlsx"] + extra, in: folder.url), name)
    }
    #expect(try !folder.names().contains("out.xlsx"))
  }

  @Test("a file that is refused leaves nothing behind, and says so in one line")
  func refusedFiles() throws {
    var encrypted = Parts().entries
    encrypted[6].flags = 0x0801
    var laughing = Parts()
    laughing[Parts.sheetPart] = HostileMarkupTests.laughs + (laughing[Parts.sheetPart] ?? "")
    let whole = Parts().bytes
    let files: [(String, [UInt8])] = [
      ("encrypted", CraftedZip(encrypted).finish()), ("laughing", laughing.bytes),
      ("cut", Array(whole[..<(whole.count / 2)])), ("empty", []), ("a\nb\u{1B}[31m", [0x50]),
    ]
    for (name, bytes) in files {
      try folder.file(name + ".xlsx", bytes: bytes)
      for command in [
        ["dump"], ["stats", "--format", "json"], ["check"], ["fix", "-o", "out.xlsx"],
      ] {
        let outcome = try binary.run(command + [name + ".xlsx"], in: folder.url)
        expectOneLine(outcome, "\(command[0]) \(name)")
        #expect(!outcome.errors.contains("\u{1B}"))
        #expect(outcome.output.isEmpty || command[0] == "check")
      }
    }
    #expect(try folder.names().count == files.count)
  }
}
