import HebiaoCore
import TableSchemas
import WorkbookAuthoring

/// Draws a draft: gives everything its place, look, formula and input check.
struct TemplateSheet {
  let draft: SheetDraft
  let language: Language
  private(set) var plan: SheetPlan
  private var values: [CellReference: DraftValue] = [:]
  private var formulas: [CellReference: TemplateFormula] = [:]
  /// The first row that is free.
  var top = 0
  /// Columns of the widest table.
  let width: Int

  /// The plan of a sheet.
  static func plan(
    _ draft: SheetDraft,
    language: Language,
    stamp: String
  ) -> SheetPlan {
    var sheet = TemplateSheet(draft: draft, language: language)
    sheet.draw(stamp: stamp)
    return sheet.plan
  }

  private init(draft: SheetDraft, language: Language) {
    self.draft = draft
    self.language = language
    plan = SheetPlan(name: draft.template.sheet)
    width = draft.parts.map(Self.width).max() ?? 1
  }

  private static func width(of part: PartDraft) -> Int {
    part.definition.rows == nil
      ? PanelPlaces(part, top: 0).width : PlacedRows(part, top: 0).columns.count
  }

  private mutating func draw(stamp: String) {
    drawHead()
    let head = top
    var firsts: [String: PlacedRows] = [:]
    var tables: [PlacedRows] = []
    for part in draft.parts {
      if part.definition.rows == nil {
        drawPanels(PanelPlaces(part, top: top))
      } else {
        let placed = PlacedRows(part, top: top)
        drawRows(placed, first: part.number == 0 ? nil : firsts[part.block.table])
        if part.number == 0 { firsts[part.block.table] = placed }
        tables.append(placed)
        top = placed.end
      }
    }
    compute()
    drawFoot(stamp: stamp)
    setLayout(head: head, only: tables.count == draft.parts.count ? tables : [])
  }

  // MARK: Head and foot

  private mutating func drawHead() {
    let last = width - 1
    if let label = draft.template.label {
      put(row: top, 0, .text(label), TemplateLook.label)
      top += 1
    }
    put(CellRange(CellReference(top, 0), CellReference(top, last)), .text(draft.title), .title)
    plan.rowHeights[top] = 30
    top += 1
    if let period = draft.period {
      put(CellRange(CellReference(top, 0), CellReference(top, last)), .text(period), .period)
      plan.rowHeights[top] = 20
      top += 1
    }
  }

  private mutating func drawFoot(stamp: String) {
    let words = draft.template.signature
    if !words.isEmpty {
      plan.rowHeights[top] = 12
      top += 1
      plan.rowHeights[top] = 24
      // One cell over the whole width: cells of their own would stand under headers of the tables.
      let room = plan.layout.columnWidths.values.reduce(0, +) / Double(words.count)
      let line = words.map { word in
        let gap = max(8, Int(room * 0.9 - TextMeasure.width(of: word)))
        return word + ":" + String(repeating: " ", count: gap)
      }
      put(
        CellRange(CellReference(top, 0), CellReference(top, width - 1)),
        .text(line.joined()),
        .signature
      )
      top += 1
    }
    put(
      CellRange(CellReference(top, 0), CellReference(top, width - 1)),
      .text(stamp),
      .stamp
    )
    top += 1
  }

  private mutating func setLayout(head: Int, only tables: [PlacedRows]) {
    plan.layout.paper = draft.template.paper == .a3 ? .a3 : .a4
    plan.layout.isProtected = true
    plan.layout.showsGridlines = false
    plan.layout.pageFooter = "&L\(draft.template.sheet)&C第 &P 页 共 &N 页"
    plan.layout.repeatedRows = 0...head - 1
    plan.layout.frozenRows = head
    plan.layout.printedRange = CellRange(
      CellReference(0, 0),
      CellReference(top - 1, width - 1)
    )
    for column in 0..<width where plan.layout.columnWidths[ColumnIndex(column)] == nil {
      plan.layout.columnWidths[ColumnIndex(column)] = 9
    }
    let label = draft.parts.first.flatMap { part in
      part.block.columns.firstIndex { $0 == part.definition.rows?.labelField }
    }
    if let label { plan.layout.frozenColumns = label + 1 }
    // A header that all rows stand under stays in sight, too.
    guard tables.count == 1, let table = tables.first else { return }
    plan.layout.repeatedRows = 0...table.header.upperBound - 1
    plan.layout.frozenRows = table.header.upperBound
    guard table.draft.block.isFiltered, let label,
      let last = table.rows.last(where: { $0.kind == PlacedRows.detail })
    else { return }
    plan.layout.filteredRange = CellRange(
      CellReference(table.header.upperBound - 1, label),
      CellReference(last.index, table.columns.count - 1)
    )
  }

  // MARK: Cells

  enum Look {
    case title
    case period
    case header
    case input
    case computed
    case closing
    case remark
    case signature
    case stamp

    var format: CellFormat {
      switch self {
      case .title: TemplateLook.title
      case .period: TemplateLook.period
      case .header: TemplateLook.header
      case .input: TemplateLook.input
      case .computed: TemplateLook.computed
      case .closing: TemplateLook.closing
      case .remark: TemplateLook.remark
      case .signature: TemplateLook.signature
      case .stamp: TemplateLook.stamp
      }
    }
  }

  mutating func put(_ range: CellRange, _ content: AuthoredContent, _ look: Look) {
    plan.set(range, content, look.format)
  }

  mutating func put(_ range: CellRange, _ content: AuthoredContent, _ format: CellFormat) {
    plan.set(range, content, format)
  }

  mutating func put(row: Int, _ column: Int, _ content: AuthoredContent, _ format: CellFormat) {
    let cell = CellReference(row, column)
    plan.set(CellRange(cell, cell), content, format)
  }

  /// Puts what a cell holds from the start.
  mutating func put(_ range: CellRange, value: DraftValue?, _ format: CellFormat) {
    values[range.first] = value
    switch value {
    case .text(let text): put(range, .text(text), format)
    case .number(let number): put(range, .number(number.double), format)
    case nil: put(range, .blank, format)
    }
  }

  /// Puts a formula, whose result is known once everything has its place.
  mutating func put(_ range: CellRange, formula: TemplateFormula, _ format: CellFormat) {
    formulas[range.first] = formula
    put(range, .blank, format)
  }

  mutating func setWidth(_ width: Double, ofColumn column: Int) {
    let index = ColumnIndex(column)
    plan.layout.columnWidths[index] = max(plan.layout.columnWidths[index] ?? 0, width)
  }

  mutating func setHeight(_ height: Double, ofRow row: Int) {
    plan.rowHeights[row] = max(plan.rowHeights[row] ?? 0, height)
  }

  mutating func add(_ check: InputCheck) {
    plan.checks.append(check)
  }

  /// Computes the formulas from the top: each refers to cells that stand before it.
  private mutating func compute() {
    for (cell, formula) in formulas.sorted(by: { $0.key < $1.key }) {
      let result = formula.result { values[$0] }
      values[cell] = result
      let stored: FormulaResult =
        switch result {
        case .number(let number): .number(number.double)
        case .text(let text): .text(text)
        case nil: .text("")
        }
      plan.cells[cell]?.content = .formula(formula.text, result: stored)
    }
  }
}

extension Rational {
  /// The nearest double.
  var double: Double { Double(numerator) / Double(denominator) }
}
