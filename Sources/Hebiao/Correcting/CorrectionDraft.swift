import HebiaoCore
import WorkbookFiles

/// A correction put into edits, comments and a list, before it is tried.
struct CorrectionDraft {
  /// The colours of cells.
  enum Fill {
    static let changed = "FFEB9C"
    static let doubtful = "F8CBAD"
  }

  private(set) var corrections: [Correction] = []
  private(set) var patch: WorkbookPatch
  private let workbook: Workbook
  private let options: CorrectionOptions
  private let sheets: [String: SheetContent]
  /// Doubtful cells whose comment is there already.
  private var known: Set<CellLocation> = []
  /// The first finding of the repair that changes each cell.
  private var culprits: [CellLocation: String] = [:]

  init(
    _ choice: CorrectionChoice,
    _ formulas: CorrectedFormulas,
    _ workbook: Workbook,
    _ sheets: [SheetContent],
    _ options: CorrectionOptions,
    path: String,
    _ report: FileReport
  ) {
    self.workbook = workbook
    self.options = options
    self.sheets = Dictionary(sheets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    patch = WorkbookPatch(date: options.date)
    var edits: [CellLocation: CellEdit] = [:]
    for chosen in choice.chosen {
      for change in chosen.repair.changes {
        make(change, chosen, formulas.outcomes[change.location], &edits)
      }
    }
    for retyped in choice.retyped { restore(retyped, formulas, &edits) }
    for doubts in grouped(choice.doubts) { mark(doubts, &edits) }
    if options.marks {
      comment(&edits)
    } else {
      corrections.removeAll { $0.action == .marked }
      edits = edits.filter { $0.value.content != .unchanged }
    }
    corrections = corrections.sorted(by: Self.precedes)
    patch.edits = edits.values.sorted { $0.location < $1.location }
    if options.marks, tellsSomethingNew {
      patch.sheets = [
        CorrectionSheet(corrections, report, path: path, options: options).sheet
      ]
    }
  }

  /// Whether the list of corrections says what the workbook's own list does not.
  private var tellsSomethingNew: Bool {
    corrections.contains { correction in
      if let location = correction.location { return !known.contains(location) }
      // What is about no cell has no comment; a list that is there names it.
      return !workbook.sheets.contains {
        $0.name.hasPrefix(CorrectionSheet.name(in: options.language))
      }
    }
  }

  /// The repair that changes a cell, by its first finding; nil where none does.
  func finding(changing cell: CellLocation) -> String? { culprits[cell] }

  /// The repairs that left their own findings standing or made new errors, by their first findings.
  func failed(before: FileReport, after: FileReport) -> Set<String> {
    func key(_ finding: Finding) -> FindingKey { FindingKey(finding) }
    let known = Set(before.findings.map(key))
    let left = Set(after.findings.filter { $0.severity == .error }.map(key))
    let remaining = Set(
      before.findings.filter { $0.severity == .error && left.contains(key($0)) }.map(\.id)
    )
    var failed: Set<String> = []
    for correction in corrections where correction.action != .marked {
      if !remaining.isDisjoint(with: correction.findings), let first = correction.findings.first {
        failed.insert(first)
      }
    }
    for finding in after.findings where finding.severity == .error && !known.contains(key(finding))
    {
      let guilty = finding.cells.compactMap { culprits[$0] }
      // Where no changed cell takes part, no repair can be told from the others.
      failed.formUnion(guilty.isEmpty ? Set(culprits.values) : Set(guilty))
    }
    return failed
  }

  /// Changes come before marks, each in reading order.
  private static func precedes(_ first: Correction, _ second: Correction) -> Bool {
    func place(_ correction: Correction) -> CellLocation {
      correction.location ?? CellLocation(sheet: correction.sheet, cell: CellReference(0, 0))
    }
    let (one, other) = (first.action == .marked, second.action == .marked)
    return one == other ? place(first) < place(second) : other
  }

  // MARK: Changes

  private mutating func make(
    _ change: CellChange,
    _ chosen: CorrectionChoice.Chosen,
    _ formula: CorrectedFormulas.Outcome?,
    _ edits: inout [CellLocation: CellEdit]
  ) {
    let location = change.location
    let cell = sheets[location.sheet]?[location.cell]
    let written = CorrectedContent(change, of: cell, writesNumbers: options.writesNumbers)
    var edit = CellEdit(location, written.content)
    edit.numberFormat = written.numberFormat
    var action = Correction.Action.changed
    switch formula {
    case .kept(let value):
      edit = CellEdit(location, .result(value))
      action = .recalculated
    case .restored(let text, let value):
      edit.content = .formula(text, value: value)
      if case .string? = cell?.value {
        edit.numberFormat = CorrectedContent.format(showing: change.text)
      }
      action = .restored(formula: text)
    case nil: break
    }
    edits[location] = edit
    let first = chosen.findings.first
    culprits[location] = first?.id
    let about = chosen.findings.first { $0.cell == location.cell && $0.sheet == location.sheet }
    corrections.append(
      Correction(
        cell: location.cell,
        sheet: location.sheet,
        label: about?.label,
        action: action,
        old: shown(cell, location.sheet),
        new: action == .changed ? written.shown : change.text,
        formula: cell?.formula,
        rules: Self.rules(chosen.findings),
        messages: Self.unrepeated(chosen.findings.map(\.message)),
        why: chosen.repair.why,
        confidence: chosen.repair.confidence,
        severity: first?.severity ?? .error,
        findings: chosen.findings.map(\.id)
      )
    )
  }

  /// Puts a formula in the place of a number that was typed over it and is right.
  private mutating func restore(
    _ retyped: CorrectionChoice.Retyped,
    _ formulas: CorrectedFormulas,
    _ edits: inout [CellLocation: CellEdit]
  ) {
    let location = retyped.location
    guard case .restored(let text, let value)? = formulas.outcomes[location] else { return }
    let finding = retyped.finding
    edits[location] = CellEdit(location, .formula(text, value: value))
    culprits[location] = finding.id
    corrections.append(
      Correction(
        cell: location.cell,
        sheet: location.sheet,
        label: finding.label,
        action: .restored(formula: text),
        old: retyped.change.fromText,
        new: retyped.change.text,
        formula: nil,
        rules: [finding.rule],
        messages: [finding.message],
        why: finding.reason,
        confidence: nil,
        severity: finding.severity,
        findings: [finding.id]
      )
    )
  }

  // MARK: Marks

  /// The doubts about each cell together, and each about no cell alone.
  private func grouped(_ doubts: [CorrectionChoice.Doubt]) -> [[CorrectionChoice.Doubt]] {
    var groups: [[CorrectionChoice.Doubt]] = []
    var places: [CellLocation: Int] = [:]
    for doubt in doubts {
      let finding = doubt.finding
      guard let cell = finding.cell else {
        groups.append([doubt])
        continue
      }
      let location = CellLocation(
        sheet: finding.sheet,
        cell: anchor(of: cell, in: finding.sheet)
      )
      if let place = places[location] {
        groups[place].append(doubt)
      } else {
        places[location] = groups.count
        groups.append([doubt])
      }
    }
    return groups
  }

  /// Marks a cell for all that is doubtful about it.
  private mutating func mark(
    _ doubts: [CorrectionChoice.Doubt],
    _ edits: inout [CellLocation: CellEdit]
  ) {
    let findings = doubts.map(\.finding)
    guard let finding = findings.first else { return }
    let cell = finding.cell.map { anchor(of: $0, in: finding.sheet) }
    let shownCell = cell.flatMap { sheets[finding.sheet]?[$0] }
    let repairs = doubts.compactMap(\.alternatives.first)
    var proposals: [String] = []
    for repair in repairs {
      let proposal = text(of: repair, from: finding.sheet)
      if !proposals.contains(proposal) { proposals.append(proposal) }
    }
    corrections.append(
      Correction(
        cell: cell,
        sheet: finding.sheet,
        label: finding.label,
        action: .marked,
        old: shown(shownCell, finding.sheet),
        new: proposals.isEmpty
          ? nil : proposals.joined(separator: options.language == .chinese ? "; 或 " : "; or "),
        formula: shownCell?.formula,
        rules: Self.rules(findings),
        messages: Self.unrepeated(findings.map(\.message)),
        why: finding.reason,
        confidence: repairs.first?.confidence,
        severity: findings.map(\.severity).min() ?? finding.severity,
        findings: findings.map(\.id)
      )
    )
    guard let cell else { return }
    let location = CellLocation(sheet: finding.sheet, cell: cell)
    if edits[location] == nil { edits[location] = CellEdit(location) }
  }

  private func text(of repair: Repair, from sheet: String) -> String {
    repair.changes.map { change in
      let name = change.location.text(from: sheet)
      return options.language == .chinese
        ? "\(name) 改为 \(change.text)" : "\(name) to \(change.text)"
    }.joined(separator: options.language == .chinese ? "、" : ", ")
  }

  /// The messages, each once.
  private static func unrepeated(_ messages: [LocalizedText]) -> [LocalizedText] {
    var seen: Set<LocalizedText> = []
    return messages.filter { seen.insert($0).inserted }
  }

  private func anchor(of cell: CellReference, in sheet: String) -> CellReference {
    sheets[sheet]?.mergedRanges.first { $0.contains(cell) }?.first ?? cell
  }

  /// Puts comments on the cells; a doubt whose comment is there already is not marked again.
  private mutating func comment(_ edits: inout [CellLocation: CellEdit]) {
    let existing = ExistingComments(workbook)
    let byCell = Dictionary(grouping: corrections) { $0.location }
    for (location, edit) in edits {
      let own = byCell[location] ?? []
      let isChanged = edit.content != .unchanged
      let text = own.map { CorrectionTexts.comment($0, in: options.language) }
        .joined(separator: "\n\n")
      if !isChanged, existing.say(text, on: location) {
        edits[location] = nil
        known.insert(location)
        continue
      }
      var edit = edit
      edit.fill = isChanged ? Fill.changed : Fill.doubtful
      edit.comment = text
      edits[location] = edit
    }
  }

  private func shown(_ cell: SheetCell?, _ sheet: String) -> String {
    guard let cell, let content = sheets[sheet] else { return "" }
    return workbook.shownText(of: cell, in: content)
  }

  private static func rules(_ findings: [Finding]) -> [String] {
    findings.reduce(into: []) { rules, finding in
      if !rules.contains(finding.rule) { rules.append(finding.rule) }
    }
  }
}

/// What makes a finding the same one in two reports.
private struct FindingKey: Hashable {
  var rule: String
  var sheet: String
  var cell: CellReference?

  init(_ finding: Finding) {
    rule = finding.rule
    sheet = finding.sheet
    cell = finding.cell
  }
}

extension CorrectionChoice {
  /// What each cell holds once the repairs are made, as exact numbers.
  func values(in sheets: [String: SheetContent]) -> (CellLocation) -> Rational? {
    var changed: [CellLocation: ReportedValue] = [:]
    for chosen in chosen {
      for change in chosen.repair.changes { changed[change.location] = change.to }
    }
    return { location in
      if let value = changed[location] {
        if case .number(let number) = value { return number }
        return nil
      }
      guard case .number(let number)? = sheets[location.sheet]?["\(location.cell)"]?.value else {
        return nil
      }
      return Rational(number)
    }
  }
}
