public import HebiaoCore

/// A workbook that shows a package, and where each figure stands in it.
public struct RenderedPackage: Sendable {
  /// A cell of a sheet.
  public struct Location: Hashable, Sendable {
    /// The name on the tab.
    public var sheet: String
    /// The cell.
    public var cell: CellReference
  }

  /// The workbook.
  public var workbook: WorkbookBuilder
  /// Where each figure stands; absent for figures that the layout leaves out.
  public var locations: [FigurePath: Location]
}

extension MonthlyPackage {
  /// Which of the tables a workbook holds.
  public enum Table: CaseIterable, Sendable {
    /// 附件1-1.
    case indicators
    /// 附件1-2.
    case projects
    /// 附件2.
    case staffing
  }

  /// Draws the package under a layout.
  ///
  /// `figures` may differ from `printed()`: that is how errors get into a workbook.
  public func rendered(
    _ figures: PrintedFigures,
    layout: PackageLayout,
    tables: [Table] = Table.allCases,
    options: WorkbookBuilder.Options = WorkbookBuilder.Options()
  ) -> RenderedPackage {
    var sheets: [SheetBuilder] = []
    var locations: [FigurePath: RenderedPackage.Location] = [:]
    var sheet = SheetBuilder(name: layout.sheetNames.first ?? "Sheet1")
    var (top, left) = (layout.rowOffset, layout.columnOffset)
    for table in tables {
      let number = Table.allCases.firstIndex(of: table) ?? 0
      if layout.arrangement == .separateSheets {
        let name = layout.sheetNames.indices.contains(number) ? layout.sheetNames[number] : nil
        sheet = SheetBuilder(name: name ?? "Sheet\(number + 1)")
        (top, left) = (layout.rowOffset, layout.columnOffset)
      }
      var canvas = TableCanvas(
        sheet: sheet,
        top: top,
        left: left,
        layout: layout,
        figures: figures
      )
      let size = draw(table, on: &canvas)
      if layout.formulas != .none { addFormulas(to: &canvas) }
      sheet = canvas.sheet
      for (path, cell) in canvas.locations {
        locations[path] = RenderedPackage.Location(sheet: sheet.name, cell: cell)
      }
      switch layout.arrangement {
      case .separateSheets: sheets.append(sheet)
      case .stacked: top += size.rows + 2
      case .sideBySide: left += size.columns + 1
      }
    }
    if layout.arrangement != .separateSheets { sheets.append(sheet) }
    for index in sheets.indices { sheets[index].fitRowHeights() }
    if layout.hasOtherSheets {
      var cover = SheetBuilder(name: "封面")
      cover.set(3, 2, .text(project + "月报"), style: .title)
      cover.set(5, 2, .text("报送单位: 社工服务站"), style: .subtitle)
      cover.columnWidths[2] = 60
      sheets = [cover] + sheets + [SheetBuilder(name: "Sheet9")]
    }
    var workbook = WorkbookBuilder(sheets: sheets, options: options)
    workbook.properties.title = project
    return RenderedPackage(workbook: workbook, locations: locations)
  }

  private func draw(_ table: Table, on canvas: inout TableCanvas) -> (rows: Int, columns: Int) {
    switch table {
    case .indicators: drawIndicators(on: &canvas)
    case .projects: drawProjects(on: &canvas)
    case .staffing: drawStaffing(on: &canvas)
    }
  }

  /// The label, the title and the period over a table; the number of rows they take.
  func drawHeading(
    on canvas: inout TableCanvas,
    row: Int,
    label: String,
    kind: String,
    period: FigurePath,
    wrapping: (String) -> String,
    width: Int
  ) -> Int {
    let isMerged = canvas.layout.mergesCells
    func headingStyle(_ style: CellStyle) -> CellStyle {
      // Unmerged, a heading runs to the right over the empty cells beside it.
      guard !isMerged else { return style }
      var plain = style
      plain.alignment = .left
      plain.wraps = false
      return plain
    }
    var next = row
    if canvas.layout.showsAttachmentLabel, row == 0 {
      canvas.text(label, next, 0, style: .note)
      next += 1
    }
    if canvas.layout.showsTitle {
      canvas.text(project + kind, next, 0, width: width, style: headingStyle(.title))
      canvas.sheet.rowHeights[canvas.top + next] = 30
      next += 1
    }
    if canvas.layout.showsPeriod, let span = canvas.figures[period] {
      canvas.text(wrapping(span.text), next, 0, width: width, style: headingStyle(.subtitle))
      canvas.sheet.rowHeights[canvas.top + next] = 20
      if row == 0 {
        canvas.locations[period] = CellReference(canvas.top + next, canvas.left)
      }
      next += 1
    }
    return next
  }

  /// The notes below a table; the row after them.
  func drawNotes(on canvas: inout TableCanvas, row: Int) -> Int {
    guard !canvas.layout.notes.isEmpty else { return row }
    for (index, note) in canvas.layout.notes.enumerated() {
      canvas.text(note, row + 1 + index, 0, style: .note)
    }
    return row + 1 + canvas.layout.notes.count
  }
}

extension SheetBuilder {
  /// Gives rows the height that their wrapped texts need at the columns' widths.
  mutating func fitRowHeights() {
    var heights: [Int: Double] = [:]
    let merged = Dictionary(
      mergedRanges.map { ($0.first, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for (reference, cell) in cells where cell.style.wraps {
      guard case .text(let text) = cell.content else { continue }
      let range = merged[reference] ?? CellRange(reference, reference)
      var width = 0.0
      for column in range.first.column.rawValue...range.last.column.rawValue {
        width += columnWidths[column] ?? 8.43
      }
      let size = Double(cell.style.fontSize)
      // A column's width counts digits of 11 points; a Chinese character takes two.
      let capacity = max(1, (width - 1) * 11 / size)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        let units = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
        return max(1, (Double(units) / capacity).rounded(.up))
      }
      let height = lines.reduce(0, +) * (size * 1.4) + 6
      let row = reference.row.rawValue
      let share = height / Double(range.height)
      for covered in row..<row + range.height {
        heights[covered] = max(heights[covered] ?? 18, share)
      }
    }
    for (row, height) in heights {
      rowHeights[row] = max(rowHeights[row] ?? 0, height.rounded(.up))
    }
  }
}
