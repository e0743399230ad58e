import Foundation
import HebiaoTestSupport
import Testing

/// Where `-o` may point, over all commands that take it.
@Suite struct OutputPlaceTests {
  private let binary: BuiltBinary
  private let folder: FreshFolder

  init() throws {
    binary = try BuiltBinary()
    folder = try FreshFolder()
    try folder.file("甲.xlsx", bytes: Workbooks.published())
    try folder.file("站/乙.xlsx", bytes: Workbooks.published())
  }

  private static let commands: [[String]] = [
    ["check", "甲.xlsx"], ["fix", "甲.xlsx"], ["annotate", "甲.xlsx"], ["report", "站"],
    ["template", "staffing"],
  ]

  private func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

  @Test(arguments: commands)
  func aPipeADeviceAndAFolderAreRefusedAtOnce(command: [String]) throws {
    try #require(mkfifo(path("管道"), 0o600) == 0)
    try #require(mkfifo(path("管道.xlsx"), 0o600) == 0)
    for (name, words) in [
      ("管道", "这是管道或设备"), ("管道.xlsx", "这是管道或设备"), ("/dev/null", "这是管道或设备"),
      ("/dev/full", "这是管道或设备"), ("站", "这是文件夹"), ("", "-o 后没有文件名"),
    ] {
      let outcome = try binary.run(command + ["-o", name], in: folder.url)
      #expect(outcome.status == 2, "\(command) \(name)")
      #expect(outcome.output == "")
      #expect(outcome.errors.split(separator: "\n").count == 1)
      #expect(outcome.errors.contains(words), "\(command) \(name) \(outcome.errors)")
    }
    #expect(try folder.names() == ["甲.xlsx", "站", "管道", "管道.xlsx"].sorted())
  }

  @Test(arguments: commands.dropFirst())
  func aWorkbookDoesNotGoToTheStandardOutput(command: [String]) throws {
    let outcome = try binary.run(command + ["-o", "-"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("hebiao: -: 工作簿不写到标准输出; "))
    #expect(try folder.names() == ["甲.xlsx", "站"].sorted())
  }

  @Test func aReportGoesToTheStandardOutputUnderTheNameOfADash() throws {
    let plain = try binary.run(["check", "甲.xlsx"], in: folder.url)
    let dashed = try binary.run(["check", "甲.xlsx", "-o", "-"], in: folder.url)
    #expect(dashed.output == plain.output)
    #expect(dashed.status == plain.status)
    #expect(try folder.names() == ["甲.xlsx", "站"].sorted())
  }

  @Test func theRecordOfACorrectionNamesItsOwnOption() throws {
    for (name, words) in [
      ("站", "请在 --receipt 后写出文件名"), ("-", "请在 --receipt 后写文件名"),
      ("/dev/null", "请在 --receipt 后换一个文件名"), ("站/乙.xlsx", "请在 --receipt 后换一个文件名"),
    ] {
      let outcome = try binary.run(
        ["fix", "甲.xlsx", "--dry-run", "--receipt", name],
        in: folder.url
      )
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
  }

  @Test(arguments: commands, [true, false])
  func aLinkStaysALinkAndWhatItLeadsToIsWritten(command: [String], exists: Bool) throws {
    try folder.file("夹/说明.txt", "")
    // An existing file that may be replaced: not a workbook for a report, one for the others.
    if exists { try folder.file("夹/真.xlsx", "old") }
    try #require(symlink("夹/真.xlsx", path("链.xlsx")) == 0)
    let force = exists && command[0] != "check" ? ["--force"] : []
    let outcome = try binary.run(command + ["-o", "链.xlsx"] + force, in: folder.url)
    #expect(outcome.errors == "")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("链.xlsx")) == "夹/真.xlsx")
    let size = try Data(contentsOf: URL(fileURLWithPath: path("夹/真.xlsx"))).count
    #expect(size > 100)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path("夹")).count == 2)
  }

  @Test(arguments: commands)
  func aLinkToItselfIsRefused(command: [String]) throws {
    try #require(symlink("环.xlsx", path("环.xlsx")) == 0)
    let outcome = try binary.run(command + ["-o", "环.xlsx"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors == "hebiao: 环.xlsx: 链接互相指向, 请直接指定文件\n")
  }

  @Test(arguments: ["fix", "annotate"])
  func theBackupOfALinkKeepsWhatTheLinkLedTo(command: String) throws {
    try folder.file("夹/真.xlsx", "old")
    try #require(symlink("夹/真.xlsx", path("链.xlsx")) == 0)
    let outcome = try binary.run([command, "甲.xlsx", "-o", "链.xlsx"], in: folder.url)
    #expect(outcome.errors == "")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: path("夹")).sorted()
        == ["真.bak.xlsx", "真.xlsx"]
    )
    let backup = try String(contentsOfFile: path("夹/真.bak.xlsx"), encoding: .utf8)
    #expect(backup == "old")
  }

  @Test(arguments: ["fix", "annotate"])
  func aBackupWhoseNameWouldBeTooLongIsToldAsThat(command: String) throws {
    let name = String(repeating: "长", count: 83) + ".xlsx"
    try folder.file(name, "old")
    let outcome = try binary.run([command, "甲.xlsx", "-o", name], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("加上 .bak 后文件名过长"))
    #expect(try String(contentsOfFile: path(name), encoding: .utf8) == "old")
  }

  @Test(arguments: ["fix", "annotate"])
  func aFullDiskIsTroubleAndLeavesNothing(command: String) throws {
    // A limit on the size of files stands for a disk that fills up.
    let outcome = try binary.runShell(
      "trap '' XFSZ; ulimit -f 1; \"$hebiao\" \(command) 甲.xlsx -o 新.xlsx",
      in: folder.url
    )
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("磁盘已满"), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(try folder.names() == ["甲.xlsx", "站"].sorted())
  }
}

/// What becomes of the standard output.
@Suite struct StandardOutputTests {
  private let binary: BuiltBinary
  private let folder: FreshFolder

  init() throws {
    binary = try BuiltBinary()
    folder = try FreshFolder()
    try folder.file("甲.xlsx", bytes: Workbooks.published())
    try folder.file("站/乙.xlsx", bytes: Workbooks.published())
  }

  private static let printing = [
    "--help", "help fix", "--version", "version", "schema list", "schema show staffing",
    "check 甲.xlsx", "dump 甲.xlsx", "stats 甲.xlsx", "fix 甲.xlsx --dry-run",
    "--generate-completion-script bash",
  ]

  @Test(arguments: printing)
  func whatCannotBePrintedIsTrouble(command: String) throws {
    for (target, words) in [("> /dev/full", "磁盘已满"), (">&-", "标准输出已关闭")] {
      let outcome = try binary.runShell("\"$hebiao\" \(command) \(target)", in: folder.url)
      #expect(outcome.status == 2, "\(command) \(target)")
      #expect(outcome.errors.hasPrefix("hebiao: \(words)"), "\(command) \(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
      let piped = try binary.runShell("\"$hebiao\" \(command) | true", in: folder.url)
      #expect(piped.errors == "")
    }
  }

  @Test(arguments: [
    "fix 甲.xlsx -o 新.xlsx", "annotate 甲.xlsx -o 新.xlsx", "report 站 -o 新.xlsx",
    "template staffing -o 新.xlsx",
  ])
  func aWorkbookIsSaidToBeWrittenWhereNothingElseCanBeSaid(command: String) throws {
    for target in ["> /dev/full", ">&-"] {
      let outcome = try binary.runShell("\"$hebiao\" \(command) \(target)", in: folder.url)
      // The status is that of the workbook: 2 says that nothing was written.
      #expect(outcome.status == 0)
      #expect(outcome.errors.hasPrefix("hebiao: 新.xlsx: 这个文件已写好, 但"), "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
      try FileManager.default.removeItem(at: folder.url.appendingPathComponent("新.xlsx"))
    }
  }

  @Test func noFileComesToStandInForAStreamThatIsClosed() throws {
    let outcome = try binary.runShell(
      "\"$hebiao\" fix 甲.xlsx -o 新.xlsx --receipt 记录.json >&- 2>&- <&-; echo $?",
      in: folder.url
    )
    #expect(outcome.output == "0\n")
    let record = try Data(contentsOf: folder.url.appendingPathComponent("记录.json"))
    #expect(try JSONSerialization.jsonObject(with: record) is [String: Any])
    #expect(try folder.names() == ["甲.xlsx", "站", "新.xlsx", "记录.json"].sorted())
  }

  @Test(arguments: ["dump", "stats", "check"])
  func whyAFileIsNotOpenedIsSaidInWords(command: String) throws {
    let long = String(repeating: "x", count: 300)
    try #require(symlink("环", folder.url.appendingPathComponent("环").path) == 0)
    for (name, words, english) in [
      ("环", "链接互相指向", "the links form a loop"), (long, "路径或文件名过长", "too long"),
    ] {
      let outcome = try binary.run([command, name], in: folder.url)
      #expect(outcome.status == 2)
      #expect(outcome.errors.hasPrefix("hebiao: \(name): \(words)"))
      let other = try binary.run([command, name, "--lang", "en"], in: folder.url)
      #expect(other.errors.contains(english))
    }
  }

  @Test(arguments: [
    "fix $'\\xff.xlsx' -o 新.xlsx", "annotate $'\\xff.xlsx' -o 新.xlsx",
    "fix $'\\xff.xlsx' --in-place",
    "fix 甲.xlsx -o $'\\xff.xlsx' --force", "template staffing -o $'\\xff.xlsx' --force",
    "check 甲.xlsx -o $'\\xff.txt'", "report 站 -o $'\\xff.xlsx' --force",
    "check 甲.xlsx --output=$'\\xff.txt'", "fix 甲.xlsx -o 新.xlsx --receipt $'\\xff.txt'",
  ])
  func aNameThatIsNoTextIsNeverTakenForAnother(command: String) throws {
    // As text the name is that of a file that lies beside it.
    let script = """
      cp 甲.xlsx $'\\xff.xlsx'; cp 站/乙.xlsx $'\\xef\\xbf\\xbd.xlsx'; touch -d @0 *.xlsx; ls > .前
      "$hebiao" \(command); status=$?
      ls > .后; cmp .前 .后 && test -z "$(find . -maxdepth 1 -name '*.xlsx' -newermt @1)" || exit 9
      exit $status
      """
    let outcome = try binary.runShell(script, in: folder.url)
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix("这个名称不是 UTF-8 编码, 此处无法使用; 请先改名, 再试\n"))
    let check = try binary.runShell("\"$hebiao\" check $'\\xff.xlsx'", in: folder.url)
    #expect(check.status == 1)
  }

  @Test func nothingIsWrittenInAFolderWhoseNameIsNoText() throws {
    let script = """
      mkdir $'d\\xff' && cd $'d\\xff' && cp ../甲.xlsx . && "$hebiao" fix 甲.xlsx --in-place
      """
    let outcome = try binary.runShell(script, in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("所在文件夹的名称不是 UTF-8 编码"), "\(outcome.errors)")
  }
}
