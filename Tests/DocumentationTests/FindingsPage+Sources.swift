import Foundation
import HebiaoCore
import TableSchemas

extension FindingsPage {
  /// The page as the sources in a checkout ask for it.
  init(root: URL) throws {
    let folder = root.appending(path: "Sources/TableChecking/Rules")
    var checks: [RuleCheck: DocComment] = [:]
    for check in RuleCheck.allCases {
      let type = Self.ruleType(of: check)
      let home = check.needsEarlierFile ? "Sources/TableChecking/Against" : nil
      let place = home.map { root.appending(path: $0) } ?? folder
      let source = try String(contentsOf: place.appending(path: type + ".swift"), encoding: .utf8)
      checks[check] = DocComment(before: "enum \(type) ", in: source)
    }
    let unbound = try String(
      contentsOf: folder.appending(path: "UnboundParts.swift"),
      encoding: .utf8
    )
    let unrecognised = try String(
      contentsOf: root.appending(path: "Sources/Hebiao/Checking/Unrecognised.swift"),
      encoding: .utf8
    )
    let station = try String(
      contentsOf: root.appending(path: "Sources/Hebiao/Checking/OtherStation.swift"),
      encoding: .utf8
    )
    let reader = try String(
      contentsOf: root.appending(path: "Sources/Hebiao/Checking/ReaderFindings.swift"),
      encoding: .utf8
    )
    self.init(
      schemas: try TableSchema.builtIn(),
      checks: checks,
      fixed: [
        try Self.fixed("headerCode", .info, in: unbound),
        try Self.fixed("rowCode", .warning, in: unbound),
        try Self.fixed("tableCode", .warning, in: unbound),
        try Self.fixed("sheetCode", .warning, in: unbound),
        try Self.fixed("emptyCode", .warning, in: unbound),
        try Self.fixed("assumedCode", .info, in: unbound),
        try Self.fixed("code", .warning, in: unrecognised),
        try Self.fixed("code", .warning, in: station),
        try Self.fixed("unreadableCell", .error, in: reader),
        try Self.fixed("repeatedPart", .error, in: reader),
        try Self.fixed("missingSheet", .warning, in: reader),
        try Self.fixed("misplacedCell", .warning, in: reader),
        try Self.fixed("coveredValue", .warning, in: reader),
        try Self.fixed("unknownType", .info, in: reader),
      ]
    )
  }

  /// A code that a source file declares under a name, with the doc comment above it.
  private static func fixed(
    _ name: String,
    _ severity: Severity,
    in source: String
  ) throws -> FixedFinding {
    let declaration = "static let \(name) = \""
    guard let start = source.firstRange(of: declaration)?.upperBound,
      let comment = DocComment(before: declaration, in: source)
    else { throw CocoaError(.fileReadCorruptFile) }
    let code = String(source[start...].prefix { $0 != "\"" })
    return FixedFinding(code: code, severity: severity, comment: comment)
  }

  /// `column-sum` is computed in `ColumnSumRule`; marks are summed there as well.
  private static func ruleType(of check: RuleCheck) -> String {
    if check == .markCount { return "ColumnSumRule" }
    return check.rawValue.split(separator: "-").map(\.capitalized).joined() + "Rule"
  }
}

/// A doc comment: what is checked, why, and an example of each kind.
struct DocComment {
  var title = ""
  var discussion = ""
  var wrong = ""
  var right = ""

  /// The comment right above a declaration; nil where there is none.
  init?(before declaration: String, in source: String) {
    guard let place = source.firstRange(of: declaration)?.lowerBound else { return nil }
    let above = source[..<place].split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map { $0.trimmingCharacters(in: .whitespaces) }
    let lines = above.reversed().prefix { $0.hasPrefix("///") }.reversed()
    guard !lines.isEmpty else { return nil }
    self.init(lines: lines.map { String($0.dropFirst(3).drop { $0 == " " }) })
  }

  /// A comment from its lines, without their slashes.
  init(lines: [String]) {
    var part = \DocComment.title
    for line in lines {
      if line.isEmpty {
        part = \.discussion
      } else if line.hasPrefix("Wrong: ") {
        part = \.wrong
        wrong = String(line.dropFirst(7))
      } else if line.hasPrefix("Right: ") {
        part = \.right
        right = String(line.dropFirst(7))
      } else {
        self[keyPath: part] += (self[keyPath: part].isEmpty ? "" : " ") + line
      }
    }
  }

  /// Its paragraphs in Markdown.
  var paragraphs: [String] {
    var lines = [discussion.isEmpty ? title : "\(title) \(discussion)", ""]
    lines.append("- Wrong: \(wrong)")
    lines.append("- Right: \(right)")
    return lines
  }
}
