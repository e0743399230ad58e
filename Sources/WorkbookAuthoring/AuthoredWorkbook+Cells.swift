import CLibXLSXWriter
package import HebiaoCore

extension AuthoredWorkbook {
  /// Characters that a cell takes at most.
  package static let textLimit = 32_767
  /// Links that a sheet takes at most.
  package static let linkLimit = 65_530

  /// Writes a cell.
  ///
  /// - Throws: `AuthoringError` for a cell outside the sheet.
  package mutating func write(
    _ content: AuthoredContent,
    at cell: CellReference,
    format: CellFormat,
    in sheet: Sheet
  ) throws(AuthoringError) {
    let format = try self.format(format)
    let (row, column) = try Self.position(cell)
    let page = sheets[sheet.index]
    let code: lxw_error
    switch content {
    case .blank: code = worksheet_write_blank(page, row, column, format)
    case .text(let text):
      let text = text.clipped(to: Self.textLimit).escaped.clipped(to: Self.textLimit)
      code =
        text.isEmpty
        ? worksheet_write_blank(page, row, column, format)
        : worksheet_write_string(page, row, column, text, format)
    case .number(let number): code = worksheet_write_number(page, row, column, number, format)
    case .formula(let formula, .number(let result)):
      code = worksheet_write_formula_num(page, row, column, "=" + formula, format, result)
    case .formula(let formula, .text(let result)):
      code = worksheet_write_formula_str(page, row, column, "=" + formula, format, result)
    case .link(let target, let text):
      try AuthoringError.check(
        worksheet_write_url(page, row, column, target.address, format)
      )
      // The library would change the slashes of a link's text, so that it is written by itself.
      code = worksheet_write_string(
        page,
        row,
        column,
        text.clipped(to: Self.textLimit).escaped.clipped(to: Self.textLimit),
        format
      )
    }
    try AuthoringError.check(code)
  }

  /// Merges a range and writes its upper left cell; the others get its look.
  ///
  /// A single cell is written and not merged.
  package mutating func merge(
    _ range: CellRange,
    _ content: AuthoredContent,
    format: CellFormat,
    in sheet: Sheet
  ) throws(AuthoringError) {
    if range.first != range.last {
      let (top, left) = try Self.position(range.first)
      let (bottom, right) = try Self.position(range.last)
      let made = try self.format(format)
      try AuthoringError.check(
        worksheet_merge_range(sheets[sheet.index], top, left, bottom, right, "", made)
      )
    }
    try write(content, at: range.first, format: format, in: sheet)
  }

  /// Sets a row's height; units: points.
  package mutating func setHeight(
    _ height: Double,
    ofRow row: Int,
    in sheet: Sheet
  ) throws(AuthoringError) {
    let (row, _) = try Self.position(CellReference(row, 0))
    try AuthoringError.check(worksheet_set_row(sheets[sheet.index], row, height, nil))
  }

  static func position(
    _ cell: CellReference
  ) throws(AuthoringError) -> (row: lxw_row_t, column: lxw_col_t) {
    guard (0..<RowIndex.limit).contains(cell.row.rawValue),
      (0..<ColumnIndex.limit).contains(cell.column.rawValue)
    else {
      try AuthoringError.check(LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
      return (0, 0)
    }
    return (lxw_row_t(cell.row.rawValue), lxw_col_t(cell.column.rawValue))
  }
}

extension LinkTarget {
  /// The address in the library's notation; `#` and `%` of a file's name are encoded, as they would
  /// end it or stand for something else.
  var address: String {
    let place = cell.map { "'\($0.sheet.replacing("'", with: "''"))'!\($0.cell)" }
    guard let file else { return "internal:\(place ?? "A1")" }
    let name = file.replacing("%", with: "%25").replacing("#", with: "%23")
    return "external:\(name)" + (place.map { "#\($0)" } ?? "")
  }

  /// Whether the address is short enough for a cell.
  package var fits: Bool { address.utf8.count < 2_000 }
}
