import HebiaoCore
import TableSchemas

/// The header cells that are seen in one row, those of merged ranges that reach down to it included.
struct HeaderRow {
  struct Cell {
    var column: Int
    /// Columns that a merged range spans.
    var width: Int
    /// The place among the sheet's cells of what is seen there.
    var position: Int
    var reference: CellReference
    /// The text; blank cells are not listed.
    var text: PreparedText
  }

  var cells: [Cell]
}

/// What a cell says of the whole sheet: whose tables stand on it, which days they cover.
struct Statement {
  /// The place of the cell among the sheet's cells.
  let position: Int
  /// The text as headers are compared.
  let normalized: String
  /// The schemas whose titles are worded so, by their positions in the vocabulary, ascending.
  let titles: [UInt16]
  /// What the period is that it states, schema by schema; empty where it is for none.
  let periods: [PeriodDefinition.Kind?]

  init(position: Int, normalized: String, titles: [UInt16], periods: [PeriodDefinition.Kind?]) {
    self.position = position
    self.normalized = normalized
    self.titles = titles
    self.periods = periods
  }

  /// What a prepared text says; nil where it says nothing of the kind.
  init?(_ text: PreparedText, at position: Int) {
    if text.titles.isEmpty, text.periods.isEmpty { return nil }
    self.init(
      position: position,
      normalized: text.normalized,
      titles: text.titles,
      periods: text.periods
    )
  }
}

/// The texts of a sheet's short cells, prepared once.
///
/// An object: what was asked once about a row is kept for the next definition that asks.
final class HeaderTexts {
  let grid: CellGrid
  let vocabulary: HeaderVocabulary
  /// Parallel to the sheet's cells; nil where a cell shows no text, or a long one.
  private let prepared: [PreparedText?]
  /// Cells whose merged range reaches further down than its first row, by row below the first.
  private let reachingDown: [Int: [Int]]
  /// The rows in which a text heads a column, by the column's code, ascending.
  private let rowsByCode: [[Int]]
  /// The cells that are titles, or state a period, from the top.
  let statements: [Statement]
  /// The places of the cells whose text is long enough for a sentence, ascending.
  let sentences: [Int]
  /// The rows that were asked for.
  private var rows: [Int: HeaderRow] = [:]
  /// What is known of texts from this sheet and from others before.
  private var remembered: PreparedTexts

  /// A header's merged range reaches at most so many rows.
  private static let heightLimit = 6
  /// A sentence has at least so many bytes.
  private static let sentenceLength = 18

  /// Prepares the texts of a sheet, with the help of what is remembered of others.
  init(_ grid: CellGrid, vocabulary: HeaderVocabulary) {
    self.grid = grid
    self.vocabulary = vocabulary
    remembered = vocabulary.takeRemembered()
    var prepared: [PreparedText?] = []
    prepared.reserveCapacity(grid.sheet.cells.count)
    var reachingDown: [Int: [Int]] = [:]
    var rowsByCode = [[Int]](repeating: [], count: vocabulary.columns.count)
    var statements: [Statement] = []
    var sentences: [Int] = []
    let cells = grid.sheet.cells
    // Cells that share a text share what is made of it.
    var byNumber = [SheetText?](repeating: nil, count: cells.textCount)
    for index in cells.indices {
      let shown: SheetText
      if let number = cells.textNumber(at: index) {
        if let known = byNumber[number] {
          shown = known
        } else {
          shown = SheetText(cells.value(at: index), &remembered, vocabulary)
          byNumber[number] = shown
        }
        if shown.isSentence { sentences.append(index) }
      } else {
        shown = SheetText(cells.value(at: index), &remembered, vocabulary)
      }
      prepared.append(shown.prepared)
      guard let text = shown.prepared else {
        if shown.isLong,
          let title = cells.text(at: index).flatMap({ vocabulary.longTitle($0, at: index) })
        {
          statements.append(title)
        }
        continue
      }
      if let statement = Statement(text, at: index) { statements.append(statement) }
      let reference = cells.reference(at: index)
      let row = reference.row.rawValue
      for code in text.columns where rowsByCode[Int(code)].last != row {
        rowsByCode[Int(code)].append(row)
      }
      if let range = grid.mergedRange(from: reference), range.height > 1 {
        let last = min(range.last.row.rawValue, row + Self.heightLimit)
        for below in row + 1...last { reachingDown[below, default: []].append(index) }
      }
    }
    self.prepared = prepared
    self.reachingDown = reachingDown
    self.rowsByCode = rowsByCode
    self.statements = statements
    self.sentences = sentences
  }

  /// Whether a text is long enough for a sentence.
  static func isSentence(_ text: String) -> Bool { text.utf8.count >= sentenceLength }

  /// What the cells that hold one text share.
  private struct SheetText {
    /// Nil where nothing is shown, or a long text.
    var prepared: PreparedText?
    /// Whether it may be a title that is too long for a header.
    var isLong = false
    var isSentence = false

    init(_ value: CellValue, _ remembered: inout PreparedTexts, _ vocabulary: HeaderVocabulary) {
      if case .string(let text) = value {
        isLong = text.utf8.count > HeaderVocabulary.lengthLimit
        isSentence = HeaderTexts.isSentence(text)
      }
      if let shown = HeaderVocabulary.headerText(of: value) {
        prepared = HeaderTexts.prepared(shown, &remembered, vocabulary)
      }
    }
  }

  deinit { vocabulary.giveBack(remembered) }

  /// The rows in which some text heads a column, ascending.
  func rows(heading code: HeaderVocabulary.ColumnCode) -> [Int] {
    rowsByCode[Int(code)]
  }

  /// Whether some text heads a column.
  func heads(_ code: HeaderVocabulary.ColumnCode) -> Bool {
    !rowsByCode[Int(code)].isEmpty
  }

  /// The header cells of a row, from left to right.
  func row(_ row: Int) -> HeaderRow {
    if let known = rows[row] { return known }
    var cells = grid.positions(inRow: row).compactMap(cell)
    if let reaching = reachingDown[row] {
      cells += reaching.compactMap(cell)
      cells.sort { $0.column < $1.column }
    }
    rows[row] = HeaderRow(cells: cells)
    return HeaderRow(cells: cells)
  }

  private func cell(_ position: Int) -> HeaderRow.Cell? {
    guard let text = prepared[position] else { return nil }
    let reference = grid.sheet.cells.reference(at: position)
    let anchor = grid.anchor(of: reference)
    return HeaderRow.Cell(
      column: reference.column.rawValue,
      width: grid.mergedRange(from: reference)?.width ?? 1,
      position: anchor == reference ? position : grid.index(of: anchor) ?? position,
      reference: reference,
      text: text
    )
  }

  /// The text of the cell at a position among the sheet's cells.
  subscript(position: Int) -> PreparedText? { prepared[position] }

  /// The text that is seen at a position; nil where there is none, or a long one.
  func text(at reference: CellReference) -> PreparedText? {
    text(of: grid.anchor(of: reference))
  }

  /// The text of the cell that stands at a position itself; nil where there is none, or a long one.
  func text(of reference: CellReference) -> PreparedText? {
    grid.index(of: reference).flatMap { prepared[$0] }
  }

  /// What a text that is made of several means; nil where it shows nothing, or is too long.
  func prepared(_ text: String) -> PreparedText? {
    guard text.utf8.count <= HeaderVocabulary.lengthLimit else { return nil }
    return Self.prepared(text, &remembered, vocabulary)
  }

  private static func prepared(
    _ text: String,
    _ remembered: inout PreparedTexts,
    _ vocabulary: HeaderVocabulary
  ) -> PreparedText? {
    remembered.prepared(text) { vocabulary.prepare($0) }
  }
}
