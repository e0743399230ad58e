/// What a workbook has more of than is checked: nobody would read what comes out.
public enum CheckExcess: Sendable, Hashable {
  /// Findings, each counted with the cells that it names.
  case findings
  /// Figures that sums and quotients run over, all of them together.
  case operands

  /// The most there may be.
  public var limit: Int {
    switch self {
    case .findings: 50_000
    case .operands: 500_000
    }
  }
}

extension CheckOutcome {
  /// What comes of a workbook that has too much of something.
  init(excess: CheckExcess) {
    self.init(findings: [], diagnoses: [], skippedRules: [], excess: excess)
  }
}
