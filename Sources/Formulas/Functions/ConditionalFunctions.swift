import HebiaoCore

/// Sums, counts and averages of the cells that meet conditions.
enum ConditionalFunctions {
  static let all: [FormulaFunction] = [
    .lifting("COUNTIF", 2...2, [1]) { call throws(FormulaStop) in
      .number(Double(try Matches(call, [(0, 1)]).count))
    },
    .lifting("COUNTIFS", 2...254, odd) { call throws(FormulaStop) in
      .number(Double(try Matches(call, try pairs(call, from: 0)).count))
    },
    .lifting("SUMIF", 2...3, [1]) { call throws(FormulaStop) in
      .finite(AggregateFunctions.sum(try numbersIf(call)))
    },
    .lifting("AVERAGEIF", 2...3, [1]) { call throws(FormulaStop) in
      try AggregateFunctions.average(try numbersIf(call))
    },
    .lifting("SUMIFS", 3...255, even) { call throws(FormulaStop) in
      .finite(AggregateFunctions.sum(try numbersIfs(call)))
    },
    .lifting("AVERAGEIFS", 3...255, even) { call throws(FormulaStop) in
      try AggregateFunctions.average(try numbersIfs(call))
    },
    .lifting("MAXIFS", 3...255, even) { call throws(FormulaStop) in
      .number(try numbersIfs(call).max() ?? 0)
    },
    .lifting("MINIFS", 3...255, even) { call throws(FormulaStop) in
      .number(try numbersIfs(call).min() ?? 0)
    },
  ]

  private static let odd = Array(stride(from: 1, through: 253, by: 2))
  private static let even = Array(stride(from: 2, through: 254, by: 2))

  /// Pairs of a range and its condition, by their positions.
  private static func pairs(
    _ call: FunctionCall,
    from first: Int
  ) throws(FormulaStop) -> [(Int, Int)] {
    guard (call.count - first) % 2 == 0 else { throw .error(.value) }
    return stride(from: first, to: call.count, by: 2).map { ($0, $0 + 1) }
  }

  private static func numbersIfs(_ call: FunctionCall) throws(FormulaStop) -> [Double] {
    let matches = try Matches(call, try pairs(call, from: 1))
    let area = try call.requiredArea(0)
    guard area.rows == matches.rows, area.columns == matches.columns else {
      throw .error(.value)
    }
    return try matches.numbers(in: area, call)
  }

  /// The range to add up may be given by its first cell only: it takes the size of the other.
  private static func numbersIf(_ call: FunctionCall) throws(FormulaStop) -> [Double] {
    let matches = try Matches(call, [(0, 1)])
    let position = call.isGiven(2) ? 2 : 0
    let area = try call.requiredArea(position)
    let first = area.range.first
    let last = CellReference(
      min(first.row.rawValue + matches.rows, RowIndex.limit) - 1,
      min(first.column.rawValue + matches.columns, ColumnIndex.limit) - 1
    )
    return try matches.numbers(
      in: CellArea(sheet: area.sheet, range: CellRange(first, last)),
      call
    )
  }
}

/// The places of a range where all conditions are met.
private struct Matches {
  /// Row × width + column, from the corner of each range, of places that were looked at.
  private let places: Set<Int>
  /// Whether the places above are those where the conditions fail: all others meet them.
  private let areExceptions: Bool
  let rows: Int
  let columns: Int

  init(_ call: FunctionCall, _ pairs: [(range: Int, condition: Int)]) throws(FormulaStop) {
    let first = try call.requiredArea(pairs[0].range)
    rows = first.rows
    columns = first.columns
    // Cells that the file does not have are never visited: they all meet a condition, or none does.
    var kept: Set<Int>?
    var removed: Set<Int> = []
    for pair in pairs {
      let area = try call.requiredArea(pair.range)
      guard area.rows == rows, area.columns == columns else {
        throw .error(.value)
      }
      let condition = try Criterion(try call.value(pair.condition), call.reader)
      let takesBlank = try condition.takesBlank
      var met: Set<Int> = []
      for found in try call.cells.values(in: area.range, ofSheet: area.sheet) {
        let place = Self.place(found.reference, area, columns)
        if try condition.takes(found.value) {
          if !takesBlank { met.insert(place) }
        } else if takesBlank {
          removed.insert(place)
        }
      }
      if !takesBlank { kept = kept.map { $0.intersection(met) } ?? met }
    }
    if let kept {
      places = kept.subtracting(removed)
      areExceptions = false
    } else {
      places = removed
      areExceptions = true
    }
  }

  var count: Int { areExceptions ? rows * columns - places.count : places.count }

  /// The numbers of an area of the same size at the places.
  func numbers(in area: CellArea, _ call: FunctionCall) throws(FormulaStop) -> [Double] {
    var numbers: [Double] = []
    for found in try call.cells.values(in: area.range, ofSheet: area.sheet) {
      guard places.contains(Self.place(found.reference, area, columns)) != areExceptions else {
        continue
      }
      switch found.value {
      case .number(let number): numbers.append(number)
      case .error(let error): throw .error(error)
      default: break
      }
    }
    return numbers
  }

  private static func place(_ cell: CellReference, _ area: CellArea, _ columns: Int) -> Int {
    (cell.row.rawValue - area.range.first.row.rawValue) * columns
      + cell.column.rawValue - area.range.first.column.rawValue
  }
}
