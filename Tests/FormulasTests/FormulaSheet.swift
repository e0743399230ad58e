import Formulas
import HebiaoCore
import SpreadsheetML
import Testing

/// Cells written as people type them: `=` begins a formula, `'` a text, `<2>=A1` has a stored 2.
struct FormulaSheet {
  var sheets: [SheetContent]

  init(_ sheets: KeyValuePairs<String, KeyValuePairs<String, String>>) throws {
    self.sheets = try sheets.enumerated().map { index, sheet in
      let cells = try sheet.value.map { try Self.cell($0.key, $0.value) }
      return SheetContent(name: sheet.key, index: index, cells: SheetContent.Cells(cells))
    }
  }

  init(_ cells: KeyValuePairs<String, String>) throws {
    try self.init(["附件 1": cells])
  }

  func recalculation(
    names: [DefinedName] = [],
    system: SerialDate.System = .from1900,
    workLimit: Int = Recalculation.usualWorkLimit
  ) -> Recalculation {
    Recalculation(
      sheets: sheets,
      names: names,
      settings: FormulaSettings(dateSystem: system) { value, code in
        NumberFormat(code: code).shownText(of: value, system: system)
      },
      workLimit: workLimit
    )
  }

  /// What the formula of a cell comes to, as text.
  func outcome(
    _ cell: String,
    names: [DefinedName] = [],
    system: SerialDate.System = .from1900,
    sheet: Int = 0
  ) throws -> String {
    let all = recalculation(names: names, system: system).all()
    let place = WorkbookCell(sheet: sheet, try #require(CellReference(cell)))
    return Self.text(try #require(all.first { $0.cell == place }).outcome)
  }

  /// `12.5`, `"text"`, `TRUE`, `#N/A`, or the reason of a refusal after an exclamation mark.
  static func text(_ outcome: RecalculatedCell.Outcome) -> String {
    switch outcome {
    case .refused(let refusal): "!\(refusal.kind)"
    case .value(.blank): "blank"
    case .value(.bool(let truth)): truth ? "TRUE" : "FALSE"
    case .value(.error(let error)): error.rawValue
    case .value(.text(let text)): "\"\(text)\""
    case .value(.number(let number)): Rational(number)?.decimalText ?? "\(number)"
    }
  }

  private static func cell(_ name: String, _ text: String) throws -> SheetCell {
    let reference = try #require(CellReference(name))
    if text.hasPrefix("<"), let end = text.firstIndex(of: ">") {
      let stored = String(text[text.index(after: text.startIndex)..<end])
      return SheetCell(
        reference: reference,
        value: value(stored),
        formula: String(text[text.index(end, offsetBy: 2)...])
      )
    }
    if text.hasPrefix("=") {
      return SheetCell(reference: reference, value: .empty, formula: String(text.dropFirst()))
    }
    return SheetCell(reference: reference, value: value(text))
  }

  private static func value(_ text: String) -> CellValue {
    if text.hasPrefix("'") { return .string(String(text.dropFirst())) }
    if text.hasPrefix("#") { return .error(text) }
    if text == "TRUE" || text == "FALSE" { return .bool(text == "TRUE") }
    return Double(text).map { .number($0) } ?? .string(text)
  }
}
