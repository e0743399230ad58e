import HebiaoCore

/// Which formulas name which cells.
///
/// Cells are found by their place, ranges by their columns; a range over very many columns is looked
/// at for every change.
struct DependencyIndex {
  private let cells: WorkbookCells
  private var ofCell: [WorkbookCell: [Int32]] = [:]
  private var ofColumn: [WorkbookColumn: [RowSpan]] = [:]
  private var wide: [(area: CellArea, formula: Int32)] = []
  /// Formulas that may read any cell.
  private var ofAnything: [Int] = []

  /// Columns beyond which a range is not listed under each.
  private static let widest = 32
  /// Ranges that may be looked at before all formulas count as dependent.
  private static let workLimit = 50_000_000

  private struct WorkbookColumn: Hashable {
    var sheet: Int
    var column: Int
  }

  private struct RowSpan {
    var first: Int32
    var last: Int32
    var formula: Int32
  }

  init(_ cells: WorkbookCells) {
    self.cells = cells
    for number in cells.formulaCells.indices { list(number) }
  }

  /// How each formula depends on cells, directly or through others, by its number; nil where it
  /// does not.
  ///
  /// What names the cells is certain; what comes through a formula that may read anything is
  /// possible, and so is everything where the search is given up.
  func dependences(on changed: [WorkbookCell]) -> [DependentCell.Dependence?] {
    var found = [DependentCell.Dependence?](repeating: nil, count: cells.formulaCells.count)
    var work = 0
    guard spread(.certain, from: changed, &found, &work) else { return Self.possible(found) }
    var queue: [WorkbookCell] = []
    for formula in ofAnything where found[formula] == nil {
      found[formula] = .possible
      queue += cells.filledCells(ofFormula: formula)
    }
    return spread(.possible, from: queue, &found, &work) ? found : Self.possible(found)
  }

  /// Follows what names the cells; false where that takes too long.
  private func spread(
    _ dependence: DependentCell.Dependence,
    from start: [WorkbookCell],
    _ found: inout [DependentCell.Dependence?],
    _ work: inout Int
  ) -> Bool {
    var queue = start
    func take(_ formula: Int) {
      guard found[formula] == nil else { return }
      found[formula] = dependence
      queue += cells.filledCells(ofFormula: formula)
    }
    while let cell = queue.popLast() {
      for formula in ofCell[cell] ?? [] { take(Int(formula)) }
      let column = WorkbookColumn(sheet: cell.sheet, column: cell.reference.column.rawValue)
      let row = Int32(cell.reference.row.rawValue)
      let spans = ofColumn[column] ?? []
      for span in spans where span.first <= row && row <= span.last { take(Int(span.formula)) }
      for entry in wide
      where entry.area.sheet == cell.sheet && entry.area.range.contains(cell.reference) {
        take(Int(entry.formula))
      }
      work += spans.count + wide.count
      if work > Self.workLimit { return false }
    }
    return true
  }

  private static func possible(
    _ found: [DependentCell.Dependence?]
  ) -> [DependentCell.Dependence?] {
    found.map { $0 ?? .possible }
  }

  private mutating func list(_ number: Int) {
    let location = cells.location(ofFormula: number)
    guard let parsed = try? ParsedFormula(cells.cell(ofFormula: number).formula ?? "") else {
      ofAnything.append(number)
      return
    }
    let named = cells.namedAreas(of: parsed, at: location)
    if !named.isComplete { ofAnything.append(number) }
    for area in named.areas { list(area, of: number) }
  }

  private mutating func list(_ area: CellArea, of number: Int) {
    let range = area.range
    let formula = Int32(number)
    if range.first == range.last {
      ofCell[WorkbookCell(sheet: area.sheet, range.first), default: []].append(formula)
    } else if range.width <= Self.widest {
      let span = RowSpan(
        first: Int32(range.first.row.rawValue),
        last: Int32(range.last.row.rawValue),
        formula: formula
      )
      for column in range.first.column.rawValue...range.last.column.rawValue {
        ofColumn[WorkbookColumn(sheet: area.sheet, column: column), default: []].append(span)
      }
    } else {
      wide.append((area, formula))
    }
  }
}
