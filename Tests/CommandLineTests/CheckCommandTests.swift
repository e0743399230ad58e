import Foundation
import HebiaoTestSupport
import Testing

@Suite struct CheckCommandTests {
  private let binary: BuiltBinary
  private let folder: FreshFolder

  init() throws {
    binary = try BuiltBinary()
    folder = try FreshFolder()
  }

  private func run(_ arguments: String..., locale: String? = nil) throws -> BuiltBinary.Outcome {
    try binary.run(
      arguments,
      in: folder.url,
      environment: locale.map { ["LC_ALL": $0] } ?? [:]
    )
  }

  @Test(arguments: [
    (["check"], "hebiao: 缺少参数 <path> ...; 用法见 hebiao check --help\n"),
    (["check", "--colour", "a"], "hebiao: 没有选项 --colour; 用法见 hebiao check --help\n"),
    (
      ["check", "--format", "pdf", "a"],
      "hebiao: pdf 不能用于 --format <format>, 可用: text, json, html; 用法见 hebiao check --help\n"
    ),
    (["check", "a", "-o"], "hebiao: -o <file> 后缺少取值; 用法见 hebiao check --help\n"),
    (
      ["check", "--jobs", "0", "a"],
      "hebiao: 0 不能用于 --jobs <number>: 须为 1 至 256 的整数; 用法见 hebiao check --help\n"
    ),
    (
      ["check", "--jobs", "-1", "a"],
      "hebiao: -1 不能用于 --jobs <number>: 须为 1 至 256 的整数; 用法见 hebiao check --help\n"
    ),
    (
      ["report", "a", "-o", "b.xlsx", "--jobs", "1.5"],
      "hebiao: 1.5 不能用于 --jobs <number>: 须为 1 至 256 的整数; 用法见 hebiao report --help\n"
    ),
    (
      ["check", "a", "--jobs", "257", "--lang", "en"],
      "hebiao: The value '257' is invalid for '--jobs <number>': it takes a whole number from 1 to 256; "
        + "see hebiao check --help\n"
    ),
    (
      ["fix", "a", "-o", "b.xlsx", "--min-confidence", "-1"],
      "hebiao: -1 不能用于 --min-confidence <share>: 须为 0 到 1 之间的数, 如 0.9; "
        + "用法见 hebiao fix --help\n"
    ),
    (["check", "-x", "a"], "hebiao: 没有选项 -x; 单字母选项: -o, -h; 用法见 hebiao check --help\n"),
    (["dump", "-abc", "a"], "hebiao: 没有选项 -abc; 单字母选项: -h; 用法见 hebiao dump --help\n"),
    (
      ["check", "-ofile", "a"],
      "hebiao: 没有选项 -ofile; -o 的取值请分开写; 单字母选项: -o, -h; "
        + "用法见 hebiao check --help\n"
    ),
    (
      ["check", "-x", "a", "--lang", "en"],
      "hebiao: Unknown option '-x'; one-letter options: -o, -h; see hebiao check --help\n"
    ),
    (["check", "--verbose=1", "a"], "hebiao: --verbose 不带取值, 不能写 1; 用法见 hebiao check --help\n"),
    (["check", ""], "hebiao: \"\": 找不到这个文件, 请检查路径和文件名\n"),
    (["dump", "a", "b"], "hebiao: 多余的参数 b; 用法见 hebiao dump --help\n"),
    (["chekc", "a"], "hebiao: 没有命令 chekc, 是否指 check?\n"),
    (["dump"], "hebiao: 缺少参数 <file>; 用法见 hebiao dump --help\n"),
  ])
  func usageErrorIsOneLineAndEndsWithTwo(arguments: [String], line: String) throws {
    let outcome = try binary.run(arguments, in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors == line)
  }

  @Test(arguments: [
    (["--lang", "en"], nil), ([], "en_US.UTF-8"),
  ])
  func englishIsSpokenWhereAskedFor(arguments: [String], locale: String?) throws {
    let outcome = try binary.run(
      ["check", "nowhere.xlsx"] + arguments,
      in: folder.url,
      environment: locale.map { ["LC_ALL": $0] } ?? [:]
    )
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == "hebiao: nowhere.xlsx: no such file; check the path and the name\n"
    )
  }

  @Test func missingFileIsOneLineAndEndsWithTwo() throws {
    let outcome = try run("check", "无此文件.xlsx")
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors == "hebiao: 无此文件.xlsx: 找不到这个文件, 请检查路径和文件名\n")
  }

  @Test(arguments: ["pipe", "/dev/zero", "/dev/null"])
  func pipesAndDevicesAreRefusedWithoutWaiting(path: String) throws {
    try #require(mkfifo(folder.url.appendingPathComponent("pipe").path, 0o600) == 0)
    let outcome = try run("check", path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("hebiao: \(path): 不是普通文件"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func folderWithoutWorkbooksSaysSo() throws {
    try folder.file("表/旧.xls", "x")
    let outcome = try run("check", "表")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("hebiao: 表: 文件夹中没有 .xlsx 工作簿"))
  }

  @Test func otherSpreadsheetsInAFolderAreNamedAfterTheRun() throws {
    try folder.file("表/甲.xlsx", bytes: Workbooks.unrecognised())
    for index in 1...6 { try folder.file("表/旧\(index).xls", "x") }
    try folder.file("另/乙.ods", "x")
    try folder.file("另/甲.xlsx", bytes: Workbooks.unrecognised())
    let outcome = try run("check", "表", "另", "--format", "json")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors == """
        hebiao: 表: 文件夹里另有 6 个文件没有核对: 旧1.xls、旧2.xls、旧3.xls、旧4.xls、旧5.xls 等; 请另存为 .xlsx
        hebiao: 另: 文件夹里另有 1 个文件没有核对: 乙.ods; 请另存为 .xlsx

        """
    )
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let object = try #require(report as? [String: Any])
    #expect((object["summary"] as? [String: Any])?["skipped"] as? Int == 7)
    #expect(
      object["skippedFiles"] as? [String] == (1...6).map { "表/旧\($0).xls" } + ["另/乙.ods"]
    )
  }

  @Test func aFolderWithoutWorkbooksIsToldOnceWithTheCause() throws {
    try folder.file("坏链/说明.txt", "")
    try folder.file("旧/月报.xls", "x")
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appendingPathComponent("坏链/月报.xlsx").path,
      withDestinationPath: "无.xlsx"
    )
    let outcome = try run("check", "坏链", "旧")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        hebiao: 坏链: 文件夹中没有 .xlsx 工作簿, 只有 1 个不能核对的文件: 月报.xlsx; 链接所指的文件不存在
        hebiao: 旧: 文件夹中没有 .xlsx 工作簿, 只有 1 个不能核对的文件: 月报.xls; 请另存为 .xlsx

        """
    )
  }

  @Test func whatWasNotCheckedInAFolderIsToldWithTheCauseOfEach() throws {
    try folder.file("夹/甲.xlsx", bytes: Workbooks.unrecognised())
    try folder.file("夹/旧.xls", "x")
    let path = folder.url.appendingPathComponent("夹").path
    try #require(symlink("无.xlsx", path + "/链.xlsx") == 0)
    try #require(symlink("甲.xlsx", path + "/重.xlsx") == 0)
    let outcome = try run("check", "夹")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors
        == "hebiao: 夹: 文件夹里另有 3 个文件没有核对: 旧.xls (请另存为 .xlsx)、"
        + "重.xlsx (同一文件已用另一名称核对)、链.xlsx (链接所指的文件不存在)\n"
    )
    let english = try run("check", "夹", "--lang", "en")
    #expect(english.errors.contains("(a link to a file that does not exist)"))
    try FileManager.default.removeItem(atPath: path + "/旧.xls")
    try FileManager.default.removeItem(atPath: path + "/重.xlsx")
    let link = try run("check", "夹")
    #expect(link.errors == "hebiao: 夹: 文件夹里另有 1 个文件没有核对: 链.xlsx; 链接所指的文件不存在\n")
  }

  @Test(arguments: [
    ["夹", "夹/甲.xlsx"], ["夹/甲.xlsx", "./夹/甲.xlsx"], ["夹/甲.xlsx", "链.xlsx"], ["夹", "夹"],
    ["夹", "."], ["夹/甲.xlsx", "夹/../夹/甲.xlsx", "夹/甲.xlsx"],
  ])
  func aFileThatIsNamedTwiceIsCheckedOnceUnderItsFirstName(paths: [String]) throws {
    try folder.file("夹/甲.xlsx", bytes: Workbooks.unrecognised())
    try #require(symlink("夹/甲.xlsx", folder.url.path + "/链.xlsx") == 0)
    let outcome = try binary.run(["check", "--format", "json"] + paths, in: folder.url)
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let files = try #require((report as? [String: Any])?["files"] as? [[String: Any]])
    #expect(files.map { $0["path"] as? String } == ["夹/甲.xlsx"])
    #expect(outcome.status == 0)
  }

  @Test func schemaFolderIsNamedOnceAndTheReasonIsInChinese() throws {
    try folder.file("空夹/a.txt", "")
    let empty = try run("check", "a.xlsx", "--schemas", "空夹")
    #expect(empty.errors == "hebiao: 空夹: 文件夹里没有 .yaml 表样\n")
    let missing = try run("check", "a.xlsx", "--schemas", "无")
    #expect(missing.errors == "hebiao: 无: 表样读不出来 (没有这个文件), 请检查路径和权限\n")
  }

  @Test func aWorkbookIsNoSchemaAndIsNotPrinted() throws {
    try folder.file("月报.yaml", bytes: Workbooks.published())
    let outcome = try run("schema", "lint", "月报.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("hebiao: 月报.yaml: 不是 UTF-8 文本"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func folderWithoutSchemasIsNotCalledSound() throws {
    try folder.file("空夹/a.txt", "")
    let outcome = try run("schema", "lint", "空夹")
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors == "hebiao: 空夹: 文件夹里没有 .yaml 表样\n")
  }

  @Test func soundSchemasAreCounted() throws {
    let shown = try run("schema", "show", "staffing")
    try folder.file("表样/a.yaml", shown.output)
    let outcome = try run("schema", "lint", "表样", "表样/a.yaml")
    #expect(outcome.status == 0)
    #expect(outcome.output == "2 个表样, 没有问题\n")
    // What no other command takes is no sound folder.
    try folder.file("表样/b.yaml", shown.output)
    let twice = try run("schema", "lint", "表样")
    #expect(twice.status == 2)
    #expect(twice.errors == "hebiao: 表样/b.yaml: 表样 “staffing” 已在另一个文件里\n")
  }

  @Test func emptyFileIsOneLineAndEndsWithTwo() throws {
    try folder.file("空.xlsx", "")
    let outcome = try run("check", "空.xlsx")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("hebiao: 空.xlsx: "))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func unreadableFileIsReportedInItsPlaceAndTheRestIsChecked() throws {
    try folder.file("甲.xlsx", bytes: Workbooks.unrecognised())
    try folder.file("丙.xlsx", bytes: Workbooks.unrecognised())
    let outcome = try run("check", "--format", "json", "甲.xlsx", "乙.xlsx", "丙.xlsx")
    #expect(outcome.status == 2)
    #expect(outcome.errors == "hebiao: 乙.xlsx: 找不到这个文件, 请检查路径和文件名\n")
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let files = try #require((report as? [String: Any])?["files"] as? [[String: Any]])
    #expect(files.map { $0["path"] as? String } == ["甲.xlsx", "乙.xlsx", "丙.xlsx"])
    #expect(
      files.map { $0["status"] as? String } == ["unrecognised", "unreadable", "unrecognised"]
    )
  }

  @Test(arguments: [(false, Int32(0)), (true, Int32(2))])
  func unrecognisedFileEndsWithTwoOnlyWhereASchemaIsRequired(
    isRequired: Bool,
    status: Int32
  ) throws {
    try folder.file("甲.xlsx", bytes: Workbooks.unrecognised())
    let arguments = ["check", "甲.xlsx"] + (isRequired ? ["--require-schema"] : [])
    let outcome = try binary.run(arguments, in: folder.url)
    #expect(outcome.status == status)
  }

  @Test func closedPipeIsNoError() throws {
    try folder.file("甲.xlsx", bytes: Workbooks.unrecognised())
    let outcome = try binary.runShell(
      "\"$hebiao\" check 甲.xlsx 甲.xlsx | true; echo ${PIPESTATUS[0]}",
      in: folder.url
    )
    #expect(outcome.output == "0\n")
    #expect(outcome.errors == "")
  }

  @Test func fullDiskIsTrouble() throws {
    try folder.file("甲.xlsx", bytes: Workbooks.unrecognised())
    let outcome = try binary.runShell("\"$hebiao\" check 甲.xlsx > /dev/full", in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors == "hebiao: 磁盘已满, 结果没有写完; 请清理后重试\n")
  }

  @Test func reportFileIsWrittenWholeAndAlone() throws {
    try folder.file("甲.xlsx", bytes: Workbooks.unrecognised())
    let written = try run("check", "甲.xlsx", "--format", "json", "-o", "报告.json")
    let printed = try run("check", "甲.xlsx", "--format", "json")
    #expect(written.output == "")
    #expect(written.status == printed.status)
    let content = try String(
      contentsOf: folder.url.appendingPathComponent("报告.json"),
      encoding: .utf8
    )
    #expect(content == printed.output)
    #expect(try folder.names() == ["报告.json", "甲.xlsx"])
  }

  @Test func reportFileThatCannotBeWrittenWholeStaysAsItWas() throws {
    try folder.file("甲.xlsx", bytes: Workbooks.unrecognised())
    try folder.file("报告.txt", "旧报告")
    // A limit on the size of files stands for a disk that fills up.
    let outcome = try binary.runShell(
      "trap '' XFSZ; ulimit -f 0; \"$hebiao\" check 甲.xlsx -o 报告.txt",
      in: folder.url
    )
    #expect(outcome.status == 2)
    #expect(
      try String(contentsOf: folder.url.appendingPathComponent("报告.txt"), encoding: .utf8)
        == "旧报告"
    )
    #expect(try folder.names() == ["报告.txt", "甲.xlsx"])
  }

  @Test func reportFileKeepsItsPermissionsAndItsLink() throws {
    try folder.file("甲.xlsx", bytes: Workbooks.unrecognised())
    try folder.file("真.txt", "旧报告")
    let outcome = try binary.runShell(
      "chmod 640 真.txt; ln -s 真.txt 链.txt; \"$hebiao\" check 甲.xlsx -o 链.txt; "
        + "stat -c %a 真.txt; readlink 链.txt; grep -c 甲.xlsx 真.txt",
      in: folder.url
    )
    #expect(outcome.output == "640\n真.txt\n1\n")
  }

  @Test(arguments: [
    ("甲.xlsx", "甲.xlsx"), ("夹", "夹/乙.xlsx"), ("夹", "链.xlsx"), ("夹", "旁.xlsx"),
    ("夹", "旧.xls"),
  ])
  func reportReplacesNoWorkbook(path: String, output: String) throws {
    for name in ["甲.xlsx", "夹/乙.xlsx", "旁.xlsx"] {
      try folder.file(name, bytes: Workbooks.unrecognised())
    }
    try folder.file("旧.xls", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0])
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appendingPathComponent("链.xlsx").path,
      withDestinationPath: "夹/乙.xlsx"
    )
    let file = folder.url.appendingPathComponent(output)
    let before = try Data(contentsOf: file)
    let outcome = try run("check", path, "-o", output)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("hebiao: \(output): 这"))
    #expect(outcome.errors.hasSuffix("不能用报告覆盖; 请在 -o 后换一个文件名\n"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(try Data(contentsOf: file) == before)
  }

  @Test func inputThatIsNoWorkbookIsNotReplacedEither() throws {
    try folder.file("甲.txt", "文字")
    let outcome = try run("check", "甲.txt", "-o", "甲.txt")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("hebiao: 甲.txt: 这是要核对的工作簿"))
    let file = folder.url.appendingPathComponent("甲.txt")
    #expect(try String(contentsOf: file, encoding: .utf8) == "文字")
  }

  @Test func maskedPageShowsNothingOfAnUnrecognisedSheet() throws {
    try folder.file("甲.xlsx", bytes: Workbooks.unrecognised())
    let plain = try run("check", "甲.xlsx", "--format", "html")
    let masked = try run("check", "甲.xlsx", "--format", "html", "--mask-names")
    #expect(plain.output.contains("12345"))
    #expect(!masked.output.contains("12345"))
    #expect(masked.output.contains("要求隐去人名, 而这张表没有识别"))
    #expect(!plain.output.contains("要求隐去人名"))
  }

  @Test(arguments: ["/nowhere/报告.txt", "."])
  func reportFileInAWrongPlaceIsTrouble(path: String) throws {
    try folder.file("甲.xlsx", bytes: Workbooks.unrecognised())
    let outcome = try run("check", "甲.xlsx", "-o", path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("hebiao: \(path): "))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func outputThatIsNoTerminalHasNoColours() throws {
    try folder.file("甲.xlsx", bytes: Workbooks.unrecognised())
    let outcome = try binary.run(
      ["check", "甲.xlsx"],
      in: folder.url,
      environment: ["TERM": "xterm-256color"]
    )
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(outcome.output.contains("甲.xlsx"))
  }

  @Test(arguments: [("xterm", "", true), ("xterm", "1", false), ("dumb", "", false)])
  func terminalGetsColoursUnlessUnwanted(
    terminal: String,
    noColor: String,
    isColored: Bool
  ) throws {
    try folder.file("甲.xlsx", bytes: Workbooks.unrecognised())
    let outcome = try binary.runShell(
      "script -qec \"$hebiao check 甲.xlsx\" /dev/null </dev/null",
      in: folder.url,
      environment: ["TERM": terminal, "NO_COLOR": noColor]
    )
    #expect(outcome.output.contains("甲.xlsx"))
    #expect(outcome.output.contains("\u{1B}[") == isColored)
  }

  @Test func fileWhoseNameIsNotUnicodeIsOpened() throws {
    let bytes = try folder.file("甲.xlsx", bytes: Workbooks.unrecognised())
    let outcome = try binary.runShell(
      "mkdir 夹; cp \(bytes.path) $'夹/\\xd6\\xd0.xlsx'; "
        + "\"$hebiao\" check 夹 >a; echo $?; \"$hebiao\" check $'夹/\\xd6\\xd0.xlsx' >b; echo $?; "
        + "cmp a b && wc -l <a",
      in: folder.url
    )
    #expect(outcome.errors == "")
    #expect(outcome.output.hasPrefix("0\n0\n"))
  }

  @Test func sameReportWhateverTheNumberOfJobs() throws {
    for index in 0..<12 { try folder.file("夹/\(index).xlsx", bytes: Workbooks.unrecognised()) }
    let one = try run("check", "夹", "--format", "json", "--jobs", "1")
    for jobs in ["2", "7"] {
      let several = try run("check", "夹", "--format", "json", "--jobs", jobs)
      #expect(several.output == one.output)
    }
    #expect(one.output.contains("夹/11.xlsx"))
  }

  @Test(arguments: ["text", "json", "html"])
  func reportFollowsTheLanguage(format: String) throws {
    try folder.file("a.xlsx", bytes: Workbooks.unrecognised())
    let chinese = try run("check", "a.xlsx", "b", "--format", format, "--lang", "zh")
    let english = try run("check", "a.xlsx", "b", "--format", format, "--lang", "en")
    #expect(chinese.output != english.output)
  }
}

/// `check` over the published tables.
@Suite struct CheckPublishedTests {
  private let binary: BuiltBinary
  private let folder: FreshFolder

  init() throws {
    binary = try BuiltBinary()
    folder = try FreshFolder()
    try folder.file("月报.xlsx", bytes: Workbooks.published())
  }

  @Test func publishedWorkbookHasThreeErrorsAndEndsWithOne() throws {
    let outcome = try binary.run(["check", "月报.xlsx"], in: folder.url)
    #expect(outcome.status == 1)
    #expect(outcome.errors == "")
    let errors = outcome.output.split(separator: "\n").filter { $0.hasPrefix("    错误 ") }
    #expect(errors.count == 3)
    #expect(
      errors.first
        == "    错误 K5 片区1 › 非17类困难群众和特殊群体电访 › 百分比: 应为 63.16% (24 ÷ 38), 表中为 60.00%"
    )
  }

  @Test func unreadableFileBesideErrorsEndsWithTwo() throws {
    let outcome = try binary.run(["check", "月报.xlsx", "无.xlsx"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("K5 片区1"))
    #expect(outcome.output.contains("\n无.xlsx: 无法读取: "))
  }

  @Test func closedPipeKeepsTheStatusOfWhatWasFound() throws {
    let outcome = try binary.runShell(
      "\"$hebiao\" check 月报.xlsx 月报.xlsx | true; echo ${PIPESTATUS[0]}",
      in: folder.url
    )
    #expect(outcome.output == "1\n")
    #expect(outcome.errors == "")
  }

  @Test(arguments: ["text", "json", "html"])
  func maskedReportNamesNobody(format: String) throws {
    let arguments = ["check", "月报.xlsx", "--format", format]
    let plain = try binary.run(arguments, in: folder.url)
    let masked = try binary.run(arguments + ["--mask-names"], in: folder.url)
    let names = PublishedPackage.package.staff.flatMap(\.people).map(\.name)
    #expect(names.contains { plain.output.contains($0) })
    #expect(names.filter { masked.output.contains($0) } == [])
    #expect(masked.output.contains("**"))
  }

  @Test func pageShowsEveryFindingInItsSheet() throws {
    let outcome = try binary.run(["check", "月报.xlsx", "--format", "html"], in: folder.url)
    #expect(outcome.output.split(separator: "class=\"finding error\"").count == 4)
    #expect(outcome.output.split(separator: "<a class=\"mark error\"").count == 4)
    #expect(outcome.output.contains(">60.00%<span class=\"marks\">"))
  }
}

enum Workbooks {
  /// The published tables with their three errors.
  static func published() -> [UInt8] {
    PublishedPackage.package.rendered(PublishedPackage.figures(), layout: PackageLayout())
      .workbook.bytes()
  }

  /// A sound workbook with a sheet that is no table of any schema.
  static func unrecognised() -> [UInt8] {
    var sheet = SheetBuilder(name: "通讯录")
    sheet.set(0, 0, .text("姓名"))
    sheet.set(0, 1, .text("电话"))
    sheet.set(1, 0, .text("甲"))
    sheet.set(1, 1, .number(12_345))
    return WorkbookBuilder(sheets: [sheet]).bytes()
  }
}
