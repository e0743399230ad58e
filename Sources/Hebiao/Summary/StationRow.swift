import HebiaoCore

/// What a summary keeps of one file.
struct StationRow {
  var station: String
  var path: String
  var period: DatePeriod?
  var status: FileReport.Status
  var errors: Int
  var warnings: Int
  var notes: Int
  /// How far each kind of table is, by schema.
  var completion: [String: Completion]
  /// How many indicators stand how; nil where the pace is not known.
  var standings: [IndicatorPace.Standing: Int]
  /// The figures that schemas ask for.
  var figures: [FigureKey: Rational]
  /// The share of the agreement that has passed.
  var elapsed: Rational?

  /// A figure by its schema and its place there.
  struct FigureKey: Hashable {
    var schema: String
    var position: Int
  }

  /// How far the indicators of one kind of table are.
  struct Completion {
    var indicators = 0
    var completed = 0
    /// The sum of their completions, each counted up to one, so that what is done beyond an
    /// agreement hides nothing that is missing elsewhere.
    var capped = Rational.zero

    /// Units: a ratio.
    var mean: Rational? { capped.divided(by: Rational(indicators))?.roundedHalfUp(decimals: 4) }
  }

  init(_ report: FileReport) {
    let name = report.path.split(separator: "/").last.map(String.init) ?? report.path
    station = report.station ?? name
    path = report.path
    period = report.period
    status = report.status
    errors = report.findings.count { $0.severity == .error }
    warnings = report.findings.count { $0.severity == .warning }
    notes = report.findings.count { $0.severity == .info }
    elapsed = report.pace?.time?.share.ratio?.roundedHalfUp(decimals: 4)
    figures = Dictionary(
      report.figures.map { (FigureKey(schema: $0.schema, position: $0.position), $0.value) }
    ) { first, _ in first }
    completion = [:]
    standings = [:]
    let schemas = Dictionary(
      report.sheets.compactMap { sheet in sheet.schema.map { (sheet.name, $0) } }
    ) { first, _ in first }
    for indicator in report.pace?.indicators ?? [] {
      if let standing = indicator.standing { standings[standing, default: 0] += 1 }
      guard let schema = schemas[indicator.location.sheet] else { continue }
      var own = completion[schema] ?? Completion()
      own.indicators += 1
      if indicator.completion >= .one { own.completed += 1 }
      own.capped = own.capped.adding(min(indicator.completion, .one)) ?? own.capped
      completion[schema] = own
    }
  }
}
