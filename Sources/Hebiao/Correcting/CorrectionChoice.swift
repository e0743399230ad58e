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

    /// The cell that it is about.
    var location: CellLocation? {
      finding.cell.map { CellLocation(sheet: finding.sheet, cell: $0) }
    }
  }

  /// A number that was typed over a formula and is right, which a formula may take the place of.
  struct Retyped {
    var finding: Finding
    var location: CellLocation
    /// What stands there, as a change to itself.
    var change: CellChange
  }

  private(set) var chosen: [Chosen] = []
  private(set) var doubts: [Doubt] = []
  private(set) var retyped: [Retyped] = []

  /// Decides on all findings of a report; the repairs of `withheld` findings are not made.
  init(_ report: FileReport, _ options: CorrectionOptions, withheld: Set<String>) {
    let findings = Dictionary(
      report.findings.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    func isWanted(_ finding: Finding) -> Bool { options.rules?.contains(finding.rule) ?? true }
    var done: Set<String> = []
    var taken: Set<CellLocation> = []
    var unmade: [Diagnosis] = []
    for diagnosis in report.diagnoses {
      let own = diagnosis.findings.compactMap { findings[$0] }
      guard let first = own.first, own.contains(where: isWanted) else { continue }
      guard !options.onlyMarks, !withheld.contains(first.id), !options.declined.contains(first.id),
        let repair = Self.repair(of: diagnosis, first.id, options),
        taken.isDisjoint(with: repair.changes.map(\.location))
      else {
        unmade.append(diagnosis)
        continue
      }
      taken.formUnion(repair.changes.map(\.location))
      chosen.append(Chosen(repair: repair, findings: own))
      done.formUnion(own.map(\.id))
    }
    // A finding that several diagnoses explain is one doubt, with what the first ones propose.
    var places: [String: Int] = [:]
    for diagnosis in unmade {
      for finding in diagnosis.findings.compactMap({ findings[$0] })
      where isWanted(finding) && !done.contains(finding.id) {
        if let place = places[finding.id] {
          if doubts[place].alternatives.isEmpty {
            doubts[place].alternatives = diagnosis.alternatives
          }
          continue
        }
        places[finding.id] = doubts.count
        doubts.append(Doubt(finding: finding, alternatives: diagnosis.alternatives))
      }
    }
    done.formUnion(places.keys)
    for finding in report.findings where !done.contains(finding.id) && isWanted(finding) {
      let least: Severity = options.onlyMarks ? .warning : .error
      if finding.severity <= least { doubts.append(Doubt(finding: finding, alternatives: [])) }
    }
  }

  /// Takes up the numbers that findings of some rules say were typed over formulas, and are right.
  mutating func takeRetyped(
    _ report: FileReport,
    rules: Set<String>,
    _ options: CorrectionOptions,
    withheld: Set<String>,
    shown: (CellLocation) -> (number: Rational, text: String)?
  ) {
    guard options.restoresFormulas, !options.onlyMarks else { return }
    let taken = Set(
      chosen.flatMap(\.repair.changes).map(\.location) + doubts.compactMap(\.location)
    )
    for finding in report.findings
    where finding.severity == .info && rules.contains(finding.rule)
      && options.rules?.contains(finding.rule) ?? true
    {
      guard let cell = finding.cell,
        case let location = CellLocation(sheet: finding.sheet, cell: cell),
        !taken.contains(location), !withheld.contains(finding.id), let value = shown(location)
      else { continue }
      let change = CellChange(
        location: location,
        from: .number(value.number),
        fromText: value.text,
        to: .number(value.number),
        text: value.text
      )
      retyped.append(Retyped(finding: finding, location: location, change: change))
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

  /// The first findings of the repairs that change some cells.
  func findings(changing cells: Set<CellLocation>) -> Set<String> {
    guard !cells.isEmpty else { return [] }
    return Set(
      chosen.filter { !cells.isDisjoint(with: $0.repair.changes.map(\.location)) }
        .compactMap(\.findings.first?.id)
    )
  }
}
