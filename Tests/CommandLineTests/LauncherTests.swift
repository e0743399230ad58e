import Foundation
import HebiaoTestSupport
import Testing

/// `bin/hebiao` over a stand-in compiler that writes down when it is called.
@Suite struct LauncherTests {
  private let folder: FreshFolder

  init() throws {
    folder = try FreshFolder()
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../bin/hebiao").standardizedFileURL
    try folder.file("tree/bin/hebiao", try String(contentsOf: source, encoding: .utf8))
    try folder.file("tree/bin/setup", "#!/bin/bash\necho setup >>$LOG\n")
    try folder.file("tree/Package.swift", "")
    try folder.file("tree/Sources/A/a.swift", "")
    try folder.file("tree/schemas/a.yaml", "")
    try folder.file(
      "tools/swift",
      """
      #!/bin/bash
      echo build >>$LOG
      [[ -e $TREE/broken ]] && { echo "error: broken"; exit 1; }
      mkdir -p $TREE/.build/release
      printf '#!/bin/bash\\necho run "$@"; exit 1\\n' >$TREE/.build/release/hebiao
      chmod +x $TREE/.build/release/hebiao
      """
    )
    try folder.file("log", "")
  }

  /// What the script prints, and what was set up and built meanwhile.
  private func shell(_ script: String) throws -> (outcome: BuiltBinary.Outcome, log: String) {
    let outcome = try BuiltBinary().runShell(
      "chmod +x tree/bin/* tools/swift; " + script,
      in: folder.url,
      environment: [
        "PATH": folder.url.path + "/tools:/usr/bin:/bin", "LOG": folder.url.path + "/log",
        "TREE": folder.url.path + "/tree",
      ]
    )
    let log = try String(
      contentsOf: folder.url.appendingPathComponent("log"),
      encoding: .utf8
    )
    return (outcome, log.replacing("\n", with: " "))
  }

  @Test func firstRunSetsUpBuildsAndRuns() throws {
    let (outcome, log) = try shell("tree/bin/hebiao check 'a b'")
    #expect(outcome.output == "run check a b\n")
    #expect(outcome.errors == "hebiao: 正在编译, 只需一次 / building, this is done once\n")
    #expect(outcome.status == 1)
    #expect(log == "setup build ")
  }

  @Test(arguments: [
    "tree/bin/hebiao", "cd tree/bin; ./hebiao", "cd tree/bin; PATH=.:$PATH; hebiao",
    "cd /; $TREE/bin/hebiao", "ln -s $TREE/bin/hebiao far; ./far",
    "mkdir d; ln -s ../tree/bin/hebiao d/near; ln -s d/near twice; ./twice",
  ])
  func secondRunOnlyRunsFromWhereverItIsStarted(command: String) throws {
    _ = try shell("tree/bin/hebiao version")
    let (outcome, log) = try shell("(\(command) check)")
    #expect(outcome.output == "run check\n")
    #expect(outcome.errors == "")
    #expect(log == "setup build ")
  }

  @Test(arguments: [
    "echo >tree/Sources/A/a.swift", "echo >tree/Sources/A/new.swift", "rm tree/Sources/A/a.swift",
    "echo >tree/Package.swift", "echo >tree/schemas/a.yaml", "rm -r tree/.build",
  ])
  func changeToWhatItIsBuiltFromBuildsAgain(change: String) throws {
    _ = try shell("tree/bin/hebiao version")
    let (outcome, log) = try shell("sleep 0.02; \(change); tree/bin/hebiao version")
    #expect(outcome.output == "run version\n")
    #expect(log == "setup build setup build ")
  }

  @Test func failedBuildShowsItsErrorsAndIsTriedAgain() throws {
    let (outcome, _) = try shell("touch tree/broken; tree/bin/hebiao version")
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("error: broken"))
    let (second, log) = try shell("rm tree/broken; tree/bin/hebiao version")
    #expect(second.output == "run version\n")
    #expect(log == "setup build setup build ")
  }
}
