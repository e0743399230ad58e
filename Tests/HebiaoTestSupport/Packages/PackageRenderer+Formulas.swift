import HebiaoCore

/// Puts formulas where the value shown is what the formula gives.
extension MonthlyPackage {
  func addFormulas(to canvas: inout TableCanvas) {
    // A wrong value was typed over whatever formula stood there.
    let typed = Set(violations(of: canvas.figures).map(\.derived))
    for (path, cell) in canvas.locations where !typed.contains(path) {
      guard let formula = formula(for: path, in: canvas),
        let stored = canvas.sheet.cells[cell], case .number = stored.content
      else { continue }
      canvas.sheet.cells[cell]?.content = .formula(formula, cached: stored.content)
    }
  }

  private func formula(for path: FigurePath, in canvas: TableCanvas) -> String? {
    if let (target, actual) = path.ratioTerms {
      guard canvas.figures[target]?.figure != .zero,
        let divisor = numberCell(target, in: canvas),
        let dividend = numberCell(actual, in: canvas)
      else { return nil }
      // What is stored decides whether the clerk's formula rounds.
      guard case .ratio(let ratio, let decimals) = canvas.figures[path],
        case .number(let stored) = canvas.sheet.cells[canvas.locations[path] ?? dividend]?.content
      else { return nil }
      return stored == ratio.double
        ? "ROUND(\(dividend)/\(divisor),\(decimals + 2))" : "\(dividend)/\(divisor)"
    }
    guard canvas.layout.formulas == .all else { return nil }
    let terms: [FigurePath]
    switch path {
    case .headcount(let block, .total):
      terms = districts.indices.map { .headcount(block: block, row: .district($0)) }
    case .indicator(let index, .total, let part):
      terms =
        indicators[index].isStationWide
        ? [.indicator(index, row: .station, part: part)]
        : districts.indices.map { .indicator(index, row: .district($0), part: part) }
    case .person(let person, .attended):
      terms = months.indices.map { .person(person, column: .attendance(month: $0)) }
    case .closing(.subtotal(let group), let column) where column.isEffective:
      terms = people(ofGroup: group).map { .person($0, column: column) }
    default: return nil
    }
    let cells = terms.compactMap { canvas.locations[$0] }
    // A sum over texts would not give the value shown.
    let areNumbers = cells.allSatisfy { cell in
      switch canvas.sheet.cells[cell]?.content {
      case .number, .formula, .blank: true
      default: false
      }
    }
    guard areNumbers, let first = cells.first, let last = cells.last else { return nil }
    let isRun =
      first.column == last.column && cells.count == last.row.rawValue - first.row.rawValue + 1
    return isRun && cells.count > 1
      ? "SUM(\(first):\(last))" : cells.map(\.description).joined(separator: "+")
  }

  private func numberCell(_ path: FigurePath, in canvas: TableCanvas) -> CellReference? {
    guard let cell = canvas.locations[path] else { return nil }
    switch canvas.sheet.cells[cell]?.content {
    case .number, .formula: return cell
    default: return nil
    }
  }
}
