import HebiaoCore
import SpreadsheetML

/// Keeps shared and array formulas whole while cells of them change.
struct FormulaMoves {
  /// A shared formula: its first cell, its text, and the cells that repeat it.
  private struct Shared {
    var source: CellReference
    var text: [UInt8]
    var uses: [CellReference] = []
    /// Whether the first cell loses it.
    var isOrphaned: Bool
    /// The cell that takes its place.
    var heir: CellReference?
  }

  private var shared: [Int: Shared] = [:]
  /// Shared formulas whose number another one took over.
  private var closed: [Shared] = []
  /// Numbers of formulas that cells repeat before their first cell comes.
  private var early: Set<Int> = []
  /// Whether a formula would leave cells behind that come before it.
  private var hasEarlyUses = false
  /// The ranges of formulas that stand for several cells.
  private(set) var arrays: [CellRange] = []
  /// Whether the sheet has any formula.
  private(set) var hasFormulas = false
  /// Whether a what-if table stands on the sheet.
  private(set) var hasDataTable = false

  /// Notes the formulas of a row; true where a shared formula moves into it.
  mutating func note(_ row: RawRow, _ edits: [CellEdit]) -> Bool {
    var isMoved = false
    if !row.formulas.isEmpty { hasFormulas = true }
    for formula in row.formulas {
      let cell = row.cells[formula.cell]
      let reference = cell.reference
      let isReplaced = edits.contains {
        $0.location.cell == reference && $0.replacesFormula
      }
      switch formula.kind {
      case .plain: break
      case .array, .dataTable:
        if let reach = formula.reach { arrays.append(reach) }
        if formula.kind == .dataTable { hasDataTable = true }
      case .sharedSource:
        if let earlier = shared[formula.sharedIndex] { closed.append(earlier) }
        shared[formula.sharedIndex] = Shared(
          source: reference,
          text: Array(row.text[formula.text]),
          isOrphaned: isReplaced && !early.contains(formula.sharedIndex)
        )
        if isReplaced, early.contains(formula.sharedIndex) { hasEarlyUses = true }
      case .sharedUse:
        guard !isReplaced else { continue }
        guard var found = shared[formula.sharedIndex] else {
          early.insert(formula.sharedIndex)
          continue
        }
        found.uses.append(reference)
        if found.isOrphaned, found.heir == nil {
          found.heir = reference
          isMoved = true
        }
        shared[formula.sharedIndex] = found
      }
    }
    return isMoved
  }

  /// The formulas that move, by the cell that becomes their first.
  ///
  /// - Throws: `EditingError` where a formula cannot move.
  func heirs() throws(EditingError) -> [CellReference: CellPatch.SharedSource] {
    if hasEarlyUses { throw .unreadableMarkup }
    var heirs: [CellReference: CellPatch.SharedSource] = [:]
    for formula in closed + Array(shared.values) where formula.isOrphaned {
      guard let heir = formula.heir else { continue }
      let moved = FormulaShifter.shift(
        formula.text,
        rows: heir.row.rawValue - formula.source.row.rawValue,
        columns: heir.column.rawValue - formula.source.column.rawValue
      )
      guard let moved else { throw .formulaTooLong }
      let rows = formula.uses.map(\.row)
      let columns = formula.uses.map(\.column)
      heirs[heir] = CellPatch.SharedSource(
        formula: String(decoding: moved, as: UTF8.self),
        reach: CellRange(
          CellReference(row: rows.min() ?? heir.row, column: columns.min() ?? heir.column),
          CellReference(row: rows.max() ?? heir.row, column: columns.max() ?? heir.column)
        )
      )
    }
    return heirs
  }
}

extension CellEdit {
  /// Whether the cell's formula goes or becomes another one.
  var replacesFormula: Bool {
    switch content {
    case .unchanged, .result: false
    case .value, .formula: true
    }
  }
}
