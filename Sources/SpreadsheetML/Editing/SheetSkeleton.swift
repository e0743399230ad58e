package import HebiaoCore
package import XMLScanning

/// A worksheet part without its rows.
///
/// ```
/// <worksheet …><dimension ref="A1:K9"/>…<sheetData>   rows   </sheetData>…<mergeCells>…</worksheet>
/// head                                                       tail
/// ```
package struct SheetSkeleton: Sendable {
  /// The prefix of SpreadsheetML's elements with its colon, mostly empty.
  package private(set) var prefix = ""
  /// Whether the part is written in the strict variant of the standard.
  package private(set) var isStrict = false
  /// The extent that the part declares: where that is written, and what it says.
  package private(set) var dimension: (place: Range<Int>, range: CellRange)?
  /// The formats that columns give to cells that are not listed.
  package private(set) var columnStyles: [(columns: ClosedRange<Int>, style: Int)] = []
  /// The merged ranges.
  package private(set) var mergedRanges: [CellRange] = []
  /// Whether the sheet is protected.
  package private(set) var isProtected = false
  /// The relationship to the drawing that holds the shapes of comments.
  package private(set) var legacyDrawing: String?
  /// Whether there is an element for rows at all.
  package private(set) var hasRowsElement = false

  private var rowsElementTag = 0..<0
  private var rowsElementIsSelfClosing = false
  private var legacyDrawingPlace = 0
  private let headCount: Int
  private let rowsCount: Int

  /// What must come before the drawing of comments.
  ///
  /// Source: ECMA-376 part 1, 18.3.1.99 (CT_Worksheet).
  private static let early: Set<XMLName> = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing",
  ]

  /// Reads what stands before and after the rows; `rowsCount` bytes of rows stand between.
  package init(head: [UInt8], tail: [UInt8], rowsCount: Int) throws(XMLError) {
    headCount = head.count
    self.rowsCount = rowsCount
    try read(MarkupOutline(head + tail, depth: 3))
  }

  /// Where the first row goes, and what stands around it there.
  package func firstRow(_ rows: [UInt8]) -> [ByteSplice] {
    let end = inPart(rowsElementTag.upperBound)
    guard rowsElementIsSelfClosing else { return [ByteSplice(end..<end, rows)] }
    return [
      ByteSplice(end - 2..<end, Array(">".utf8) + rows + Array("</\(prefix)sheetData>".utf8))
    ]
  }

  /// Puts in the reference to the drawing of comments.
  package func insertingLegacyDrawing(_ relationship: String) -> ByteSplice {
    let uri =
      isStrict
      ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
      : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return ByteSplice(
      at: inPart(legacyDrawingPlace),
      "<\(prefix)legacyDrawing xmlns:r=\"\(uri)\" r:id=\"\(relationship)\"/>"
    )
  }

  /// Makes the declared extent hold some cells; nil where it does, or where none is declared.
  package func widenedDimension(_ cells: [CellReference]) -> ByteSplice? {
    guard let dimension else { return nil }
    var first = dimension.range.first
    var last = dimension.range.last
    for cell in cells {
      first = CellReference(row: min(first.row, cell.row), column: min(first.column, cell.column))
      last = CellReference(row: max(last.row, cell.row), column: max(last.column, cell.column))
    }
    let range = CellRange(first, last)
    if range == dimension.range { return nil }
    return ByteSplice(
      inPart(dimension.place.lowerBound)..<inPart(dimension.place.upperBound),
      "\(range)"
    )
  }

  /// The format that a column gives to its cells.
  package func style(ofColumn column: Int) -> Int? {
    columnStyles.last { $0.columns.contains(column) }?.style
  }

  private func inPart(_ offset: Int) -> Int {
    offset <= headCount ? offset : offset + rowsCount
  }

  private mutating func read(_ outline: MarkupOutline) {
    guard let root = outline.root else { return }
    prefix = outline.prefix(of: root)
    isStrict = outline.attributes(of: root).contains { $0.value.hasPrefix("http://purl.oclc.org/") }
    legacyDrawingPlace = outline.elements[root].startTag.upperBound
    for (position, element) in outline.elements.enumerated() {
      guard let parent = element.parent else { continue }
      if parent == root {
        readChild(outline, position, element)
      } else if outline.elements[parent].parent == root {
        readItem(outline, position, element)
      }
    }
  }

  private mutating func readChild(
    _ outline: MarkupOutline,
    _ position: Int,
    _ element: MarkupOutline.Element
  ) {
    if Self.early.contains(element.name) { legacyDrawingPlace = element.range.upperBound }
    switch element.name {
    case "dimension":
      if let attribute = outline.attribute("ref", of: position),
        let range = CellRange(attribute.value)
      {
        dimension = (attribute.valueRange, range)
      }
    case "sheetData" where !hasRowsElement:
      hasRowsElement = true
      rowsElementTag = element.startTag
      rowsElementIsSelfClosing = element.isSelfClosing
    case "sheetProtection":
      isProtected = ["1", "true"].contains(outline.attribute("sheet", of: position)?.value)
    case "legacyDrawing":
      legacyDrawing = outline.attributes(of: position).first { $0.name == "id" }?.value
    default: break
    }
  }

  private mutating func readItem(
    _ outline: MarkupOutline,
    _ position: Int,
    _ element: MarkupOutline.Element
  ) {
    if element.name == "mergeCell" {
      let range = outline.attribute("ref", of: position).flatMap { CellRange($0.value) }
      if let range { mergedRanges.append(range) }
    } else if element.name == "col" {
      guard let first = outline.attribute("min", of: position).flatMap({ Int($0.value) }),
        let last = outline.attribute("max", of: position).flatMap({ Int($0.value) }),
        let style = outline.attribute("style", of: position).flatMap({ Int($0.value) }),
        first >= 1, first <= last
      else { return }
      columnStyles.append((first - 1...last - 1, style))
    }
  }
}
