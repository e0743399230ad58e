import CLibXLSXWriter
import HebiaoCore

extension AuthoredWorkbook {
  /// Sets what a sheet is apart from its cells.
  package mutating func set(
    _ layout: SheetLayout,
    of sheet: Sheet
  ) throws(AuthoringError) {
    let page = sheets[sheet.index]
    for (column, width) in layout.columnWidths {
      let (_, column) = try Self.position(CellReference(row: RowIndex(0), column: column))
      try AuthoringError.check(worksheet_set_column(page, column, column, width, nil))
    }
    if layout.frozenRows > 0 || layout.frozenColumns > 0 {
      let (row, column) = try Self.position(
        CellReference(layout.frozenRows, layout.frozenColumns)
      )
      worksheet_freeze_panes(page, row, column)
    }
    if let range = layout.filteredRange {
      let (top, left) = try Self.position(range.first)
      let (bottom, right) = try Self.position(range.last)
      try AuthoringError.check(worksheet_autofilter(page, top, left, bottom, right))
    }
    try setPrinting(layout, page)
    if layout.isProtected {
      var allowed = lxw_protection()
      allowed.format_cells = 1
      allowed.format_columns = 1
      allowed.format_rows = 1
      allowed.sort = 1
      allowed.autofilter = 1
      worksheet_protect(page, nil, &allowed)
    }
    if !layout.showsGridlines {
      worksheet_gridlines(page, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    }
    worksheet_set_zoom(page, layout.zoom)
    if let color = layout.tabColor { worksheet_set_tab_color(page, color) }
  }

  private func setPrinting(
    _ layout: SheetLayout,
    _ page: UnsafeMutablePointer<lxw_worksheet>
  ) throws(AuthoringError) {
    if layout.isLandscape { worksheet_set_landscape(page) }
    // The numbers of ECMA-376 part 1, 18.3.1.63.
    worksheet_set_paper(page, layout.paper == .a3 ? 8 : 9)
    worksheet_fit_to_pages(page, 1, layout.fitsOnePage ? 1 : 0)
    worksheet_center_horizontally(page)
    // Units: inches.
    worksheet_set_margins(page, 0.4, 0.4, 0.5, 0.6)
    if let rows = layout.repeatedRows {
      let (first, _) = try Self.position(CellReference(rows.lowerBound, 0))
      let (last, _) = try Self.position(CellReference(rows.upperBound, 0))
      try AuthoringError.check(worksheet_repeat_rows(page, first, last))
    }
    if let range = layout.printedRange {
      let (top, left) = try Self.position(range.first)
      let (bottom, right) = try Self.position(range.last)
      try AuthoringError.check(worksheet_print_area(page, top, left, bottom, right))
    }
    if let footer = layout.pageFooter {
      try AuthoringError.check(worksheet_set_footer(page, footer.clipped(to: 250)))
    }
  }

  /// States what may be typed into cells.
  ///
  /// - Throws: `AuthoringError.Kind.limit` for a list of more than 255 characters.
  package mutating func add(_ check: InputCheck, to sheet: Sheet) throws(AuthoringError) {
    let (top, left) = try Self.position(check.range.first)
    let (bottom, right) = try Self.position(check.range.last)
    let texts = ValidationTexts(check)
    if case .list = check.rule, texts.listLength > 255 {
      throw AuthoringError(
        .limit(
          LocalizedText(
            zh: "\(check.range) 的下拉选项超过 255 字, 请在表样中减少 choices",
            en: "the choices for \(check.range) exceed 255 characters; list fewer in the schema"
          )
        )
      )
    }
    let page = sheets[sheet.index]
    let code = texts.withValidation { validation in
      worksheet_data_validation_range(page, top, left, bottom, right, &validation)
    }
    try AuthoringError.check(code)
  }
}
