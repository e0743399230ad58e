import HebiaoCore

/// Draws one sheet as a table, its wrong cells marked and linked to their findings.
struct SheetDrawing {
  /// What is to be marked in a cell.
  private struct Mark {
    var severity: Severity?
    var findings: [SheetFindings.Numbered] = []
  }

  /// Room for a page across, A4 landscape within its margins.
  ///
  /// Units: CSS pixels.
  private static let pageWidth = 1_040.0
  /// Links from one cell to its findings.
  private static let linkLimit = 3
  private static let textLimit = 1_000
  /// Columns from which a merged cell's middle lies beyond a small screen.
  private static let wideColumns = 8

  let wording: ReportWording
  /// The number of the file and of the sheet, which make identifiers unique.
  let file: Int
  let sheet: Int

  private let picture: SheetPicture
  private let grid: SheetGrid
  private var marks: [CellReference: Mark] = [:]

  init(
    _ picture: SheetPicture,
    findings: [SheetFindings.Numbered],
    wording: ReportWording,
    file: Int,
    sheet: Int
  ) {
    self.wording = wording
    self.file = file
    self.sheet = sheet
    self.picture = picture
    let wanted = findings.flatMap { entry in
      let cells = entry.finding.cells.filter { $0.sheet == picture.name }.map(\.cell)
      return [entry.finding.cell].compactMap { $0 } + cells
    }
    grid = SheetGrid(picture, wanted: wanted)
    for entry in findings {
      for location in entry.finding.cells where location.sheet == picture.name {
        marks[location.cell, default: Mark()].severity = marks[location.cell]?.severity
      }
      guard let cell = entry.finding.cell else { continue }
      var mark = marks[cell] ?? Mark()
      mark.severity = min(mark.severity ?? entry.finding.severity, entry.finding.severity)
      mark.findings.append(entry)
      marks[cell] = mark
    }
  }

  /// The identifier of a cell in the page, or nil if it is not drawn.
  func anchor(of cell: CellReference) -> String? {
    guard let place = grid.place(of: cell), !grid.covered.contains(place) else { return nil }
    return "c\(file)-\(sheet)-\(cell)"
  }

  /// Writes the table.
  func draw(into output: inout [UInt8]) {
    let widths = columnWidths
    let total = widths.reduce(44, +)
    let fit = max(0.3, min(1, Self.pageWidth / Double(total)))
    if grid.rows.omitted > 0 || grid.columns.omitted > 0 {
      output.append(element: "p", class: "cut", html: omission)
    }
    output.append(text: "<div class=\"frame\" tabindex=\"0\" role=\"region\" aria-label=\"")
    output.append(html: picture.name)
    let percent = Int(fit * 1_000)
    output.append(
      text:
        "\"><table class=\"grid\" style=\"width:\(total)px;--fit:0.\(percent >= 1_000 ? "999" : Self.threeDigits(percent))\">"
    )
    output.append(
      element: "caption",
      html: wording("工作表 \(picture.name)", "Sheet \(picture.name)")
    )
    output.append(text: "<colgroup><col style=\"width:44px\">")
    for width in widths { output.append(text: "<col style=\"width:\(width)px\">") }
    output.append(text: "</colgroup>\n<thead><tr><td></td>")
    for slot in grid.columns.slots {
      switch slot {
      case .gap: output.append(text: "<th class=\"gap\">⋯</th>")
      case .line(let index):
        let isHidden = picture.hiddenColumns.contains(ColumnIndex(index))
        output.append(text: "<th scope=\"col\"\(isHidden ? " class=\"hidden\"" : "")>")
        output.append(text: "\(ColumnIndex(index))</th>")
      }
    }
    output.append(text: "</tr></thead>\n<tbody>")
    for (row, slot) in grid.rows.slots.enumerated() {
      switch slot {
      case .gap(_, let count): drawGap(count, into: &output)
      case .line(let index): drawRow(row, index: index, into: &output)
      }
    }
    output.append(text: "</tbody></table></div>\n")
    if !marks.isEmpty { drawLegend(into: &output) }
  }

  private func drawLegend(into output: inout [UInt8]) {
    output.append(text: "<p class=\"legend\">")
    for severity in Severity.allCases
    where marks.values.contains(where: { $0.severity == severity }) {
      output.append(text: "<span class=\"\(severity.rawValue)\"></span>")
      output.append(html: wording.name(of: severity))
    }
    if marks.values.contains(where: { $0.severity == nil }) {
      output.append(text: "<span class=\"part\"></span>")
      output.append(html: wording("参与计算的格", "takes part in the calculation"))
    }
    output.append(
      html: wording(
        " · 角标是问题的编号, 点击可跳到说明",
        " · the number in a corner leads to the finding"
      )
    )
    output.append(text: "</p>\n")
  }

  private func drawGap(_ count: Int, into output: inout [UInt8]) {
    output.append(text: "<tr class=\"gap\"><th>⋮</th>")
    output.append(text: "<td colspan=\"\(grid.columns.slots.count)\">")
    output.append(html: wording("略去 \(count) 行", "\(count) rows left out"))
    output.append(text: "</td></tr>\n")
  }

  private func drawRow(_ row: Int, index: Int, into output: inout [UInt8]) {
    let isHidden = picture.hiddenRows.contains(RowIndex(index))
    output.append(text: "<tr")
    if isHidden { output.append(text: " class=\"hidden\"") }
    if let points = picture.rowHeights[RowIndex(index)], points.isFinite, points > 0 {
      output.append(text: " style=\"height:\(Int(min(points, 409) * 4 / 3))px\"")
    }
    output.append(text: "><th scope=\"row\">\(index + 1)")
    if isHidden { output.append(element: "small", html: wording("隐藏", "hidden")) }
    output.append(text: "</th>")
    for (column, slot) in grid.columns.slots.enumerated() {
      let place = grid.place(row: row, column: column)
      if grid.covered.contains(place) { continue }
      switch slot {
      case .gap: output.append(text: "<td class=\"gap\"></td>")
      case .line(let columnIndex):
        let area = grid.areas[place]
        let reference = area?.source ?? CellReference(index, columnIndex)
        drawCell(reference, area: area, into: &output)
      }
    }
    output.append(text: "</tr>\n")
  }

  private func drawCell(
    _ reference: CellReference,
    area: SheetGrid.Area?,
    into output: inout [UInt8]
  ) {
    let cell = grid.cells[reference]
    let mark = marks[reference]
    var classes: [String] = []
    switch cell?.alignment {
    case .center: classes.append("m")
    case .right: classes.append("r")
    default: break
    }
    if cell?.isBold == true { classes.append("b") }
    if let area, area.columns.count >= Self.wideColumns { classes.append("w") }
    if let mark { classes.append(mark.severity?.rawValue ?? "part") }
    if picture.hiddenColumns.contains(reference.column) { classes.append("hidden") }
    output.append(text: "<td")
    if mark != nil, area?.isFirst ?? true {
      output.append(text: " id=\"c\(file)-\(sheet)-\(reference)\"")
    }
    if !classes.isEmpty { output.append(text: " class=\"\(classes.joined(separator: " "))\"") }
    if let area {
      if area.columns.count > 1 { output.append(text: " colspan=\"\(area.columns.count)\"") }
      if area.rows.count > 1 { output.append(text: " rowspan=\"\(area.rows.count)\"") }
    }
    output.append(0x3E)
    if let text = cell?.text {
      let isLong = text.unicodeScalars.count > Self.textLimit
      output.append(html: isLong ? text.prefix(Self.textLimit) + "…" : text)
    }
    if let mark, area?.isFirst ?? true { drawLinks(mark, into: &output) }
    output.append(text: "</td>")
  }

  private func drawLinks(_ mark: Mark, into output: inout [UInt8]) {
    guard !mark.findings.isEmpty else { return }
    output.append(text: "<span class=\"marks\">")
    for entry in mark.findings.prefix(Self.linkLimit) {
      output.append(text: "<a class=\"mark \(entry.finding.severity.rawValue)\" ")
      output.append(
        text:
          "href=\"#f\(file)-\(entry.number)\" aria-label=\"\(wording.name(of: entry.finding.severity)) \(entry.number)\" title=\""
      )
      output.append(html: entry.finding.message[wording.language])
      output.append(text: "\">\(entry.number)</a>")
    }
    if mark.findings.count > Self.linkLimit { output.append(text: "…") }
    output.append(text: "</span>")
  }

  private var omission: String {
    let rows = grid.rows.omitted
    let columns = grid.columns.omitted
    return wording(
      "表格较大, 只画出开头和问题附近的部分: 略去 \(rows) 行, \(columns) 列。",
      "A large sheet: only its beginning and what lies around the findings is drawn; "
        + "\(rows) rows and \(columns) columns are left out."
    )
  }

  /// Widths as Excel would draw them, from the texts where the file gives none.
  ///
  /// Units: CSS pixels, for a digit that is 8 wide, as in the Chinese default fonts.
  private var columnWidths: [Int] {
    var longest: [Int: Int] = [:]
    for (reference, cell) in grid.cells {
      guard let place = grid.place(of: reference), grid.areas[place] == nil else { continue }
      let column = reference.column.rawValue
      longest[column] = max(longest[column] ?? 0, DisplayText.width(of: cell.text))
    }
    return grid.columns.slots.map { slot in
      guard case .line(let index) = slot else { return 24 }
      if let width = picture.columnWidths[ColumnIndex(index)], width.isFinite {
        return Int(max(2, min(width, 100)) * 8) + 5
      }
      return max(8, min(longest[index] ?? 0, 28)) * 7 + 16
    }
  }

  private static func threeDigits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 3 - text.count)) + text
  }
}
