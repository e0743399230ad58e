import HebiaoCore

/// Decides which repairs are made, and which cells are only marked.
struct CorrectionChoice {
  /// A repair that is made, with the findings that it explains.
  struct Chosen {
    var repair: Repair
    var findings: [Finding]
  }

  /// Something that is marked and not changed.
  struct Doubt {
    var finding: Finding
    /// Repairs that would explain it, the most probable first.
    var alternatives: [Repair]
  }

  private(set) var chosen: [Chosen] = []
  private(set) var doubts: [Doubt] = []

  /// Decides on all findings of a report; the repairs of `withheld` findings are not made.
  init(_ report: FileReport, _ options: CorrectionOptions, withheld: Set<String>) {
    let findings = Dictionary(
      report.findings.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    func isWanted(_ finding: Finding) -> Bool { options.rules?.contains(finding.rule) ?? true }
    var done: Set<String> = []
    var taken: Set<CellLocation> = []
    for diagnosis in report.diagnoses {
      let own = diagnosis.findings.compactMap { findings[$0] }
      guard let first = own.first, own.contains(where: isWanted) else { continue }
      guard !options.onlyMarks, !withheld.contains(first.id), !options.declined.contains(first.id),
        let repair = Self.repair(of: diagnosis, first.id, options),
        taken.isDisjoint(with: repair.changes.map(\.location))
      else {
        if let worst = own.first(where: isWanted) {
          doubts.append(Doubt(finding: worst, alternatives: diagnosis.alternatives))
        }
        done.formUnion(own.map(\.id))
        continue
      }
      taken.formUnion(repair.changes.map(\.location))
      chosen.append(Chosen(repair: repair, findings: own))
      done.formUnion(own.map(\.id))
    }
    for finding in report.findings where !done.contains(finding.id) && isWanted(finding) {
      let least: Severity = options.onlyMarks ? .warning : .error
      if finding.severity <= least { doubts.append(Doubt(finding: finding, alternatives: [])) }
    }
  }

  /// How sure a repair is in the hundredths that reports show: whoever reads 90% means that.
  private static func shownConfidence(_ repair: Repair) -> Double {
    (repair.confidence * 100).rounded() / 100
  }

  /// The repair that is made of a diagnosis; nil where none is sure enough, or two are as sure.
  private static func repair(
    of diagnosis: Diagnosis,
    _ id: String,
    _ options: CorrectionOptions
  ) -> Repair? {
    if let place = options.chosen[id], diagnosis.alternatives.indices.contains(place) {
      return diagnosis.alternatives[place]
    }
    guard let first = diagnosis.alternatives.first, !first.changes.isEmpty,
      shownConfidence(first) >= options.minimumConfidence
    else { return nil }
    let rivals = diagnosis.alternatives.dropFirst()
    return rivals.contains { $0.confidence >= first.confidence } ? nil : first
  }
}
