import Formulas
public import HebiaoCore
import OpenPackaging
import TableBinding
import TableChecking
import TableSchemas
import WorkbookFiles

/// Checks workbooks against schemas: reads, binds, applies the rules and reports.
public struct WorkbookChecker: Sendable {
  /// The schemas that tables are recognised by.
  public var schemas: SchemaCollection
  /// Whether reports keep the sheets as they look, which HTML needs.
  public var keepsPictures: Bool

  /// Whether people's names are masked in reports.
  public var masksNames = false

  /// The workbooks of earlier months that each file is compared with; nil where none is.
  public var earlier: EarlierWorkbooks?

  /// Cells of one sheet that are kept at most; a larger sheet is none of these tables.
  public static let sheetCellLimit = 500_000

  /// Cells of all sheets of a workbook that are kept at most.
  public static let workbookCellLimit = 600_000

  /// Formulas of all sheets of a workbook that are computed at most.
  static let formulaLimit = 150_000

  /// Different texts of all sheets of a workbook that are kept at most, formulas among them.
  static let textLimit = 200_000

  /// Bytes of these texts that are kept at most.
  static let textByteLimit = 16 << 20

  /// Cells of all tables of a workbook that are checked at most; every one may be wrong.
  ///
  /// A station's tables of a month have some hundreds.
  static let tableCellLimit = 100_000

  /// Bytes of long texts that the sheets with tables hold at most, each counted in every cell.
  static let longTextLimit = 8 << 20

  /// A checker for a set of schemas.
  public init(schemas: SchemaCollection, keepsPictures: Bool = false) {
    self.schemas = schemas
    self.keepsPictures = keepsPictures
  }

  /// Checks one file; whatever is wrong with the file itself is in the report's status.
  public func check(path: String) -> FileReport {
    var report = FileReport(path: path, status: .unreadable)
    let bytes: ArchiveBytes
    do {
      bytes = try ArchiveBytes(path: path)
    } catch {
      report.error = error.text
      return report
    }
    // Both come from one opening of the file: what is checked is what the digest names.
    report.sha256 = SHA256.hexadecimalDigest(of: bytes)
    check(&report) { () throws(WorkbookError) in try Workbook(bytes) }
    return report
  }

  /// A workbook, its sheets and the tables in them.
  struct Content {
    let workbook: Workbook
    let sheets: [SheetContent]
    let formulas: FormulaInspection?
    let bound: [BoundSheet]
    let binder: TableBinder

    /// What tells its station and month.
    func identity(name path: String, digest: String? = nil) -> WorkbookIdentity {
      WorkbookIdentity(
        station: TableBinder.station(of: bound),
        nameStem: WorkbookIdentity.stem(of: path),
        end: CoveredPeriod.end(of: bound),
        digest: digest,
        path: path
      )
    }
  }

  /// Reads a workbook and finds its tables.
  func read(path: String) throws(WorkbookError) -> Content {
    try read(Workbook(path: path))
  }

  /// Checks a workbook that is in memory, under the path that it has or is to have.
  func check(bytes: [UInt8], path: String) -> FileReport {
    var report = FileReport(path: path, status: .unreadable)
    check(&report) { () throws(WorkbookError) in try Workbook(bytes: bytes) }
    return report
  }

  /// Checks a workbook into a report, which says why where that cannot be done.
  private func check(
    _ report: inout FileReport,
    open: () throws(WorkbookError) -> Workbook
  ) {
    var whole = report
    do {
      try check(try read(open()), into: &whole)
      report = whole
    } catch {
      report.error = error.text
    }
  }

  /// Bytes of a sheet's name, which every finding repeats; Excel ends one after 31 characters.
  private static let sheetNameLimit = 4096

  /// The worksheets of a workbook, in the order of their tabs.
  static func contents(of workbook: Workbook) throws(WorkbookError) -> [SheetContent] {
    var sheets: [SheetContent] = []
    var (cells, formulas, texts, textBytes) = (0, 0, 0, 0)
    for entry in workbook.sheets where entry.kind == .worksheet {
      guard entry.name.utf8.count <= sheetNameLimit else {
        throw WorkbookError(
          .tooLarge,
          LocalizedText(
            zh: "第 \(entry.index + 1) 张工作表的名称过长, 请改短后再试",
            en: "the name of sheet \(entry.index + 1) is too long; shorten it and try again"
          )
        )
      }
      sheets.append(try workbook.content(ofSheet: entry.index, maximumCells: sheetCellLimit))
      let content = sheets.last?.cells ?? SheetContent.Cells()
      cells += content.count
      guard cells <= workbookCellLimit else {
        throw tooMuch("单元格", "\(workbookCellLimit) 个", "\(workbookCellLimit) cells")
      }
      if content.hasFormulas { formulas += content.indices.count { content.hasFormula(at: $0) } }
      guard formulas <= formulaLimit else {
        throw tooMuch("公式", "\(formulaLimit) 个", "\(formulaLimit) formulas")
      }
      texts += content.textCount
      textBytes += content.textBytes
      guard texts <= textLimit, textBytes <= textByteLimit else {
        let megabytes = textByteLimit >> 20
        throw tooMuch(
          "文字",
          "\(textLimit) 种或 \(megabytes) MB",
          "\(textLimit) different texts or \(megabytes) MB of text"
        )
      }
    }
    return sheets
  }

  private static func tooMuch(_ what: String, _ limit: String, _ all: String) -> WorkbookError {
    WorkbookError(
      .tooLarge,
      LocalizedText(
        zh: "各工作表的\(what)合计超过 \(limit), 请把需要的工作表另存为一个文件再试",
        en: """
          the sheets hold more than \(all) together; \
          save those that are needed in a file of their own
          """
      )
    )
  }

  private static func tooMuch(_ excess: CheckExcess) -> WorkbookError {
    switch excess {
    case .findings: tooMuch("问题", "\(excess.limit) 处", "\(excess.limit) findings")
    case .operands:
      tooMuch("求和项", "\(excess.limit) 个", "\(excess.limit) figures in their sums")
    }
  }

  private static func tooMuchText(in sheet: SheetContent) -> WorkbookError {
    let (name, megabytes) = (sheet.name, longTextLimit >> 20)
    return WorkbookError(
      .tooLarge,
      LocalizedText(
        zh: "\(name): 表格旁边和里面的长文字合计超过 \(megabytes) MB, 请检查备注等格里是否误贴了别的内容",
        en: """
          \(name): the long texts in and beside the tables come to more than \(megabytes) MB; \
          check whether something was pasted into the remarks by mistake
          """
      )
    )
  }

  /// Binds the tables of the sheets.
  static func tables(
    in sheets: [SheetContent],
    _ binder: TableBinder
  ) throws(WorkbookError) -> [BoundSheet] {
    var bound: [BoundSheet] = []
    var cells = 0
    var longTextAllowance = longTextLimit
    for sheet in sheets {
      guard let found = binder.bind(sheet, longTextAllowance: &longTextAllowance) else {
        throw tooMuchText(in: sheet)
      }
      for table in found.tables { cells += table.cellCount }
      guard cells <= tableCellLimit else {
        throw tooMuch("表格", "\(tableCellLimit) 格", "\(tableCellLimit) cells in tables")
      }
      bound.append(found)
    }
    return bound
  }

  private func read(_ workbook: Workbook) throws(WorkbookError) -> Content {
    var sheets = try Self.contents(of: workbook)
    let binder = schemas.binder
    let formulas = FormulaInspection(workbook.recalculation(of: sheets))
    sheets = formulas?.filled(sheets) ?? sheets
    return Content(
      workbook: workbook,
      sheets: sheets,
      formulas: formulas,
      bound: try Self.tables(in: sheets, binder),
      binder: binder
    )
  }

  /// The earlier workbook that a file is compared with; a reason where it is not.
  private func predecessor(of content: Content, _ report: inout FileReport) -> EarlierWorkbook? {
    guard let earlier else { return nil }
    let identity = content.identity(name: report.path, digest: report.sha256)
    switch earlier.predecessor(of: identity, checker: self) {
    case .found(let workbook): return workbook
    case .none(let reason):
      report.skippedRules.append(SkippedRule(rule: "against", sheet: "", reason: reason))
      return nil
    }
  }

  private func check(
    _ content: Content,
    into report: inout FileReport
  ) throws(WorkbookError) {
    let (sheets, bound) = (content.sheets, content.bound)
    var names = bound
    report.sheets = bound.flatMap(Self.summaries)
    report.station = StationNaming.station(bound)
    report.period =
      bound.flatMap(\.periods)
      .first { $0.kind == .report && $0.dates?.isOrdered == true }?.dates
    if keepsPictures {
      report.pictures = sheets.map { SheetPicture(of: $0, in: content.workbook) }
    }
    if bound.contains(where: { !$0.tables.isEmpty }) {
      let earlier = predecessor(of: content, &report)
      names += earlier?.sheets ?? []
      let outcome = TableChecker.check(bound, formulas: content.formulas, against: earlier)
      if let excess = outcome.excess { throw Self.tooMuch(excess) }
      report.findings = outcome.findings
      report.findings += ReaderFindings.findings(
        of: content.workbook.notes,
        in: zip(sheets, bound),
        beside: outcome.findings
      )
      if let other = OtherStation.finding(for: bound, against: earlier) {
        report.findings.append(other)
      }
      report.diagnoses = outcome.diagnoses
      report.skippedRules += outcome.skippedRules
      report.pace = outcome.pace
      report.figures = outcome.figures
      report.comparison = outcome.comparison
      report.status = report.findings.isEmpty ? .clean : .findings
    } else {
      report.status = .unrecognised
      report.findings = [
        Unrecognised.finding(for: sheets, bound: bound, binder: content.binder)
      ]
      report.findings += ReaderFindings.hints(of: content.workbook.notes)
    }
    for index in report.findings.indices where report.findings[index].id.isEmpty {
      report.findings[index].id = "f\(index + 1)"
    }
    if masksNames { mask(&report, bound, names: names) }
  }

  /// Masks the names of the tables; a sheet without a table may hold names anywhere, so that
  /// nothing of it is shown.
  private func mask(
    _ report: inout FileReport,
    _ bound: [BoundSheet],
    names: [BoundSheet]
  ) {
    report = NameMasking(names).masked(report)
    let known = Set(bound.filter { !$0.tables.isEmpty }.map(\.name))
    for index in report.pictures.indices where !known.contains(report.pictures[index].name) {
      report.pictures[index] = .withheld(name: report.pictures[index].name)
    }
  }

  /// One summary per sheet, or per schema where a sheet holds tables of several.
  private static func summaries(_ sheet: BoundSheet) -> [SheetSummary] {
    if sheet.tables.isEmpty {
      return [SheetSummary(name: sheet.name, schema: nil, tables: [], rows: 0)]
    }
    var summaries: [SheetSummary] = []
    for table in sheet.tables {
      let position =
        summaries.firstIndex { $0.schema == table.schema.id }
        ?? {
          summaries.append(
            SheetSummary(
              name: sheet.name,
              schema: table.schema.id,
              schemaTitle: table.schema.name,
              tables: [],
              rows: 0
            )
          )
          return summaries.count - 1
        }()
      summaries[position].tables.append(table.name)
      summaries[position].rows += table.rows.count
    }
    return summaries
  }
}
