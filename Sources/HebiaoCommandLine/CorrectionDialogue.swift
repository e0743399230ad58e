import Hebiao
import HebiaoCore

/// Walks through what was found and asks what to do about each.
struct CorrectionDialogue {
  let language: Language

  /// Asks about every diagnosis; an empty answer takes the first repair.
  ///
  /// - Throws: `Trouble` where the answers end before the questions, so that nothing is written.
  func ask(_ report: FileReport, into options: inout CorrectionOptions) throws {
    let findings = Dictionary(
      report.findings.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let asked = report.diagnoses.filter { diagnosis in
      !diagnosis.alternatives.isEmpty
        && diagnosis.findings.contains { id in
          findings[id].map { options.rules?.contains($0.rule) ?? true } ?? false
        }
    }
    for (number, diagnosis) in asked.enumerated() {
      guard let id = diagnosis.findings.first else { continue }
      say("\n[\(number + 1)/\(asked.count)]")
      for finding in diagnosis.findings.compactMap({ findings[$0] }) {
        say(
          "  \(finding.sheet)!\(finding.cell.map { "\($0)" } ?? ""): \(finding.message[language])"
        )
      }
      for (place, repair) in diagnosis.alternatives.enumerated() {
        let changes = repair.changes.map { change in
          "\(change.location.sheet)!\(change.location.cell) → \(change.text)"
        }.joined(separator: ", ")
        let share = Int((repair.confidence * 100).rounded(.down))
        say("  \(place + 1)) \(changes)  (\(share)%) \(repair.why[language])")
      }
      switch try answer(upTo: diagnosis.alternatives.count) {
      case .skip: options.declined.insert(id)
      case .quit:
        for rest in asked[number...] { options.declined.formUnion(rest.findings.prefix(1)) }
        return
      case .take(let place): options.chosen[id] = place
      }
    }
  }

  private enum Answer {
    case take(Int)
    case skip
    case quit
  }

  private func answer(upTo count: Int) throws -> Answer {
    while true {
      say("  " + Self.question(upTo: count)[language], ends: false)
      guard let line = readLine() else {
        // The question has no end of its own.
        say("")
        throw Trouble(
          nil,
          LocalizedText(
            zh: "没有读到回答, 因此没有写出任何文件",
            en: "there was no answer, so nothing was written"
          )
        )
      }
      let word = line.filter { $0 != " " }.lowercased()
      if word.isEmpty || Self.consents.contains(word) { return .take(0) }
      if Self.refusals.contains(word) { return .skip }
      if word == "q" { return .quit }
      if let number = Int(word), (1...count).contains(number) { return .take(number - 1) }
      say("  " + (language == .chinese ? "没有看懂 “\(word)”" : "\"\(word)\" is no answer"))
    }
  }

  private static let consents: Set = ["y", "yes", "是", "好", "改"]
  private static let refusals: Set = ["s", "n", "no", "否", "不"]

  private static func question(upTo count: Int) -> LocalizedText {
    count == 1
      ? LocalizedText(
        zh: "是否更正? 回车或 y 更正, s 不改只标出, q 其余都不改: ",
        en: "correct it? return or y to correct, s to mark only, q to leave the rest: "
      )
      : LocalizedText(
        zh: "选 1 至 \(count) 更正 (回车或 y 为 1), s 不改只标出, q 其余都不改: ",
        en: "1 to \(count) to correct (return or y for 1), s to mark only, q to leave the rest: "
      )
  }

  /// Questions go to the error output: the standard output is for the receipt.
  private func say(_ text: String, ends: Bool = true) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let safe = lines.map { Trouble.onOneLine(String($0)) }.joined(separator: "\n")
    StandardError.write(safe + (ends ? "\n" : ""))
  }
}
