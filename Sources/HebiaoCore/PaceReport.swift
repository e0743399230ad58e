/// How far a station is with what was agreed, beside the share of the agreement that has passed.
public struct PaceReport: Sendable, Hashable {
  /// How much of the agreement has passed; nil where the dates do not tell, which `gaps` says.
  public var time: AgreementTime?
  /// The indicators whose agreed and done figures are known, in the order of the tables.
  public var indicators: [IndicatorPace]
  /// What is missing, and for what.
  public var gaps: [PaceGap]

  /// What is known of the pace.
  public init(time: AgreementTime?, indicators: [IndicatorPace], gaps: [PaceGap]) {
    self.time = time
    self.indicators = indicators
    self.gaps = gaps
  }

  /// How many indicators stand like this.
  public func count(of standing: IndicatorPace.Standing) -> Int {
    indicators.count { $0.standing == standing }
  }
}

/// How much of an agreement has passed on the last day that a workbook covers.
public struct AgreementTime: Sendable, Hashable {
  /// What the elapsed share is counted in.
  public enum Measure: String, Sendable, Hashable, CaseIterable {
    /// In months, each with what it counts.
    case months
    /// In days.
    case days
  }

  /// The first and the last day of the agreement.
  public var agreement: DatePeriod
  /// The last day that the figures cover.
  public var reportedUntil: CalendarDate
  /// Months that have passed, and those of the whole agreement, each with what it counts.
  public var months: Share
  /// Days that have passed, and those of the whole agreement.
  public var days: Share
  /// Which of the two decides.
  public var measure: Measure
  /// The cells that state the dates and what months count.
  public var sources: [CellLocation]

  /// A part of a whole.
  public struct Share: Sendable, Hashable {
    /// The part.
    public var elapsed: Rational
    /// The whole, above zero.
    public var total: Rational

    /// A part of a whole.
    public init(elapsed: Rational, total: Rational) {
      self.elapsed = elapsed
      self.total = total
    }

    /// Units: a ratio, 0 to 1.
    public var ratio: Rational? { elapsed.divided(by: total) }
    /// What is left of the whole.
    public var rest: Rational? { total.subtracting(elapsed) }
  }

  /// What is known of an agreement's time.
  public init(
    agreement: DatePeriod,
    reportedUntil: CalendarDate,
    months: Share,
    days: Share,
    measure: Measure,
    sources: [CellLocation]
  ) {
    self.agreement = agreement
    self.reportedUntil = reportedUntil
    self.months = months
    self.days = days
    self.measure = measure
    self.sources = sources
  }

  /// The share that decides.
  public var share: Share {
    switch measure {
    case .months: months
    case .days: days
    }
  }
}

/// An indicator's completion beside the time that has passed.
public struct IndicatorPace: Sendable, Hashable {
  /// How an indicator stands, as the schema draws the lines.
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    /// What was agreed has been done.
    case completed
    /// As far as the time that has passed, or further.
    case onTrack = "on-track"
    /// Behind.
    case behind
    /// Far behind.
    case farBehind = "far-behind"
  }

  /// The indicator in the table's own words.
  public var label: String
  /// The cell of what was done.
  public var location: CellLocation
  /// What was agreed, above zero.
  public var agreed: Rational
  /// What was done.
  public var done: Rational
  /// Done ÷ agreed, exactly.
  public var completion: Rational
  /// How it stands; nil where the elapsed time is not known and not all has been done.
  public var standing: Standing?
  /// What is left to do; zero where all has been done.
  public var rest: Rational
  /// What is left to do in each of the months that are left; nil where none is left or known.
  public var restPerMonth: Rational?

  /// An indicator's pace.
  public init(
    label: String,
    location: CellLocation,
    agreed: Rational,
    done: Rational,
    completion: Rational,
    standing: Standing?,
    rest: Rational,
    restPerMonth: Rational?
  ) {
    self.label = label
    self.location = location
    self.agreed = agreed
    self.done = done
    self.completion = completion
    self.standing = standing
    self.rest = rest
    self.restPerMonth = restPerMonth
  }
}

/// Something that the pace could not be told without.
public struct PaceGap: Sendable, Hashable {
  /// The indicator it concerns; nil where it concerns all of them.
  public var label: String?
  /// The cell where it is missing; nil where it is missing altogether.
  public var location: CellLocation?
  /// What is missing.
  public var reason: LocalizedText

  /// Something that is missing.
  public init(label: String? = nil, location: CellLocation? = nil, reason: LocalizedText) {
    self.label = label
    self.location = location
    self.reason = reason
  }
}
