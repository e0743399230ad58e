import Foundation
import HebiaoTestSupport
import Testing

/// `.ci/check-imports` over small trees.
@Suite struct ImportCheckTests {
  private func check(_ files: [String: String]) throws -> BuiltBinary.Outcome {
    let folder = try FreshFolder()
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../.ci/check-imports").standardizedFileURL
    try folder.file(".ci/check-imports", try String(contentsOf: source, encoding: .utf8))
    for (name, content) in files { try folder.file(name, content) }
    return try BuiltBinary().runShell("bash .ci/check-imports", in: folder.url)
  }

  @Test(arguments: [
    "import HebiaoCore", "public import HebiaoCore", "package import HebiaoCore",
    "  import HebiaoCore", "import struct HebiaoCore.Finding", "@testable import HebiaoCore",
    "import HebiaoCore  // a reason", "// to import is to bind\nimport HebiaoCore",
  ])
  func allowedImportPasses(line: String) throws {
    let outcome = try check(["Sources/Reporting/a.swift": line + "\n"])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
  }

  @Test(arguments: [
    "import Foundation", "public import Foundation", "import FoundationEssentials",
    "import struct Foundation.Date", "@_exported import Yams", "@preconcurrency import Glibc",
    "@_spi(Internal) public import TableSchemas", "#if canImport(X)\n  import Dispatch\n#endif",
  ])
  func otherImportFails(line: String) throws {
    let outcome = try check([
      "Sources/Reporting/a.swift": line + "\n", "Sources/Reporting/b.swift": "import HebiaoCore\n",
    ])
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("Sources/Reporting/a.swift:"))
    #expect(outcome.errors.contains("Reporting may not import "))
  }

  @Test func unknownTargetFails() throws {
    let outcome = try check([
      "Sources/Reporting/a.swift": "import HebiaoCore\n", "Sources/New/a.swift": "let a = 1\n",
    ])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("Sources/New/: unknown target"))
  }

  @Test func libraryTargetWithoutSwiftPasses() throws {
    let outcome = try check([
      "Sources/Reporting/a.swift": "import HebiaoCore\n",
      "Sources/CThing/module.modulemap": "module CThing {}\n",
    ])
    #expect(outcome.status == 0)
  }

  @Test func treeWithoutAnyImportFails() throws {
    #expect(try check(["Sources/Reporting/a.swift": "let a = 1\n"]).status == 1)
  }
}
