import HebiaoCore
import SpreadsheetML
import XMLScanning

/// What the sheets of a patch have in common.
struct PatchResources {
  /// The formats; nil where the workbook has none.
  var styles: StylesEditing
  var texts: SharedTexts
}

/// Turns the edits of one sheet into splices of its part.
struct SheetEditing {
  let sheet: String
  let found: FoundRows
  let skeleton: SheetSkeleton
  /// What became of each cell.
  private(set) var cells: [PlannedCell] = []
  /// Cells that lost their formula.
  private(set) var lostFormulas: Set<CellReference> = []
  /// Cells that have a formula now and had none.
  private(set) var newFormulas: Set<CellReference> = []
  /// Whether a what-if table stands on the sheet.
  var hasDataTable: Bool { found.formulas.hasDataTable }
  private var inserted: [CellReference] = []

  init(sheet: String, found: FoundRows) throws(PatchError) {
    self.sheet = sheet
    self.found = found
    do {
      skeleton = try SheetSkeleton(
        head: found.head,
        tail: found.tail,
        rowsCount: found.firstRowStart.map { found.lastRowEnd - $0 } ?? 0
      )
    } catch {
      throw .damaged(sheet, error)
    }
  }

  /// The splices of the part, without what comments need.
  mutating func splices(_ resources: inout PatchResources) throws(PatchError) -> [ByteSplice] {
    try refuseWhatCannotBe()
    let heirs: [CellReference: CellPatch.SharedSource]
    do {
      heirs = try found.formulas.heirs()
    } catch {
      throw .ambiguousCell(
        CellLocation(
          sheet: sheet,
          cell: found.edits.values.first?.first?.location.cell ?? CellReference(0, 0)
        )
      )
    }
    var splices: [ByteSplice] = []
    for (index, row) in found.rows.sorted(by: { $0.key < $1.key }) {
      let bytes = try patched(row.bytes, index, heirs, &resources)
      if let splice = ByteSplice(changing: row.bytes, at: row.range.lowerBound, to: bytes) {
        splices.append(splice)
      }
    }
    splices += newRows(&resources)
    if let widened = skeleton.widenedDimension(inserted) { splices.append(widened) }
    return splices
  }

  private func refuseWhatCannotBe() throws(PatchError) {
    guard skeleton.hasRowsElement else { throw .noSheet(sheet) }
    let edits = found.edits.values.joined()
    for range in skeleton.mergedRanges {
      for edit in edits where range.contains(edit.location.cell) {
        if edit.location.cell != range.first { throw .covered(edit.location, by: range) }
      }
    }
    for range in found.formulas.arrays where range.first != range.last {
      for edit in edits where edit.replacesFormula && range.contains(edit.location.cell) {
        throw .array(edit.location, range)
      }
    }
  }

  private mutating func patched(
    _ bytes: [UInt8],
    _ index: Int,
    _ heirs: [CellReference: CellPatch.SharedSource],
    _ resources: inout PatchResources
  ) throws(PatchError) -> [UInt8] {
    do {
      let row = try RowMarkup(bytes, index: index)
      var patches: [CellPatch] = []
      for edit in found.edits[index] ?? [] {
        let cell = try row.cell(edit.location.cell.column.rawValue)
        guard let patch = patch(edit, cell, row.defaultStyle, &resources) else { continue }
        if cell?.sharedString(in: bytes) != nil, patch.content != .unchanged {
          resources.texts.references -= 1
        }
        patches.append(patch)
      }
      for (cell, source) in heirs where cell.row.rawValue == index {
        let column = cell.column.rawValue
        if let place = patches.firstIndex(where: { $0.column == column }) {
          patches[place].source = source
        } else {
          var patch = CellPatch(column: column)
          patch.source = source
          patches.append(patch)
        }
      }
      return patches.isEmpty ? bytes : try row.patched(patches, texts: &resources.texts)
    } catch {
      let cell = found.edits[index]?.first?.location.cell ?? CellReference(index, 0)
      throw .ambiguousCell(CellLocation(sheet: sheet, cell: cell))
    }
  }

  private mutating func newRows(_ resources: inout PatchResources) -> [ByteSplice] {
    var splices: [ByteSplice] = []
    var first: [UInt8] = []
    for (index, edits) in found.edits.sorted(by: { $0.key < $1.key })
    where found.rows[index] == nil {
      let patches = edits.compactMap { patch($0, nil, nil, &resources) }
      guard !patches.isEmpty else { continue }
      let row = RowMarkup.new(
        index: index,
        prefix: skeleton.prefix,
        patches,
        texts: &resources.texts
      )
      if found.firstRowStart == nil {
        first += row
      } else {
        let place = found.gaps[index] ?? found.lastRowEnd
        splices.append(ByteSplice(place..<place, row))
      }
    }
    return first.isEmpty ? splices : skeleton.firstRow(first)
  }

  /// The change of one cell; nil where nothing of the cell itself changes.
  private mutating func patch(
    _ edit: CellEdit,
    _ cell: CellMarkup?,
    _ rowStyle: Int?,
    _ resources: inout PatchResources
  ) -> CellPatch? {
    let reference = edit.location.cell
    let column = reference.column.rawValue
    let usual = rowStyle ?? skeleton.style(ofColumn: column) ?? 0
    var patch = CellPatch(column: column, content: CellContent(edit.content, of: cell))
    let change = StylesEditing.Change(fill: edit.fill, numberFormat: edit.numberFormat)
    if change != StylesEditing.Change() {
      patch.style = resources.styles.format(like: cell?.style ?? usual, change)
    } else if cell == nil, usual != 0 {
      patch.style = usual
    }
    if cell == nil, patch.content == .unchanged || patch.content == .blank,
      change == StylesEditing.Change()
    {
      return nil
    }
    if cell != nil, patch.content == .unchanged, patch.style == nil { return nil }
    if cell == nil { inserted.append(reference) }
    let hadFormula = cell?.hasFormula == true
    var hasFormula = hadFormula
    if case .value = edit.content { hasFormula = false }
    if case .formula = edit.content { hasFormula = true }
    if hadFormula, !hasFormula { lostFormulas.insert(reference) }
    if !hadFormula, hasFormula { newFormulas.insert(reference) }
    cells.append(
      PlannedCell(
        location: edit.location,
        content: edit.content,
        isInserted: cell == nil,
        losesFormula: hadFormula && !hasFormula,
        isMarked: edit.fill != nil || edit.comment != nil
      )
    )
    return patch
  }
}

extension CellContent {
  /// A content as the cell's own manner of writing has it.
  init(_ content: CellEdit.Content, of cell: CellMarkup?) {
    switch content {
    case .unchanged: self = .unchanged
    case .value(let value): self = CellContent(value, of: cell)
    case .formula(let text, let value): self = .formula(text, cached: CellContent(value, of: nil))
    case .result(let value): self = .cached(CellContent(value, of: nil))
    }
  }

  private init(_ value: CellValue, of cell: CellMarkup?) {
    switch value {
    case .empty: self = .blank
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .bool(let flag): self = .bool(flag)
    case .error(let code): self = .error(code)
    case .date(let date):
      if cell?.type == "d", let text = date.iso8601 {
        self = .isoDate(text)
      } else {
        self = .number(date.serial)
      }
    }
  }
}
