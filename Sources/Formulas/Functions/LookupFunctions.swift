import HebiaoCore

/// Functions that find a value beside another.
enum LookupFunctions {
  static let all: [FormulaFunction] = [
    .lifting("VLOOKUP", 3...4, [0, 2]) { call throws(FormulaStop) in
      try lookUp(call, byColumn: true)
    },
    .lifting("HLOOKUP", 3...4, [0, 2]) { call throws(FormulaStop) in
      try lookUp(call, byColumn: false)
    },
    .lifting("MATCH", 2...3, [0]) { call throws(FormulaStop) in
      let line = try LookupLine(call, 1)
      let kind = try call.number(2, else: 1)
      let wanted = try call.value(0)
      let place =
        kind == 0
        ? try line.exact(wanted, call) : try line.nearest(wanted, descends: kind < 0)
      guard let place else { throw .error(.notAvailable) }
      return .number(Double(place + 1))
    },
    .lifting("LOOKUP", 2...3, [0], lookUpNearest),
    .lifting("XLOOKUP", 3...6, [0], lookUpExact),
    FormulaFunction(name: "INDEX", arity: 2...3, kind: .operands(index)),
    FormulaFunction(name: "ROW", arity: 0...1, kind: .operands(row)),
    FormulaFunction(name: "COLUMN", arity: 0...1, kind: .operands(column)),
    .operands("ROWS", 1...1) { call throws(FormulaStop) in
      if let area = call.area(0) { return .number(Double(area.rows)) }
      return .number(Double(try call.array(0).rows))
    },
    .operands("COLUMNS", 1...1) { call throws(FormulaStop) in
      if let area = call.area(0) { return .number(Double(area.columns)) }
      return .number(Double(try call.array(0).columns))
    },
    FormulaFunction(
      name: "TRANSPOSE",
      arity: 1...1,
      kind: .operands { call throws(FormulaStop) in
        let array = try call.array(0)
        let values = (0..<array.values.count).map { place in
          array.values[place % array.rows * array.columns + place / array.rows]
        }
        return .array(
          FormulaArray(rows: array.columns, columns: array.rows, values: values)
        )
      },
      takesArrays: true
    ),
  ]

  /// The value of a table in the row, or the column, whose first value is the one wanted.
  private static func lookUp(
    _ call: FunctionCall,
    byColumn: Bool
  ) throws(FormulaStop) -> FormulaValue {
    let wanted = try call.value(0)
    if case .error(let error) = wanted { throw .error(error) }
    let offset = try call.whole(2)
    let isNear = try call.truth(3, else: true)
    let table = call.arguments[1]
    let line = try LookupLine(table, first: byColumn ? .column : .row, call)
    let place =
      isNear ? try line.nearest(wanted, descends: false) : try line.exact(wanted, call)
    // What is not found is told before a column that the table does not have.
    guard let place else { throw .error(.notAvailable) }
    guard offset >= 1 else { throw .error(.value) }
    guard offset <= line.across else { throw .error(.reference) }
    return zero(
      try value(
        of: table,
        row: byColumn ? place : offset - 1,
        column: byColumn ? offset - 1 : place,
        call
      )
    )
  }

  @Sendable
  private static func lookUpNearest(_ call: FunctionCall) throws(FormulaStop) -> FormulaValue {
    let wanted = try call.value(0)
    if case .error(let error) = wanted { throw .error(error) }
    let table = call.arguments[1]
    let (rows, columns) = try size(of: table, call)
    let byRow = columns > rows
    let line = try LookupLine(table, first: byRow ? .row : .column, call)
    guard let place = try line.nearest(wanted, descends: false) else {
      throw .error(.notAvailable)
    }
    guard call.isGiven(2) else {
      return zero(
        try value(
          of: table,
          row: byRow ? rows - 1 : place,
          column: byRow ? place : columns - 1,
          call
        )
      )
    }
    let results = try size(of: call.arguments[2], call)
    guard results.rows == 1 || results.columns == 1 else { throw .error(.notAvailable) }
    let isRow = results.columns > results.rows
    return zero(
      try value(of: call.arguments[2], row: isRow ? 0 : place, column: isRow ? place : 0, call)
    )
  }

  @Sendable
  private static func lookUpExact(_ call: FunctionCall) throws(FormulaStop) -> FormulaValue {
    guard try call.whole(4, else: 0) == 0, try call.whole(5, else: 1) == 1 else {
      throw call.refusal(zh: "只支持精确查找", en: "only exact matches are covered")
    }
    let wanted = try call.value(0)
    if case .error(let error) = wanted { throw .error(error) }
    let line = try LookupLine(call, 1)
    let results = try size(of: call.arguments[2], call)
    guard results.rows == 1 || results.columns == 1,
      max(results.rows, results.columns) == line.count
    else {
      throw call.refusal(zh: "返回的不是一格", en: "the result is more than one cell")
    }
    guard let place = try line.exact(wanted, call, allowsWildcards: false) else {
      guard call.isGiven(3) else { throw .error(.notAvailable) }
      return try call.value(3)
    }
    let isRow = results.columns > results.rows
    return zero(
      try value(of: call.arguments[2], row: isRow ? 0 : place, column: isRow ? place : 0, call)
    )
  }

  /// A cell, a row, a column or all of a range; the result is a reference where the range is one.
  @Sendable
  private static func index(_ call: FunctionCall) throws(FormulaStop) -> Operand {
    let (rows, columns) = try size(of: call.arguments[0], call)
    if case .value(.error) = call.arguments[0] { return call.arguments[0] }
    for position in 1..<call.count {
      if try call.reader.several(call.arguments[position]) != nil {
        throw call.refusal(zh: "位置是一组值", en: "a position that is an array")
      }
    }
    var row = try call.whole(1, else: 0)
    var column = try call.whole(2, else: 0)
    // Of one row the only position given is the column.
    if !call.has(2), rows == 1, columns > 1 { (row, column) = (1, row) }
    guard row >= 0, column >= 0 else { throw .error(.value) }
    guard row <= rows, column <= columns else { throw .error(.reference) }
    if !call.has(2), columns == 1 { column = 1 }
    if let area = call.area(0) {
      let first = area.cell(max(row, 1) - 1, max(column, 1) - 1).reference
      let last = area.cell((row == 0 ? rows : row) - 1, (column == 0 ? columns : column) - 1)
      return .area(CellArea(sheet: area.sheet, range: CellRange(first, last.reference)))
    }
    let array = try call.array(0)
    let chosenRows = row == 0 ? Array(0..<rows) : [row - 1]
    let chosenColumns = column == 0 ? Array(0..<columns) : [column - 1]
    let values = chosenRows.flatMap { row in
      chosenColumns.map { array.values[row * columns + $0] }
    }
    if values.count == 1 { return .value(values[0]) }
    return .array(
      FormulaArray(rows: chosenRows.count, columns: chosenColumns.count, values: values)
    )
  }

  @Sendable
  private static func row(_ call: FunctionCall) throws(FormulaStop) -> Operand {
    guard call.isGiven(0) else {
      return .number(Double(call.reader.cell.reference.row.rawValue + 1))
    }
    guard let area = call.area(0) else { return try notAReference(call) }
    let first = area.range.first.row.rawValue + 1
    guard call.reader.isArray, area.rows > 1 else { return .number(Double(first)) }
    // Whole columns end where the cells do, here as in the arrays beside it; other rows are all there.
    let isWhole = area.rows >= RowIndex.limit
    let count = isWhole ? min(area.rows, call.cells.lastRow + 1) : area.rows
    guard count <= FormulaArray.limit else {
      throw .refused(FormulaRefusal(.tooLarge, zh: "数组过大", en: "the array is too large"))
    }
    try call.cells.spend(count)
    return .array(
      FormulaArray(
        rows: count,
        columns: 1,
        values: (0..<count).map { .number(Double(first + $0)) }
      )
    )
  }

  @Sendable
  private static func column(_ call: FunctionCall) throws(FormulaStop) -> Operand {
    guard call.isGiven(0) else {
      return .number(Double(call.reader.cell.reference.column.rawValue + 1))
    }
    guard let area = call.area(0) else { return try notAReference(call) }
    let first = area.range.first.column.rawValue + 1
    guard call.reader.isArray, area.columns > 1 else { return .number(Double(first)) }
    try call.cells.spend(area.columns)
    return .array(
      FormulaArray(
        rows: 1,
        columns: area.columns,
        values: (0..<area.columns).map { .number(Double(first + $0)) }
      )
    )
  }

  private static func notAReference(_ call: FunctionCall) throws(FormulaStop) -> Operand {
    if case .error(let error) = try call.value(0) { throw .error(error) }
    throw .error(.value)
  }

  // MARK: Tables

  fileprivate static func size(
    of operand: Operand,
    _ call: FunctionCall
  ) throws(FormulaStop) -> (rows: Int, columns: Int) {
    if case .area(let area) = operand { return (area.rows, area.columns) }
    if case .value(.error(let error)) = operand { throw .error(error) }
    let array = try call.reader.array(operand)
    return (array.rows, array.columns)
  }

  private static func value(
    of operand: Operand,
    row: Int,
    column: Int,
    _ call: FunctionCall
  ) throws(FormulaStop) -> FormulaValue {
    if case .area(let area) = operand {
      guard row < area.rows, column < area.columns else { throw .error(.notAvailable) }
      return try call.cells.value(at: area.cell(row, column))
    }
    let array = try call.reader.array(operand)
    guard row < array.rows, column < array.columns else { throw .error(.notAvailable) }
    return array.values[row * array.columns + column]
  }

  /// An empty cell that is looked up counts as zero.
  private static func zero(_ value: FormulaValue) -> FormulaValue {
    value == .blank ? .number(0) : value
  }
}

/// The row or the column that a value is looked for in: the cells that are there, with their places.
private struct LookupLine {
  enum Direction {
    case row
    case column
  }

  private let entries: [(place: Int, value: FormulaValue)]
  /// Places, filled or not.
  let count: Int
  /// Rows, or columns, that lie across.
  let across: Int

  /// The only row or column of an argument.
  init(_ call: FunctionCall, _ position: Int) throws(FormulaStop) {
    let (rows, columns) = try LookupFunctions.size(of: call.arguments[position], call)
    guard rows == 1 || columns == 1 else { throw .error(.notAvailable) }
    try self.init(call.arguments[position], first: columns > 1 ? .row : .column, call)
  }

  /// The first row or column of a table.
  init(_ operand: Operand, first: Direction, _ call: FunctionCall) throws(FormulaStop) {
    let size = try LookupFunctions.size(of: operand, call)
    count = first == .column ? size.rows : size.columns
    across = first == .column ? size.columns : size.rows
    if case .area(let area) = operand {
      let last = area.cell(
        first == .column ? area.rows - 1 : 0,
        first == .column ? 0 : area.columns - 1
      )
      let range = CellRange(area.range.first, last.reference)
      entries = try call.cells.values(in: range, ofSheet: area.sheet).map { found in
        let place =
          first == .column
          ? found.reference.row.rawValue - area.range.first.row.rawValue
          : found.reference.column.rawValue - area.range.first.column.rawValue
        return (place, found.value)
      }
      return
    }
    let array = try call.reader.array(operand)
    entries = (0..<count).map { place in
      (place, array.values[first == .column ? place * array.columns : place])
    }
  }

  /// The first place that holds a value; a text may have wildcards.
  func exact(
    _ wanted: FormulaValue,
    _ call: FunctionCall,
    allowsWildcards: Bool = true
  ) throws(FormulaStop) -> Int? {
    if case .error(let error) = wanted { throw .error(error) }
    let wanted = wanted == .blank ? .number(0) : wanted
    try call.cells.spend(entries.count / 4)
    if case .text(let text) = wanted, allowsWildcards {
      let pattern = WildcardPattern(text)
      if pattern.hasWildcards || text.contains("~") {
        for entry in entries {
          if case .text(let other) = entry.value, try pattern.matches(other, call.cells) {
            return entry.place
          }
        }
        return nil
      }
    }
    let rank = ValueComparison.rank(wanted)
    return entries.first {
      ValueComparison.rank($0.value) == rank && ValueComparison.isEqual($0.value, wanted)
    }?.place
  }

  /// The last place that holds a value not beyond the one wanted, in a line that is sorted.
  ///
  /// - Throws: `FormulaStop.refused` where the line is not sorted: what Excel then finds is chance.
  func nearest(_ wanted: FormulaValue, descends: Bool) throws(FormulaStop) -> Int? {
    if case .error(let error) = wanted { throw .error(error) }
    let wanted = wanted == .blank ? .number(0) : wanted
    let rank = ValueComparison.rank(wanted)
    var found: Int?
    var last: FormulaValue?
    for entry in entries where ValueComparison.rank(entry.value) == rank {
      if let last {
        let order = try ValueComparison.order(last, entry.value)
        guard descends ? order >= 0 : order <= 0 else {
          throw .refused(
            FormulaRefusal(
              .uncovered,
              zh: "近似查找的区域没有排序",
              en: "the range of an approximate match is not sorted"
            )
          )
        }
      }
      last = entry.value
      let order = try ValueComparison.order(entry.value, wanted)
      // Of equal values in a falling line the first counts.
      if descends {
        if order > 0 { found = entry.place }
        if order == 0, found.map({ isBeyond($0, wanted) }) ?? true { found = entry.place }
      } else if order <= 0 {
        found = entry.place
      }
    }
    return found
  }

  private func isBeyond(_ place: Int, _ wanted: FormulaValue) -> Bool {
    guard let entry = entries.first(where: { $0.place == place }) else { return false }
    return !ValueComparison.isEqual(entry.value, wanted)
  }
}
