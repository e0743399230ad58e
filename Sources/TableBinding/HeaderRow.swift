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
  /// The texts of the sheet by their numbers; nil where one shows nothing, or is long.
  private let preparedTexts: [PreparedText?]
  /// The texts that cells other than strings show, by the cells' positions: months, `2024年1月`.
  private let shownDates: [Int: PreparedText]
  /// Cells whose merged range reaches further down than its first row, by the rows below the first,
  /// ascending.
  private let reachingDown: [(row: Int, position: Int)]
  /// The texts that head a column, from the top.
  private let headings: [Heading]
  /// The cells that are titles, or state a period, from the top.
  let statements: [Statement]
  /// The places of the cells whose text is long enough for a sentence, ascending.
  let sentences: [Int]
  /// Bytes of the texts that are too long for a header, each counted in every cell that holds it.
  let longTextBytes: Int
  /// The rows that were asked for.
  private var rows: [Int: HeaderRow] = [:]
  /// What is known of texts from this sheet and from others before.
  private var remembered: PreparedTexts

  /// A header's merged range reaches at most so many rows.
  private static let heightLimit = 6
  /// Room is made for so many header cells in a row at first.
  private static let usualRowLength = 32
  /// Room is made for so many headings at first.
  private static let usualHeadings = 128
  /// Room is made for so many sentences at first.
  private static let usualSentences = 64
  /// A sentence has at least so many bytes.
  private static let sentenceLength = 18

  /// Prepares the texts of a sheet, with the help of what is remembered of others.
  init(_ grid: CellGrid, vocabulary: HeaderVocabulary) {
    self.grid = grid
    self.vocabulary = vocabulary
    var shownDates: [Int: PreparedText] = [:]
    var remembered = vocabulary.takeRemembered()
    var headings: [Heading] = []
    headings.reserveCapacity(Self.usualHeadings)
    // A row that repeats a header ten thousand times is noted once.
    var lastRows = [RowIndex](repeating: RowIndex(-1), count: vocabulary.columns.count)
    var statements: [Statement] = []
    var longTextBytes = 0
    var sentences: [Int] = []
    sentences.reserveCapacity(Self.usualSentences)
    let cells = grid.sheet.cells
    // Cells that share a text share what is made of it.
    var preparedTexts = [PreparedText?](repeating: nil, count: cells.textCount)
    var traits = [TextTraits](repeating: [], count: cells.textCount)
    for index in cells.indices {
      let text: PreparedText?
      let known: TextTraits
      if let number = cells.textNumber(at: index) {
        if traits[number].isEmpty {
          let string = cells.text(at: index) ?? ""
          if string.utf8.count <= HeaderVocabulary.lengthLimit {
            preparedTexts[number] = Self.prepared(string, &remembered, vocabulary)
          }
          traits[number] = TextTraits(of: string, prepared: preparedTexts[number])
        }
        known = traits[number]
        if known.contains(.sentence) { sentences.append(index) }
        if known.isDisjoint(with: [.long, .telling]) { continue }
        text = preparedTexts[number]
      } else {
        guard let shown = HeaderVocabulary.headerText(of: cells, at: index) else { continue }
        text = Self.prepared(shown, &remembered, vocabulary)
        shownDates[index] = text
        known = []
      }
      guard let text else {
        guard known.contains(.long), let long = cells.text(at: index) else { continue }
        longTextBytes += long.utf8.count
        if let title = vocabulary.longTitle(long, at: index) { statements.append(title) }
        continue
      }
      if let statement = Statement(text, at: index) { statements.append(statement) }
      if text.columns.isEmpty { continue }
      let row = cells.reference(at: index).row
      for code in text.columns where lastRows[Int(code)] != row {
        lastRows[Int(code)] = row
        headings.append(Heading(code: code, row: row))
      }
    }
    self.remembered = remembered
    self.preparedTexts = preparedTexts
    self.shownDates = shownDates
    self.headings = headings
    self.statements = statements
    self.sentences = sentences
    self.longTextBytes = longTextBytes
    reachingDown = Self.reachingDown(grid, preparedTexts, shownDates)
  }

  /// The cells with a text whose merged range reaches down to a row, by row and then by position.
  private static func reachingDown(
    _ grid: CellGrid,
    _ preparedTexts: [PreparedText?],
    _ shownDates: [Int: PreparedText]
  ) -> [(row: Int, position: Int)] {
    let cells = grid.sheet.cells
    let tall = grid.positionsOfTallRanges()
    var reaching: [(row: Int, position: Int)] = []
    reaching.reserveCapacity(tall.count)
    for position in tall {
      let isText = cells.textNumber(at: position).map { preparedTexts[$0] != nil }
      guard isText ?? (shownDates[position] != nil) else { continue }
      let reference = cells.reference(at: position)
      guard let range = grid.mergedRange(from: reference) else { continue }
      let row = reference.row.rawValue
      for below in row + 1...min(range.last.row.rawValue, row + heightLimit) {
        reaching.append((below, position))
      }
    }
    reaching.sort { $0 < $1 }
    return reaching
  }

  /// A text that heads a column.
  private struct Heading {
    /// The column's code.
    let code: HeaderVocabulary.ColumnCode
    /// The row that the text stands in.
    let row: RowIndex
  }

  /// What is to be noted wherever a text stands.
  private struct TextTraits: OptionSet {
    let rawValue: UInt8

    /// It has been looked at.
    static let known = TextTraits(rawValue: 1)
    /// It may be a title that is too long for a header.
    static let long = TextTraits(rawValue: 2)
    /// It is long enough for a sentence.
    static let sentence = TextTraits(rawValue: 4)
    /// It heads a column, is a title, or states a period.
    static let telling = TextTraits(rawValue: 8)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(of text: String, prepared: PreparedText?) {
      var traits = TextTraits.known
      if text.utf8.count > HeaderVocabulary.lengthLimit { traits.insert(.long) }
      if text.utf8.count >= sentenceLength { traits.insert(.sentence) }
      if let prepared,
        !(prepared.columns.isEmpty && prepared.titles.isEmpty && prepared.periods.isEmpty)
      {
        traits.insert(.telling)
      }
      self = traits
    }
  }

  deinit { vocabulary.giveBack(remembered) }

  /// The rows in which some text heads a column whose code is wanted, ascending.
  func rows(heading isWanted: (HeaderVocabulary.ColumnCode) -> Bool) -> [Int] {
    var rows: [Int] = []
    for heading in headings where heading.row.rawValue != rows.last && isWanted(heading.code) {
      rows.append(heading.row.rawValue)
    }
    return rows
  }

  /// Whether some text heads a column.
  func heads(_ code: HeaderVocabulary.ColumnCode) -> Bool {
    headings.contains { $0.code == code }
  }

  /// The header cells of a row, from left to right.
  func row(_ row: Int) -> HeaderRow {
    if let known = rows[row] { return known }
    let positions = grid.positions(inRow: row)
    var cells: [HeaderRow.Cell] = []
    for position in positions {
      guard let cell = cell(position) else { continue }
      if cells.isEmpty {
        cells.reserveCapacity(min(positions.upperBound - position, Self.usualRowLength))
      }
      cells.append(cell)
    }
    let first = reachingDown.partitioningIndex { $0.row >= row }
    let reaching = reachingDown[first...].prefix { $0.row == row }
    if !reaching.isEmpty {
      for place in reaching {
        if let cell = cell(place.position) { cells.append(cell) }
      }
      cells.sort { $0.column < $1.column }
    }
    rows[row] = HeaderRow(cells: cells)
    return HeaderRow(cells: cells)
  }

  private func cell(_ position: Int) -> HeaderRow.Cell? {
    guard let text = self[position] else { return nil }
    let reference = grid.sheet.cells.reference(at: position)
    let merged = grid.mergedRange(at: reference)
    let anchor = merged?.first ?? reference
    return HeaderRow.Cell(
      column: reference.column.rawValue,
      width: (merged == nil ? nil : grid.mergedRange(from: reference))?.width ?? 1,
      position: anchor == reference ? position : grid.index(of: anchor) ?? position,
      reference: reference,
      text: text
    )
  }

  /// The text of the cell at a position among the sheet's cells; nil where it shows none, or a long
  /// one.
  subscript(position: Int) -> PreparedText? {
    if let number = grid.sheet.cells.textNumber(at: position) { return preparedTexts[number] }
    return shownDates.isEmpty ? nil : shownDates[position]
  }

  /// The text that the cell at a position among the sheet's cells holds; nil where it holds something
  /// else, a long text, or one that shows nothing.
  func heldText(at position: Int) -> PreparedText? {
    heldText(of: grid.sheet.cells.record(at: position))
  }

  /// The same of a cell itself.
  func heldText(of cell: SheetContent.Cells.Record) -> PreparedText? {
    cell.isText ? preparedTexts[cell.textNumber] : nil
  }

  /// Whether the cell at a position among the sheet's cells shows something.
  func isShown(at position: Int) -> Bool {
    let cell = grid.sheet.cells.record(at: position)
    if cell.isNumber || heldText(of: cell) != nil { return true }
    return CellGrid.showsValue(grid.sheet.cells.value(at: position))
  }

  /// The text that is seen at a position; nil where there is none, or a long one.
  func text(at reference: CellReference) -> PreparedText? {
    text(of: grid.anchor(of: reference))
  }

  /// The text of the cell that stands at a position itself; nil where there is none, or a long one.
  func text(of reference: CellReference) -> PreparedText? {
    grid.index(of: reference).flatMap { self[$0] }
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
