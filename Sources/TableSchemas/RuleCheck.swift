/// What a rule computes; each is one file in `TableChecking/Rules`.
public enum RuleCheck: String, Sendable, Hashable, CaseIterable {
  /// A percentage is dividend ÷ divisor.
  case quotient
  /// Percentage, dividend and divisor are all there.
  case quotientComplete = "quotient-complete"
  /// A closing row holds the sums of the rows it closes.
  case columnSum = "column-sum"
  /// A closing row has a figure wherever its rows have some.
  case totalComplete = "total-complete"
  /// A column holds the sum of the same row's group columns.
  case rowSum = "row-sum"
  /// A closing row counts the marks above it.
  case markCount = "mark-count"
  /// A closing row counts only rows that have every required mark.
  case effectiveMonths = "effective-months"
  /// Rows of the same label hold the same figure in every table.
  case sameFigure = "same-figure"
  /// A figure that a remark repeats is the one in the table.
  case statedTwice = "stated-twice"
  /// A figure of a remark goes with the total that its words mean.
  case proseFigure = "prose-figure"
  /// A sum that a remark works out is right.
  case proseSum = "prose-sum"
  /// The head count is that of the people who are there.
  case staffed
  /// A month counts less than one only where it is covered in part.
  case monthWeights = "month-weights"
  /// Figures are whole and not negative.
  case wholeNumber = "whole-number"
  /// Cells hold what their column is for.
  case readable
  /// Numbers stored as text are pointed out.
  case numberAsText = "number-as-text"
  /// A text holds more than one figure, or none.
  case figureUnclear = "figure-unclear"
  /// Attendance goes in steps up to the weight of its month.
  case attendanceRange = "attendance-range"
  /// One figure never exceeds another.
  case limit
  /// No attendance before arrival or after leaving.
  case serviceDates = "service-dates"
  /// A full month although the person came or left within it.
  case partialMonth = "partial-month"
  /// A contract states real dates.
  case contractForm = "contract-form"
  /// A contract covers the months that count.
  case contractCoverage = "contract-coverage"
  /// Attendance and marks go together.
  case markConsistency = "mark-consistency"
  /// Running numbers run on.
  case sequence
  /// Values occur once.
  case unique
  /// Month headings follow one another.
  case months
  /// A percentage that cannot be recomputed is at least possible.
  case percentForm = "percent-form"
  /// A period states real dates.
  case periodForm = "period-form"
  /// Periods agree between sheets.
  case periodAgrees = "period-agrees"
  /// The period goes on from that of the earlier file.
  case periodAdvances = "period-advances"
  /// Cumulative figures never fall below those of the earlier file.
  case cumulative
  /// Figures are what they were in the earlier file.
  case steady
  /// An increment since the earlier file that stands out.
  case increment
  /// Whoever stands in the earlier file stands in this one, under the same name.
  case peopleKept = "people-kept"
  /// Months that the earlier file has already are not changed.
  case settledMonths = "settled-months"
  /// No attendance after a leaving that the earlier file tells.
  case afterLeaving = "after-leaving"
  /// Whoever is new begins in a new month.
  case firstMonth = "first-month"
  /// A contract that ends soon is pointed out.
  case contractEnding = "contract-ending"
  /// The stored value of a formula is what the formula gives.
  case formulaCurrent = "formula-current"
  /// A formula reads the figures it should be made of.
  case formulaInputs = "formula-inputs"
  /// A number was typed where the cells beside have a formula.
  case typedOver = "typed-over"
  /// A number within a formula's range is stored as text.
  case textInSum = "text-in-sum"

  /// The parameters that must be given.
  public var requiredParameters: [RuleParameter] {
    switch self {
    case .quotient, .quotientComplete: [.quotient, .dividend, .divisor]
    case .columnSum, .totalComplete, .markCount: [.total, .parts, .fields]
    case .rowSum: [.rows, .total, .parts]
    case .statedTwice: [.total, .fields]
    case .proseFigure: [.total, .fields, .heading, .words, .units, .relation]
    case .proseSum: []
    case .staffed: [.total, .fields, .staff, .tolerance]
    case .monthWeights: [.group]
    case .effectiveMonths: [.total, .subtotal, .parts, .fields, .requires]
    case .sameFigure, .wholeNumber, .readable, .numberAsText, .figureUnclear, .attendanceRange,
      .sequence, .unique:
      [.fields]
    case .limit: [.rows, .lesser, .greater]
    case .serviceDates, .partialMonth: [.remark, .attendance]
    case .contractForm: [.contract]
    case .contractCoverage: [.contract, .attendance]
    case .markConsistency: [.attendance, .marks]
    case .months: [.group]
    case .percentForm: [.row, .maximum]
    case .periodForm, .periodAgrees, .periodAdvances: []
    case .cumulative, .steady: [.fields]
    case .increment: [.fields, .rows, .factor, .minimum]
    case .peopleKept: [.fields, .alike, .attendance]
    case .settledMonths: [.fields]
    case .afterLeaving, .firstMonth: [.remark, .attendance]
    case .contractEnding: [.contract, .days]
    case .formulaCurrent, .formulaInputs, .typedOver, .textInSum: []
    }
  }

  /// The parameters that may be given.
  public var optionalParameters: [RuleParameter] {
    switch self {
    case .columnSum, .totalComplete, .markCount, .effectiveMonths: [.within]
    case .cumulative, .settledMonths: [.excuses]
    case .proseFigure: [.except]
    default: []
    }
  }
}

extension RuleCheck {
  /// Whether there is nothing to check without an earlier month's file.
  public var needsEarlierFile: Bool {
    switch self {
    case .periodAdvances, .cumulative, .steady, .increment, .peopleKept, .settledMonths,
      .afterLeaving, .firstMonth, .contractEnding:
      true
    default: false
    }
  }
}

/// How the figures of a remark go with the total that they speak of.
public enum ProseRelation: String, Sendable, Hashable, CaseIterable {
  /// The figure is the total.
  case equal
  /// Together they are a part of it.
  case atMost = "at-most"
}

/// The name of a parameter of a rule.
public enum RuleParameter: String, Sendable, Hashable, CaseIterable {
  case alike
  case attendance
  case contract
  case days
  case dividend
  case divisor
  case except
  case excuses
  case factor
  case fields
  case greater
  case group
  case heading
  case lesser
  case marks
  case maximum
  case minimum
  case parts
  case quotient
  case relation
  case remark
  case requires
  case row
  case rows
  case staff
  case subtotal
  case tolerance
  case total
  case units
  case within
  case words

  /// What the values of the parameter name.
  public var names: Reference {
    switch self {
    case .alike, .attendance, .contract, .dividend, .divisor, .fields, .greater, .lesser, .marks,
      .quotient, .remark, .requires:
      .field
    case .row, .rows, .subtotal: .rowClass
    case .total, .parts: .fieldOrRowClass
    case .group: .group
    case .within: .section
    case .maximum, .minimum, .factor, .days, .tolerance: .number
    case .excuses, .except, .heading, .units, .words, .staff: .words
    case .relation: .relation
    }
  }

  /// A kind of thing that a parameter names.
  public enum Reference: Sendable {
    /// A field of a table.
    case field
    /// A class of rows, or `detail`.
    case rowClass
    /// Either, as the check decides.
    case fieldOrRowClass
    /// The group of a table.
    case group
    /// The word `section`.
    case section
    /// A decimal number.
    case number
    /// Words that may stand in a cell.
    case words
    /// How figures of a remark go with a total.
    case relation
  }
}
