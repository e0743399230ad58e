import HebiaoCore

/// What a part of a formula came to.
enum Operand {
  case value(FormulaValue)
  case array(FormulaArray)
  case area(CellArea)
  /// An argument that was left out.
  case missing

  static func number(_ number: Double) -> Operand { .value(.number(number)) }
}

/// A rectangle of cells of one sheet.
struct CellArea: Hashable {
  var sheet: Int
  var range: CellRange

  var isSingle: Bool { range.first == range.last }
  var rows: Int { range.height }
  var columns: Int { range.width }

  /// The cell at a zero-based place.
  func cell(_ row: Int, _ column: Int) -> WorkbookCell {
    let first = range.first
    return WorkbookCell(
      sheet: sheet,
      CellReference(first.row.rawValue + row, first.column.rawValue + column)
    )
  }

  /// The one cell that stands for the area in a formula of another cell; nil where none does.
  ///
  /// Excel's implicit intersection: of a column the cell in the formula's row, of a row the one in
  /// its column.
  func intersection(with cell: CellReference) -> WorkbookCell? {
    if isSingle { return WorkbookCell(sheet: sheet, range.first) }
    if columns == 1, range.first.row <= cell.row, cell.row <= range.last.row {
      return WorkbookCell(sheet: sheet, CellReference(row: cell.row, column: range.first.column))
    }
    if rows == 1, range.first.column <= cell.column, cell.column <= range.last.column {
      return WorkbookCell(sheet: sheet, CellReference(row: range.first.row, column: cell.column))
    }
    return nil
  }
}

/// Reads operands in the place of one formula.
struct OperandReader {
  let cells: any FormulaCells
  let cell: WorkbookCell
  let settings: FormulaSettings
  /// Whether areas stand for all of their values where one is wanted.
  var isArray: Bool

  /// The one value of an operand.
  func scalar(_ operand: Operand) throws(FormulaStop) -> FormulaValue {
    switch operand {
    case .value(let value): return value
    case .missing: return .blank
    case .array(let array): return array.values[0]
    case .area(let area):
      guard let place = area.intersection(with: cell.reference) else { return .error(.value) }
      return try cells.value(at: place)
    }
  }

  /// Whether an operand stands for one value here.
  func isOne(_ operand: Operand) -> Bool {
    switch operand {
    case .value, .missing: true
    case .array(let array): array.values.count == 1
    case .area(let area): !isArray || area.isSingle
    }
  }

  /// The values of an operand that stands for many here; nil where it stands for one.
  func several(_ operand: Operand) throws(FormulaStop) -> FormulaArray? {
    isOne(operand) ? nil : try array(operand)
  }

  /// All values of an operand.
  func array(_ operand: Operand) throws(FormulaStop) -> FormulaArray {
    switch operand {
    case .value(let value): return FormulaArray(rows: 1, columns: 1, values: [value])
    case .missing: return FormulaArray(rows: 1, columns: 1, values: [.blank])
    case .array(let array): return array
    case .area(let area): return try array(area)
    }
  }

  /// The values of an area; whole columns end with the last row of any sheet.
  private func array(_ area: CellArea) throws(FormulaStop) -> FormulaArray {
    var rows = area.rows
    let first = area.range.first
    if rows == RowIndex.limit {
      rows = cells.lastRow + 1
    }
    let columns = area.columns
    let count = rows * columns
    guard count <= FormulaArray.limit else {
      throw .refused(
        FormulaRefusal(.tooLarge, zh: "数组过大", en: "the array is too large")
      )
    }
    try cells.spend(count / 8)
    var values = [FormulaValue](repeating: .blank, count: count)
    let last = CellReference(first.row.rawValue + rows - 1, area.range.last.column.rawValue)
    for found in try cells.values(in: CellRange(first, last), ofSheet: area.sheet) {
      let row = found.reference.row.rawValue - first.row.rawValue
      let column = found.reference.column.rawValue - first.column.rawValue
      values[row * columns + column] = found.value
    }
    return FormulaArray(rows: rows, columns: columns, values: values)
  }

  // MARK: Coercion

  /// A value where a number is wanted.
  func number(_ value: FormulaValue) throws(FormulaStop) -> Double {
    switch value {
    case .blank: return 0
    case .number(let number): return number
    case .bool(let truth): return truth ? 1 : 0
    case .error(let error): throw .error(error)
    case .text(let text):
      switch NumberInText(text, settings.dateSystem) {
      case .number(let number): return number
      case .none: throw .error(.value)
      case .ambiguous:
        throw .refused(
          FormulaRefusal(
            .ambiguous,
            zh: "文本 “\(FormulaRefusal.shown(text))” 是不是数字取决于电脑的区域设置",
            en:
              "whether the text \"\(FormulaRefusal.shown(text))\" is a number depends on the locale"
          )
        )
      }
    }
  }

  /// A value where a text is wanted.
  func text(_ value: FormulaValue) throws(FormulaStop) -> String {
    switch value {
    case .blank: return ""
    case .number(let number): return DecimalNumber.text(number)
    case .bool(let truth): return truth ? "TRUE" : "FALSE"
    case .error(let error): throw .error(error)
    case .text(let text): return text
    }
  }

  /// A value where a truth is wanted.
  func truth(_ value: FormulaValue) throws(FormulaStop) -> Bool {
    switch value {
    case .blank: return false
    case .number(let number): return number != 0
    case .bool(let truth): return truth
    case .error(let error): throw .error(error)
    case .text(let text):
      switch text.uppercased() {
      case "TRUE": return true
      case "FALSE": return false
      default: throw .error(.value)
      }
    }
  }
}
