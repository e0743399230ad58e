import Foundation
import Hebiao
import HebiaoTestSupport
import Testing

@Suite struct FoundWorkbookTests {
  private func find(_ name: String, in folder: FreshFolder) -> [String] {
    let root = folder.url.path + "/"
    return FoundWorkbook.find([root + name]).map { String($0.path.dropFirst(root.count)) }
  }

  @Test func folderIsSearchedByNameThroughItsFolders() throws {
    let folder = try FreshFolder()
    for name in ["b.xlsx", "a/2.xlsx", "a/10.XLSM", "c.xltx", "a/深/x.xltm", "B.xlsx"] {
      try folder.file("根/" + name, "")
    }
    #expect(
      find("根", in: folder)
        == ["B.xlsx", "a/2.xlsx", "a/10.XLSM", "a/深/x.xltm", "b.xlsx", "c.xltx"]
        .map { "根/" + $0 }
    )
  }

  @Test func numbersInNamesAreComparedAsNumbers() throws {
    let folder = try FreshFolder()
    let names = [
      "s2.xlsx", "s7-2.xlsx", "s7-02.xlsx", "s7-10.xlsx", "s7.xlsx", "s10.xlsx",
      "s99999999999999999999999.xlsx", "s.xlsx",
    ]
    for name in names.reversed() { try folder.file("根/" + name, "") }
    #expect(
      find("根", in: folder)
        == [
          "s.xlsx", "s2.xlsx", "s7-02.xlsx", "s7-2.xlsx", "s7-10.xlsx", "s7.xlsx", "s10.xlsx",
          "s99999999999999999999999.xlsx",
        ].map { "根/" + $0 }
    )
  }

  @Test func otherSpreadsheetsAreToldOf() throws {
    let folder = try FreshFolder()
    let root = folder.url.path + "/根"
    for name in [
      "a.XLS", "深/b.ods", "c.et", "d.xlsx", "e.csv", ".f.xls", "~$g.xls", "xls", "d.bak.xlsx",
      "d.bak12.xlsx",
    ] {
      try folder.file("根/" + name, "")
    }
    try FileManager.default.createSymbolicLink(
      atPath: root + "/h.xlsx",
      withDestinationPath: "无.xlsx"
    )
    try #require(mkfifo(root + "/i.xlsm", 0o600) == 0)
    var told: [String: [PassedOverFile.Reason]] = [:]
    let found = FoundWorkbook.find([root]) { folder, files in
      #expect(folder == root)
      for file in files {
        told[String(file.path.dropFirst(root.count + 1)), default: []].append(file.reason)
      }
    }
    #expect(found.map(\.path) == [root + "/d.xlsx"])
    #expect(
      told == [
        "d.bak.xlsx": [.backup], "d.bak12.xlsx": [.backup], "a.XLS": [.format], "c.et": [.format],
        "h.xlsx": [.brokenLink], "i.xlsm": [.notRegular],
        "深/b.ods": [.format],
      ]
    )
  }

  @Test(arguments: [
    "~$a.xlsx", ".a.xlsx", ".隐藏/a.xlsx", "a.xls", "a.csv", "xlsx", "a.xlsx.bak", "a.et",
  ])
  func whatIsNoWorkbookIsPassedOver(name: String) throws {
    let folder = try FreshFolder()
    try folder.file("根/" + name, "")
    try folder.file("根/z.xlsx", "")
    #expect(find("根", in: folder) == ["根/z.xlsx"])
  }

  @Test func namedFileIsTakenWhateverItIsCalled() throws {
    let folder = try FreshFolder()
    try folder.file("~$a.dat", "")
    #expect(find("~$a.dat", in: folder) == ["~$a.dat"])
  }

  @Test func linkToAFileIsFollowedAndLinkToAFolderIsNot() throws {
    let folder = try FreshFolder()
    try folder.file("根/a.xlsx", "")
    let manager = FileManager.default
    let root = folder.url.appendingPathComponent("根").path
    try manager.createSymbolicLink(atPath: root + "/环", withDestinationPath: ".")
    try folder.file("旁.xlsx", "")
    try manager.createSymbolicLink(atPath: root + "/b.xlsx", withDestinationPath: "../旁.xlsx")
    try manager.createSymbolicLink(atPath: root + "/c.xlsx", withDestinationPath: "无.xlsx")
    #expect(find("根", in: folder) == ["根/a.xlsx", "根/b.xlsx"])
  }

  @Test func aFileIsFoundOnceUnderTheNameThatIsMetFirst() throws {
    let folder = try FreshFolder()
    try folder.file("根/b.xlsx", "")
    try folder.file("根/深/c.xls", "")
    let root = folder.url.path
    try #require(symlink("b.xlsx", root + "/根/a.xlsx") == 0)
    try #require(symlink("根", root + "/别名") == 0)
    // A second name that is no link is a file of its own.
    try #require(link(root + "/根/b.xlsx", root + "/根/d.xlsx") == 0)
    var told: [PassedOverFile] = []
    let paths = ["根", "别名", "根/深/../b.xlsx", "无.xlsx", "无.xlsx"].map { "\(root)/\($0)" }
    let found = FoundWorkbook.find(paths) { told += $1 }
    #expect(found.map { $0.path.dropFirst(root.count + 1) } == ["根/a.xlsx", "根/d.xlsx", "无.xlsx"])
    #expect(told.map { $0.path.dropFirst(root.count + 1) } == ["根/b.xlsx", "根/深/c.xls"])
    #expect(told.map(\.reason) == [.sameFile, .format])
  }

  @Test func pathWithATrailingSlashGetsNoSecondOne() throws {
    let folder = try FreshFolder()
    try folder.file("根/a.xlsx", "")
    #expect(find("根/", in: folder) == ["根/a.xlsx"])
  }

  @Test func whatIsNotThereIsAProblemInItsPlace() throws {
    let folder = try FreshFolder()
    try folder.file("b.xlsx", "")
    let names = ["a.xlsx", "b.xlsx", "b.xlsx/c"].map { folder.url.path + "/" + $0 }
    let found = FoundWorkbook.find(names)
    #expect(found.map(\.path) == names)
    #expect(found.map { $0.problem == nil } == [false, true, false])
  }
}
