import HebiaoCore

/// Puts errors of known kinds into a package, and says where and what.
public struct ErrorInjection: Sendable {
  /// What kind of slip it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// A percentage of 附件1-1 is not the quotient.
    case wrongPercentage
    /// A figure of 合计 is not the sum.
    case wrongTotal
    /// Two digits of an input are swapped, or one is misread.
    case wrongInput
    /// 合计 of the headcounts is not their sum.
    case wrongHeadcountTotal
    /// A headcount differs between the blocks, each block true to itself.
    case headcountDiffers
    /// A person's 到岗小计 is not the sum of the months.
    case wrongPersonSum
    /// A person's attendance is misread, in half steps.
    case wrongAttendance
    /// A `√` is forgotten.
    case missingMark
    /// A person's 两年以上小计 is misread.
    case wrongExperienced
    /// A count of `√` is wrong.
    case wrongMarkCount
    /// 小计 is wrong.
    case wrongSubtotal
    /// 有效人次小计 is wrong.
    case wrongEffective
    /// 总计 is wrong.
    case wrongGrandTotal
    /// 总计's 有效人次 is wrong.
    case wrongGrandEffective
    /// Attendance above the month's weight, the sums true to it.
    case attendanceOverWeight
    /// Attendance not in half steps, the sums true to it.
    case attendanceOffStep
    /// A count below zero, the sums true to it.
    case negativeCount
    /// A count with a fraction, the sums true to it.
    case fractionalCount
    /// A name that stands twice.
    case duplicateName
    /// 序号 jumps.
    case sequenceGap
    /// 附件1-2 states another period.
    case periodDiffers
    /// A period with a day that is not, or with its ends swapped.
    case invalidPeriod
    /// 两年以上小计 above 到岗小计, the sums true to it.
    case experiencedOverAttended
    /// 合同期限 with a day that is not, or with its ends swapped.
    case invalidContract
    /// Attendance before the arrival, the sums true to it.
    case attendedBeforeArrival
    /// Attendance after the leaving, the sums true to it.
    case attendedAfterLeaving
    /// A figure inside a text is wrong.
    case wrongProjectFigure
    /// A percentage of 附件1-2 is wrong.
    case wrongProjectPercentage
    /// A percentage is missing.
    case missingPercentage
    /// A word stands where a figure belongs.
    case wordForFigure
    /// 稳岗率 above 100% or in words.
    case invalidRetention
    /// 稳岗率 is another possible one: no printed rule can see it.
    case otherRetention
  }

  /// One injected error.
  public struct InjectedError: Sendable, Hashable {
    /// The kind.
    public var kind: Kind
    /// The figure changed.
    public var path: FigurePath
    /// What it was.
    public var from: PrintedValue
    /// What it is.
    public var to: PrintedValue
    /// The rules that see it, by the package's own equations; none where it cannot be decided.
    public var rules: [String] = []
    /// Every figure that takes part in a rule that sees it.
    public var related: [FigurePath] = []

    /// Whether any printed rule can see it.
    public var isDecidable: Bool { !rules.isEmpty }
  }

  /// The package, with errors that its sums follow.
  public internal(set) var package: MonthlyPackage
  /// The figures as printed, all errors in them.
  public internal(set) var figures: PrintedFigures
  /// The errors.
  public internal(set) var errors: [InjectedError] = []

  let shown: Set<FigurePath>
  var random: SeededGenerator

  /// Injects errors of given kinds, leaving out those the package or the layout has no place for.
  ///
  /// `shown` are the figures that the layout shows: only those are changed.
  public init(
    _ kinds: [Kind],
    into package: MonthlyPackage,
    shown: some Sequence<FigurePath>,
    using random: inout SeededGenerator
  ) {
    self.package = package
    self.shown = Set(shown)
    self.random = random
    figures = package.printed()
    // Errors that sums follow come first: a printed figure changed before would be lost.
    for kind in kinds where injectIntoInputs(kind) != nil {}
    let before = figures
    figures = self.package.printed()
    for (index, error) in errors.enumerated() {
      errors[index].to = figures[error.path] ?? before[error.path] ?? .blank
    }
    for kind in kinds where injectIntoPrint(kind) != nil {}
    let violations = self.package.violations(of: figures)
    for (index, error) in errors.enumerated() {
      let seen = violations.filter { $0.paths.contains(error.path) }
      errors[index].rules = Set(seen.map(\.rule)).sorted()
      var related: [FigurePath] = []
      for path in seen.flatMap(\.paths) where !related.contains(path) { related.append(path) }
      errors[index].related = related
    }
    random = self.random
  }

  /// Whether the layout shows a figure and no error has changed it.
  func isFree(_ path: FigurePath) -> Bool {
    shown.contains(path) && !errors.contains { $0.path == path }
  }
}
