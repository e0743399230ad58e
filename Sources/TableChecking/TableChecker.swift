package import Formulas
public import HebiaoCore
public import TableBinding
import TableSchemas

/// What checking the sheets of a workbook brought to light.
public struct CheckOutcome: Sendable {
  /// The findings: sheet by sheet, the most serious first, in reading order.
  public var findings: [Finding]
  /// What most probably went wrong, in the order of the first finding that each explains.
  public var diagnoses: [Diagnosis]
  /// Rules that could not be applied, and why.
  public var skippedRules: [SkippedRule]
  /// Completion beside the time that has passed; nil where no schema asks for it.
  public var pace: PaceReport?
  /// The figures that stand for the workbook in a summary of many.
  public var figures: [SummaryFigure] = []
  /// What the workbook adds to the earlier one; nil where there is none.
  public var comparison: MonthComparison?
  /// What there was too much of, and nothing else was told; nil where nothing was.
  public var excess: CheckExcess?
}

/// Applies the rules of schemas to the bound tables of a workbook.
///
/// The arithmetic rules are lowered to constraints over the figures of all sheets together, so that
/// one wrong cell gives one finding however many sums it breaks; the other rules look at cells.
public enum TableChecker {
  /// Checks the sheets of one workbook, on their own or against those of an earlier month.
  ///
  /// Complexity: linear in the figures, where few are wrong.
  public static func check(
    _ sheets: [BoundSheet],
    against workbook: EarlierWorkbook? = nil
  ) -> CheckOutcome {
    check(sheets, formulas: nil, against: workbook)
  }

  /// Checks the sheets of one workbook with their formulas, in which sheets have the same order.
  package static func check(
    _ sheets: [BoundSheet],
    formulas: FormulaInspection?,
    against workbook: EarlierWorkbook? = nil
  ) -> CheckOutcome {
    var context = CheckContext(sheets: sheets, formulas: formulas)
    context.earlier = workbook.map { EarlierMonth($0, for: context) }
    apply(lower, &context)
    apply(bound, &context)
    if let excess = context.excess { return CheckOutcome(excess: excess) }
    context.locateFaults()
    apply(inspect, &context)
    context.reportFaults()
    if formulas != nil {
      context.findings.beginFormulas()
      apply(inspectFormulas, &context)
    }
    UnboundParts.report(&context)
    if let excess = context.excess { return CheckOutcome(excess: excess) }
    var outcome = context.outcome()
    outcome.pace = PaceComputation.pace(of: context)
    outcome.figures = SummaryFigures.figures(of: sheets)
    outcome.comparison = context.comparison()
    return outcome
  }

  /// Applies every rule in one of its aspects, in the order of the schemas.
  private static func apply(
    _ aspect: (RuleDefinition, inout CheckContext) -> Void,
    _ context: inout CheckContext
  ) {
    for rule in context.rules {
      context.begin(rule)
      aspect(rule.definition, &context)
    }
  }

  /// Turns a rule about sums and quotients into constraints.
  private static func lower(_ rule: RuleDefinition, _ context: inout CheckContext) {
    switch rule.check {
    case .quotient: QuotientRule.lower(rule, &context)
    case .columnSum: ColumnSumRule.lower(rule, &context)
    case .rowSum: RowSumRule.lower(rule, &context)
    case .markCount: ColumnSumRule.lower(rule, &context)
    case .effectiveMonths: EffectiveMonthsRule.lower(rule, &context)
    case .sameFigure: SameFigureRule.lower(rule, &context)
    default: break
    }
  }

  /// Turns a rule about cells into a bound that no repair may break, and points out figures that are
  /// faulty for a reason of their own, once all figures are known.
  private static func bound(_ rule: RuleDefinition, _ context: inout CheckContext) {
    switch rule.check {
    case .limit: LimitRule.bound(rule, &context)
    case .markConsistency: MarkConsistencyRule.bound(rule, &context)
    case .quotientComplete: QuotientCompleteRule.bound(rule, &context)
    case .attendanceRange: AttendanceRangeRule.suspect(rule, &context)
    case .wholeNumber: WholeNumberRule.suspect(rule, &context)
    case .formulaCurrent: FormulaCurrentRule.suspect(rule, &context)
    default: break
    }
  }

  /// Applies a rule about formulas, once the arithmetic errors are told: what a formula has to do
  /// with an error belongs to the error.
  private static func inspectFormulas(_ rule: RuleDefinition, _ context: inout CheckContext) {
    switch rule.check {
    case .formulaCurrent: FormulaCurrentRule.inspect(rule, &context)
    case .formulaInputs: FormulaInputsRule.inspect(rule, &context)
    case .typedOver: TypedOverRule.inspect(rule, &context)
    case .textInSum: TextInSumRule.inspect(rule, &context)
    default: break
    }
  }

  /// Applies a rule that looks at cells, once the arithmetic is understood.
  private static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    if rule.check.needsEarlierFile, context.earlier == nil { return }
    switch rule.check {
    case .quotient, .columnSum, .rowSum, .markCount, .effectiveMonths, .sameFigure: break
    case .formulaCurrent, .formulaInputs, .typedOver, .textInSum: break
    case .statedTwice: StatedTwiceRule.inspect(rule, &context)
    case .proseFigure: ProseFigureRule.inspect(rule, &context)
    case .proseSum: ProseSumRule.inspect(rule, &context)
    case .staffed: StaffedRule.inspect(rule, &context)
    case .monthWeights: MonthWeightsRule.inspect(rule, &context)
    case .quotientComplete: QuotientCompleteRule.inspect(rule, &context)
    case .totalComplete: TotalCompleteRule.inspect(rule, &context)
    case .wholeNumber: WholeNumberRule.inspect(rule, &context)
    case .readable: ReadableRule.inspect(rule, &context)
    case .numberAsText: NumberAsTextRule.inspect(rule, &context)
    case .figureUnclear: FigureUnclearRule.inspect(rule, &context)
    case .attendanceRange: AttendanceRangeRule.inspect(rule, &context)
    case .limit: LimitRule.inspect(rule, &context)
    case .serviceDates: ServiceDatesRule.inspect(rule, &context)
    case .partialMonth: PartialMonthRule.inspect(rule, &context)
    case .contractForm: ContractFormRule.inspect(rule, &context)
    case .contractCoverage: ContractCoverageRule.inspect(rule, &context)
    case .markConsistency: MarkConsistencyRule.inspect(rule, &context)
    case .sequence: SequenceRule.inspect(rule, &context)
    case .unique: UniqueRule.inspect(rule, &context)
    case .months: MonthsRule.inspect(rule, &context)
    case .percentForm: PercentFormRule.inspect(rule, &context)
    case .periodForm: PeriodFormRule.inspect(rule, &context)
    case .periodAgrees: PeriodAgreesRule.inspect(rule, &context)
    case .periodAdvances: PeriodAdvancesRule.inspect(rule, &context)
    case .cumulative: CumulativeRule.inspect(rule, &context)
    case .steady: SteadyRule.inspect(rule, &context)
    case .increment: IncrementRule.inspect(rule, &context)
    case .peopleKept: PeopleKeptRule.inspect(rule, &context)
    case .settledMonths: SettledMonthsRule.inspect(rule, &context)
    case .afterLeaving: AfterLeavingRule.inspect(rule, &context)
    case .firstMonth: FirstMonthRule.inspect(rule, &context)
    case .contractEnding: ContractEndingRule.inspect(rule, &context)
    }
  }
}
