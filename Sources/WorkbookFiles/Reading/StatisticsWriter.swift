import HebiaoCore
import SpreadsheetML

/// What one sheet holds, counted cell by cell.
public struct SheetStatistics: Sendable, Hashable {
  /// Rows up to the last one that holds a cell.
  public var rows = 0
  /// Cells that hold a value or a formula.
  public var cells = 0
  /// Numbers that are shown as numbers.
  public var numbers = 0
  /// Texts.
  public var strings = 0
  /// Truth values.
  public var bools = 0
  /// Errors.
  public var errors = 0
  /// Numbers that are shown as dates or times.
  public var dates = 0
  /// Formulas.
  public var formulas = 0
  /// The sum of the numbers.
  public var sum = 0.0
  /// The extent of the cells, `A1:J400000`; empty where there are none.
  public var dimension = ""
}

/// Writes what a workbook holds as one JSON object: it reads every cell and keeps none.
///
/// Only the cells of a sheet that is out of order are kept, as a dump keeps them.
public struct StatisticsWriter {
  private let workbook: Workbook

  /// A writer for all sheets.
  public init(_ workbook: Workbook) {
    self.workbook = workbook
  }

  /// Writes the object; stops quietly when `sink` answers false.
  ///
  /// - Throws: `WorkbookError` where a sheet is damaged.
  public func write(to sink: (Span<UInt8>) -> Bool) throws(WorkbookError) {
    var output = OutputBytes(capacity: 1 << 12)
    output.append("{\"sheets\":[")
    for sheet in workbook.sheets {
      let statistics = try workbook.statistics(ofSheet: sheet.index)
      if sheet.index > 0 { output.append(UInt8(ascii: ",")) }
      Self.append(sheet, statistics, to: &output)
    }
    output.append("]}\n")
    _ = sink(output.span)
  }

  private static func append(
    _ sheet: SheetEntry,
    _ statistics: SheetStatistics,
    to output: inout OutputBytes
  ) {
    output.append("{\"name\":")
    JSONText.append(string: sheet.name, to: &output)
    output.append(",\"state\":")
    JSONText.append(string: sheet.state.rawValue, to: &output)
    output.append(",\"dimension\":")
    JSONText.append(string: statistics.dimension, to: &output)
    let counts: [(StaticString, Int)] = [
      (",\"rows\":", statistics.rows), (",\"cells\":", statistics.cells),
      (",\"numbers\":", statistics.numbers), (",\"strings\":", statistics.strings),
      (",\"bools\":", statistics.bools), (",\"errors\":", statistics.errors),
      (",\"dates\":", statistics.dates), (",\"formulas\":", statistics.formulas),
    ]
    for (label, count) in counts {
      output.append(label)
      JSONText.append(count, to: &output)
    }
    output.append(",\"sum\":")
    JSONText.append(number: statistics.sum, to: &output)
    output.append(UInt8(ascii: "}"))
  }
}

extension Workbook {
  /// Reads every cell of a sheet as a typed value and keeps none, unless they are out of order.
  ///
  /// - Throws: `WorkbookError` where the sheet is damaged, or is out of order and holds very many cells.
  public func statistics(ofSheet index: Int) throws(WorkbookError) -> SheetStatistics {
    var found = SheetStatistics()
    guard sheets.indices.contains(index),
      var reader = try reader(ofSheet: index, keepsLayout: false)
    else { return found }
    let resolver = try resolver()
    let stringCount = UInt64(resolver.strings.count)
    let showsDate = resolver.styles.showsDate
    let dates = SerialDate.range(of: resolver.dateSystem)
    var extent = CellExtent()
    var formulas = StatedFormulas()
    var isOrdered = true
    var next: UInt64 = 0
    while isOrdered, try reader.next() {
      for formula in reader.row.formulas where formulas.holds(formula) { found.formulas += 1 }
      let cells = reader.row.cells
      guard let first = cells.first, let last = cells.last else { continue }
      for cell in cells {
        found.count(cell, showsDate, dates, stringCount)
        if cell.order < next { isOrdered = false }
        next = cell.order + 1
      }
      // Cells in order that stand in one row lie between the first and the last of them.
      if first.row == last.row {
        extent.add(first)
        extent.add(last)
      } else {
        for cell in cells { extent.add(cell) }
      }
    }
    if isOrdered {
      note(reader.problems, in: sheets[index])
    } else {
      // From the beginning, and now with the cells kept.
      found = SheetStatistics()
      for cell in try cells(ofDisorderedSheet: index) {
        if cell.hasFormula { found.formulas += 1 }
        extent.add(cell)
        found.count(cell, showsDate, dates, stringCount)
      }
    }
    found.rows = extent.rows
    found.dimension = extent.text
    return found
  }

  /// The cells of a sheet that stand in any order, each place once: of several cells at one place the
  /// last counts, as in a dump.
  private func cells(ofDisorderedSheet index: Int) throws(WorkbookError) -> [RawCell] {
    var kept = KeptCells()
    guard var reader = try reader(ofSheet: index, keepsLayout: false) else { return [] }
    guard try kept.read(&reader, atMost: .many) else {
      throw SheetKeeping.tooLarge(KeptCells.Limit.many.cells)
    }
    note(reader.problems, in: sheets[index])
    kept.order()
    return kept.cells
  }
}

extension SheetStatistics {
  @inline(__always)
  fileprivate mutating func count(
    _ cell: RawCell,
    _ showsDate: [Bool],
    _ dateRange: Range<Double>,
    _ stringCount: UInt64
  ) {
    cells += 1
    switch cell.kind {
    case .empty: break
    case .number:
      if Int(cell.style) < showsDate.count, showsDate[Int(cell.style)],
        dateRange.contains(cell.double)
      {
        dates += 1
      } else {
        numbers += 1
        sum += cell.double
      }
    case .sharedString:
      if cell.payload < stringCount { strings += 1 } else { errors += 1 }
    case .text: strings += 1
    case .bool: bools += 1
    case .error, .invalid: errors += 1
    case .isoDate, .isoTime, .isoDuration: dates += 1
    }
  }
}

/// The rectangle around some cells.
private struct CellExtent {
  private var top = Int.max
  private var bottom = -1
  private var left = Int.max
  private var right = -1

  var rows: Int { bottom + 1 }

  var text: String {
    bottom < 0 ? "" : CellRange(CellReference(top, left), CellReference(bottom, right)).description
  }

  @inline(__always)
  mutating func add(_ cell: RawCell) {
    let (row, column) = (Int(cell.row), Int(cell.column))
    top = min(top, row)
    bottom = max(bottom, row)
    left = min(left, column)
    right = max(right, column)
  }
}

/// Tells the formulas that have a text, as a dump shows them: those of a what-if table have none, nor
/// have those that share one which nobody stated.
private struct StatedFormulas {
  private var shared: Set<Int> = []

  mutating func holds(_ formula: RawFormula) -> Bool {
    switch formula.kind {
    case .plain, .array: return true
    case .sharedSource:
      shared.insert(formula.sharedIndex)
      return true
    case .sharedUse: return shared.contains(formula.sharedIndex)
    case .dataTable: return false
    }
  }
}
