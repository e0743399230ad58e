import HebiaoCore
import TableSchemas
import WorkbookAuthoring

/// A summary that is being written: findings go to their sheet at once, rows are kept for the end.
struct SummaryWriting: ~Copyable {
  var workbook: AuthoredWorkbook
  let language: Language
  let paths: LinkPaths
  let schemas: [TableSchema]
  let ruleNames: RuleNames
  /// The figures of each station that are listed.
  let figures: [(key: StationRow.FigureKey, definition: SummaryDefinition)]
  let overview: AuthoredWorkbook.Sheet
  let charts: AuthoredWorkbook.Sheet
  let findings: AuthoredWorkbook.Sheet
  let unchecked: AuthoredWorkbook.Sheet
  var rows: [StationRow] = []
  /// Findings by the code of their rule.
  var rules: [String: (errors: Int, warnings: Int)] = [:]
  var findingCount = 0
  var leftOutCount = 0
  private var uncheckedCount = 0
  private var failure: AuthoringError?

  /// Rows that the sheet of findings takes below its header.
  static let findingLimit = 1_000_000

  /// A summary without any file yet.
  ///
  /// - Throws: `AuthoringError` where temporary files cannot be made.
  static func begin(
    schemas: SchemaCollection,
    language: Language,
    paths: LinkPaths
  ) throws(AuthoringError) -> SummaryWriting {
    var workbook = try AuthoredWorkbook(isStreaming: true)
    let overview = try workbook.addSheet(named: SummaryText.overview[language])
    let charts = try workbook.addSheet(named: SummaryText.charts[language])
    let findings = try workbook.addSheet(named: SummaryText.findings[language])
    let unchecked = try workbook.addSheet(named: SummaryText.unchecked[language])
    var writing = SummaryWriting(
      workbook: workbook,
      language: language,
      paths: paths,
      schemas: schemas.paceSchemas,
      ruleNames: RuleNames(schemas),
      figures: schemas.summaryFigures,
      overview: overview,
      charts: charts,
      findings: findings,
      unchecked: unchecked
    )
    try writing.header(SummaryText.findingColumns, row: 0, in: findings)
    try writing.header(SummaryText.uncheckedColumns, row: 0, in: unchecked)
    return writing
  }

  private init(
    workbook: consuming AuthoredWorkbook,
    language: Language,
    paths: LinkPaths,
    schemas: [TableSchema],
    ruleNames: RuleNames,
    figures: [(key: StationRow.FigureKey, definition: SummaryDefinition)],
    overview: AuthoredWorkbook.Sheet,
    charts: AuthoredWorkbook.Sheet,
    findings: AuthoredWorkbook.Sheet,
    unchecked: AuthoredWorkbook.Sheet
  ) {
    self.workbook = workbook
    self.language = language
    self.paths = paths
    self.schemas = schemas
    self.ruleNames = ruleNames
    self.figures = figures
    self.overview = overview
    self.charts = charts
    self.findings = findings
    self.unchecked = unchecked
  }

  /// Takes a file's report; false once writing has failed.
  mutating func append(_ report: FileReport) -> Bool {
    do {
      let row = StationRow(report)
      rows.append(row)
      switch report.status {
      case .unreadable: try list(report.path, report.error ?? SummaryText.unreadable)
      case .unrecognised:
        try list(report.path, report.findings.first?.message ?? SummaryText.unrecognised)
      case .clean, .findings: try write(report, of: row)
      }
      return true
    } catch {
      failure = error
      return false
    }
  }

  /// Writes what is left, and packs the workbook.
  mutating func finish(
    passedOver: [PassedOverFile],
    producer: String
  ) throws -> PackedWorkbook {
    if let failure { throw failure }
    for file in passedOver { try list(file.path, SummaryText.passedOver(file.reason)) }
    try writeOverview(uncheckedCount: uncheckedCount)
    try writeCharts()
    try endLists(uncheckedCount: uncheckedCount)
    workbook.open(at: overview)
    try workbook.setProperties(
      title: SummaryText.title[language],
      comments: producer,
      custom: [("hebiao-producer", producer)]
    )
    // The workbook is packed once and for all; what takes its place is never written.
    let finished = try take()
    return try finished.pack(readingBack: readBack)
  }

  /// What the files added up to.
  var outcome: SummaryRun.Outcome {
    SummaryRun.Outcome(
      files: rows.count,
      unchecked: rows.count { $0.status == .unreadable || $0.status == .unrecognised },
      errors: rows.reduce(0) { $0 + $1.errors },
      warnings: rows.reduce(0) { $0 + $1.warnings }
    )
  }

  private mutating func take() throws(AuthoringError) -> AuthoredWorkbook {
    var other = try AuthoredWorkbook()
    swap(&workbook, &other)
    return other
  }

  /// Writes a row of headers.
  mutating func header(
    _ columns: [SummaryColumn],
    row: Int,
    in sheet: AuthoredWorkbook.Sheet
  ) throws(AuthoringError) {
    for (index, column) in columns.enumerated() {
      try workbook.write(
        .text(column.title[language]),
        at: CellReference(row, index),
        format: SummaryLook.header,
        in: sheet
      )
    }
  }

  private mutating func list(
    _ path: String,
    _ reason: LocalizedText
  ) throws(AuthoringError) {
    uncheckedCount += 1
    try setHeight(
      ofRow: uncheckedCount,
      showing: [path, reason[language]],
      SummaryText.uncheckedColumns,
      in: unchecked
    )
    try workbook.write(
      link(to: path, cell: nil, text: path),
      at: CellReference(uncheckedCount, 0),
      format: SummaryLook.link,
      in: unchecked
    )
    try workbook.write(
      .text(reason[language]),
      at: CellReference(uncheckedCount, 1),
      format: SummaryLook.text,
      in: unchecked
    )
  }

  /// Makes a row high enough for the texts of its cells: not every program does so by itself.
  ///
  /// A row that is written at once needs its height first.
  mutating func setHeight(
    ofRow row: Int,
    showing texts: [String],
    _ columns: [SummaryColumn],
    in sheet: AuthoredWorkbook.Sheet
  ) throws(AuthoringError) {
    let lines = zip(texts, columns).map { TextMeasure.lines(of: $0, width: $1.width) }.max() ?? 1
    guard lines > 1 else { return }
    let height = TextMeasure.height(lines: lines, fontSize: SummaryLook.text.fontSize)
    try workbook.setHeight(min(height, Self.highest), ofRow: row, in: sheet)
  }

  /// Excel's limit for a row; units: points.
  private static let highest = 409.0

  /// A link to a file or a cell in it, as long as the sheet takes one more; else its text.
  func link(to path: String, cell: CellLocation?, text: String) -> AuthoredContent {
    let target = LinkTarget(file: paths.path(to: path), cell: cell)
    return target.fits ? .link(target, text: text) : .text(text)
  }
}

/// A column of a summary's sheet.
struct SummaryColumn {
  var title: LocalizedText
  /// Units: characters of the default font.
  var width: Double
}
