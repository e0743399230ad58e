/// What most probably went wrong: a set of findings that share a cause, and the ways to mend it.
public struct Diagnosis: Sendable, Hashable {
  /// The findings that it explains, by `Finding.id`, in the order of the report.
  public var findings: [String]
  /// Ways to mend them, the most probable first; none where nothing could be located.
  public var alternatives: [Repair]
  /// Why nothing could be located; nil where there are alternatives.
  public var unlocated: LocalizedText?

  /// A diagnosis of some findings.
  public init(findings: [String], alternatives: [Repair], unlocated: LocalizedText? = nil) {
    self.findings = findings
    self.alternatives = alternatives
    self.unlocated = unlocated
  }
}

/// A set of changes after which every rule on the changed cells holds.
public struct Repair: Sendable, Hashable {
  /// The changes, in reading order.
  public var changes: [CellChange]
  /// How probable it is that this is what was meant.
  ///
  /// Units: 0 to 1, over all repairs of the diagnosis, those that are not shown included.
  public var confidence: Double
  /// Why it is thought so, in the clerk's words, with what the next repair would cost.
  public var why: LocalizedText

  /// A repair.
  public init(changes: [CellChange], confidence: Double, why: LocalizedText) {
    self.changes = changes
    self.confidence = confidence
    self.why = why
  }
}

/// Another value for a cell.
public struct CellChange: Sendable, Hashable {
  /// The cell, in a merged range its upper left one.
  public var location: CellLocation
  /// What it holds, as stored.
  public var from: ReportedValue
  /// What it shows now; empty where it is blank.
  public var fromText: String
  /// What it should hold, as stored: a percentage as its ratio, a figure in a text as the whole
  /// text; `none` where the cell should be blank.
  public var to: ReportedValue
  /// What it would show then.
  public var text: String

  /// A change of one cell.
  public init(
    location: CellLocation,
    from: ReportedValue,
    fromText: String,
    to: ReportedValue,
    text: String
  ) {
    self.location = location
    self.from = from
    self.fromText = fromText
    self.to = to
    self.text = text
  }
}
