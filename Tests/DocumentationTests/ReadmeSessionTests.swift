import Foundation
import HebiaoTestSupport
import Testing

/// The sessions that the READMEs show are what the program prints.
struct ReadmeSessionTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A command of a session and the lines it prints; a line `…` stands for any lines.
  private struct Step {
    var command: String
    var lines: [String] = []
  }

  @Test(arguments: ["README.md", "README.zh-CN.md"])
  func `a session prints what the page shows`(page: String) throws {
    let steps = try Self.steps(on: page)
    try #require(!steps.isEmpty)
    let script = steps.map(\.command).joined(separator: "\necho @next\n")
      .replacing("bin/hebiao", with: "\"$hebiao\"")
      // What a status is must be asked before the marker is printed.
      .replacing("echo @next\necho $?", with: "status=$?\necho @next\necho $status")
    let outcome = try BuiltBinary().runShell(script, in: Self.root)
    let outputs = outcome.output.components(separatedBy: "@next\n")
    try #require(outputs.count == steps.count)
    for (step, output) in zip(steps, outputs) {
      let printed = output.split(separator: "\n").map(String.init)
      #expect(Self.agree(step.lines, printed), "\(page): \(step.command)\n\(output)")
    }
  }

  private static func steps(on page: String) throws -> [Step] {
    let text = try String(contentsOf: root.appending(path: page), encoding: .utf8)
    var steps: [Step] = []
    var isInside = false
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if isInside, !steps.isEmpty {
        steps[steps.count - 1].lines.append(line)
      }
    }
    return steps
  }

  /// Whether the printed lines are those shown, any lines standing where a gap is shown.
  private static func agree(_ shown: [String], _ printed: [String]) -> Bool {
    let parts = shown.split(separator: "…", omittingEmptySubsequences: false).map(Array.init)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return shown == printed
    }
    guard printed.starts(with: first) else { return false }
    var rest = printed.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() {
      guard let place = rest.indices.first(where: { rest[$0...].starts(with: part) }) else {
        return false
      }
      rest = rest[(place + part.count)...]
    }
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }
}
