import HebiaoCore
import TableBinding
import TableSchemas

/// Takes people's names out of a report, so that it can be handed on.
///
/// 林晓岚 becomes 林**: the surname and the number of characters are enough to find the row.
struct NameMasking {
  /// The names as a tree of their characters: every text is gone through once, however many there are.
  private var nodes = [Node()]

  private struct Node {
    var children: [Character: Int] = [:]
    /// Whether a name ends here.
    var isName = false
    /// Whether a name goes on beyond what is looked at.
    var isCut = false
  }

  /// So many characters of a name are looked at; behind them everything is masked.
  private static let longestName = 40

  /// Masks names; single characters are none, and would be found everywhere.
  init(names: some Sequence<String>) {
    for name in Set(names) {
      let characters = Array(name.prefix(Self.longestName + 1))
      guard characters.count > 1 else { continue }
      var node = 0
      for character in characters.prefix(Self.longestName) {
        if let next = nodes[node].children[character] {
          node = next
        } else {
          nodes[node].children[character] = nodes.count
          node = nodes.count
          nodes.append(Node())
        }
      }
      if characters.count > Self.longestName {
        nodes[node].isCut = true
      } else {
        nodes[node].isName = true
      }
    }
  }

  /// Masks the names that stand in the name columns of tables.
  init(_ sheets: [BoundSheet]) {
    self.init(names: sheets.flatMap(\.tables).flatMap(Self.names))
  }

  /// A text with every name in it masked.
  func masked(_ text: String) -> String {
    let beginnings = nodes[0].children
    guard !beginnings.isEmpty, text.contains(where: { beginnings[$0] != nil }) else { return text }
    let characters = Array(text)
    var masked = ""
    // Up to here a name that began before reaches.
    var end = 0
    for (index, character) in characters.enumerated() {
      masked.append(index < end ? "*" : character)
      end = max(end, self.end(ofNameAt: index, in: characters))
    }
    return masked
  }

  /// Where the longest name ends that begins at a place; the place where none does.
  private func end(ofNameAt start: Int, in characters: [Character]) -> Int {
    var end = start
    var node = 0
    for index in start..<characters.count {
      guard let next = nodes[node].children[characters[index]] else { return end }
      node = next
      if nodes[node].isName { end = index + 1 }
      if nodes[node].isCut { return characters.count }
    }
    return end
  }

  /// A report with every name masked: in findings, diagnoses, skipped rules and
  /// pictures.
  func masked(_ report: FileReport) -> FileReport {
    var report = report
    for index in report.findings.indices { mask(&report.findings[index]) }
    for index in report.diagnoses.indices { mask(&report.diagnoses[index]) }
    if var comparison = report.comparison {
      for index in comparison.increments.indices {
        comparison.increments[index].label = masked(comparison.increments[index].label)
      }
      comparison.unmatched = comparison.unmatched.map(masked)
      report.comparison = comparison
    }
    for index in report.skippedRules.indices {
      report.skippedRules[index].reason = masked(report.skippedRules[index].reason)
    }
    if let pace = report.pace { report.pace = masked(pace) }
    for picture in report.pictures.indices {
      for cell in report.pictures[picture].cells.indices {
        report.pictures[picture].cells[cell].text = masked(
          report.pictures[picture].cells[cell].text
        )
      }
    }
    return report
  }

  private func masked(_ pace: PaceReport) -> PaceReport {
    var pace = pace
    for index in pace.indicators.indices {
      pace.indicators[index].label = masked(pace.indicators[index].label)
    }
    for index in pace.gaps.indices {
      pace.gaps[index].label = pace.gaps[index].label.map(masked)
      pace.gaps[index].reason = masked(pace.gaps[index].reason)
    }
    return pace
  }

  private func mask(_ finding: inout Finding) {
    finding.label = finding.label.map(masked)
    finding.message = masked(finding.message)
    finding.reason = finding.reason.map(masked)
    finding.actual = masked(finding.actual)
    finding.expected = masked(finding.expected)
  }

  private func mask(_ diagnosis: inout Diagnosis) {
    for repair in diagnosis.alternatives.indices {
      for change in diagnosis.alternatives[repair].changes.indices {
        mask(&diagnosis.alternatives[repair].changes[change])
      }
      diagnosis.alternatives[repair].why = masked(diagnosis.alternatives[repair].why)
    }
    diagnosis.unlocated = diagnosis.unlocated.map(masked)
  }

  private func mask(_ change: inout CellChange) {
    change.from = masked(change.from)
    change.to = masked(change.to)
    change.fromText = masked(change.fromText)
    change.text = masked(change.text)
  }

  private func masked(_ text: LocalizedText) -> LocalizedText {
    LocalizedText(zh: masked(text.chinese), en: masked(text.english))
  }

  private func masked(_ value: ReportedValue) -> ReportedValue {
    if case .text(let text) = value { .text(masked(text)) } else { value }
  }

  /// The texts of the name columns, as they stand and as they were read.
  private static func names(in table: BoundTable) -> [String] {
    var names: [String] = []
    for row in table.rows where row.kind == BoundRow.detail {
      for (column, cell) in zip(table.columns, row.cells)
      where column.definition.content == .name {
        if case .string(let text) = cell?.raw { names.append(text) }
        if case .text(let text) = cell?.value { names.append(text) }
      }
    }
    return names
  }
}
