import HebiaoCore
import TableBinding
import WorkbookFiles

/// What the reader noted about a file, as findings: another program may show the file otherwise.
enum ReaderFindings {
  /// A cell whose content the file does not hold in a form that can be read.
  ///
  /// In a table it is an error, unless a rule has already reported the cell; elsewhere a warning.
  /// Wrong: a number cell that holds the text 12a, or a reference to a shared text that is not there.
  /// Right: the number or the text itself.
  static let unreadableCell = "unreadable-cell"

  /// The archive holds two parts of one name whose contents differ, or two whose names differ in letter
  /// case alone: the one that was read need not be the one that another program shows.
  ///
  /// An error where figures of a table come from the part, else a warning; two equal parts are no
  /// more than a note.
  /// Wrong: two parts xl/worksheets/sheet1.xml, one saying 24 and the other 42.
  /// Right: each part once, as Excel and WPS save it.
  static let repeatedPart = "repeated-part"

  /// A sheet that the workbook lists and of which the file holds nothing that could be read: nothing on
  /// it was checked.
  ///
  /// Wrong: a tab 附件2 whose part was lost on the way.
  /// Right: the file as it was saved.
  static let missingSheet = "missing-sheet"

  /// A cell or a row that does not say rightly where it stands, or several cells at one place.
  ///
  /// What says it wrongly was read in its order, of several cells the last; a cell below the last row or
  /// right of the last column was not read. A warning on a sheet with a
  /// table, else a note.
  /// Wrong: a cell that says it stands at XFE1, which no sheet has.
  /// Right: a cell that says it stands at K5.
  static let misplacedCell = "misplaced-cell"

  /// A value under a merged range: nobody sees it, but sums count it.
  ///
  /// A warning where it is a number of a table, a note where it is a text.
  /// Wrong: G5:G7 merged and showing 10, with 3 still stored in G6.
  /// Right: G5:G7 merged, and nothing stored in G6 and G7.
  static let coveredValue = "covered-value"

  /// A cell of a type that the standard does not have; its content was read as it stands.
  ///
  /// Wrong: a cell of type "x".
  /// Right: a cell of type "n".
  static let unknownType = "unknown-type"

  /// The findings of a workbook in which tables were found.
  ///
  /// `others` are what the rules found: what they report of a cell needs no second error.
  static func findings(
    of notes: [ReaderNote],
    in sheets: Zip2Sequence<[SheetContent], [BoundSheet]>,
    beside others: [Finding]
  ) -> [Finding] {
    var areas: [String: TableAreas] = [:]
    var covered: [Finding] = []
    for (content, bound) in sheets where !bound.tables.isEmpty {
      let area = TableAreas(bound.tables)
      areas[content.name] = area
      covered += CoveredValues.findings(in: content, area)
    }
    guard !notes.isEmpty else { return covered }
    var reported: Set<CellLocation> = []
    for finding in others where finding.severity == .error {
      guard let cell = finding.cell else { continue }
      reported.insert(CellLocation(sheet: finding.sheet, cell: cell))
    }
    return distinct(notes).map { note in
      var finding = finding(of: note)
      finding.severity = severity(of: note, areas, reported)
      return finding
    } + covered
  }

  /// The notes without those that say of the same place what another one has said.
  private static func distinct(_ notes: [ReaderNote]) -> [ReaderNote] {
    var told: Set<[String]> = []
    return notes.filter { note in
      note.cell != nil || told.insert([note.sheet ?? "", note.text.chinese]).inserted
    }
  }

  /// The notes on a workbook in which no table was found, where nothing weighs.
  static func hints(of notes: [ReaderNote]) -> [Finding] {
    distinct(notes).map { note in
      var finding = finding(of: note)
      finding.severity = .info
      return finding
    }
  }

  private static func finding(of note: ReaderNote) -> Finding {
    let sheet = note.sheet ?? ""
    return Finding(
      rule: code(of: note.kind),
      severity: note.severity,
      sheet: sheet,
      cell: note.cell,
      message: note.text,
      cells: note.cell.map { [CellLocation(sheet: sheet, cell: $0)] } ?? []
    )
  }

  private static func code(of kind: ReaderNote.Kind) -> String {
    switch kind {
    case .missingSheet: missingSheet
    case .repeatedPart, .contradictingPart: repeatedPart
    case .unreadableCell: unreadableCell
    case .misplacedCell, .outsideCell: misplacedCell
    case .unknownType: unknownType
    }
  }

  private static func severity(
    of note: ReaderNote,
    _ areas: [String: TableAreas],
    _ reported: Set<CellLocation>
  ) -> Severity {
    let area = note.sheet.flatMap { areas[$0] }
    switch note.kind {
    case .missingSheet, .repeatedPart, .unknownType: return note.severity
    case .misplacedCell, .outsideCell: return area == nil ? .info : .warning
    case .contradictingPart:
      let isRead = note.severity == .error
      return isRead && (note.sheet == nil || area != nil) ? .error : .warning
    case .unreadableCell:
      guard let area, let sheet = note.sheet else { return .warning }
      // Cells beyond the first that are told one by one: some may stand in the table.
      guard let cell = note.cell else { return .warning }
      guard area.contains(cell) else { return .warning }
      return reported.contains(CellLocation(sheet: sheet, cell: cell)) ? .info : .error
    }
  }
}

/// Where the tables of a sheet stand: rows from a header to the last row, columns up to the last.
struct TableAreas {
  private struct Area {
    var rows: ClosedRange<RowIndex>
    var lastColumn: ColumnIndex
  }

  private var areas: [Area] = []

  init(_ tables: [BoundTable]) {
    for table in tables {
      guard var first = table.columns.first?.header.row else { continue }
      var last = first
      var column = ColumnIndex(0)
      for header in table.columns {
        (first, last) = (min(first, header.header.row), max(last, header.header.row))
        column = max(column, header.index)
      }
      for row in table.rows { (first, last) = (min(first, row.index), max(last, row.index)) }
      areas.append(Area(rows: first...last, lastColumn: column))
    }
  }

  /// Whether a cell stands in a table, or names one of its rows.
  func contains(_ cell: CellReference) -> Bool {
    areas.contains { $0.rows.contains(cell.row) && cell.column <= $0.lastColumn }
  }
}
