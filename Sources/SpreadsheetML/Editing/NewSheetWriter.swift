import HebiaoCore
import XMLScanning

/// Writes a sheet of texts for a workbook that is there, in its usual face.
package struct NewSheetWriter {
  /// How a cell looks; a format is made for each look once.
  package enum Look: Hashable, Sendable {
    /// A title.
    case title
    /// Small print.
    case note
    /// The heading of a column.
    case heading
    /// A text in a frame, filled with a colour where one is given.
    case body(fill: String?)
    /// A short text in a frame, in the middle.
    case short
    /// A text in a frame that leads somewhere.
    case link
  }

  private var formats: [Look: Int] = [:]
  private var rows: [String] = []
  private var links: [String] = []

  private let columnWidths: [Double]

  /// A sheet without rows; widths count characters, a Chinese one for two.
  package init(columnWidths: [Double]) {
    self.columnWidths = columnWidths
  }

  /// Adds a row; a link leads to a place such as `'附件 1'!K5`.
  package mutating func add(
    _ cells: [(text: String, look: Look, place: String?)],
    _ styles: inout StylesEditing
  ) {
    let row = rows.count
    let height = MarkupText.number(height(of: cells.map { ($0.text, $0.look) }))
    var text = "<row r=\"\(row + 1)\" ht=\"\(height)\" customHeight=\"1\">"
    for (column, cell) in cells.enumerated() {
      let reference = CellReference(row, column)
      let style = format(cell.look, &styles)
      text += "<c r=\"\(reference)\" s=\"\(style)\" t=\"inlineStr\"><is>"
      text += MarkupText.element("t", holding: cell.text) + "</is></c>"
      if let place = cell.place {
        links.append(
          "<hyperlink ref=\"\(reference)\" location=\"\(MarkupText.attribute(place))\""
            + " display=\"\(MarkupText.attribute(cell.text))\"/>"
        )
      }
    }
    rows.append(text + "</row>")
  }

  /// The part.
  package func part(frozenRows: Int, isStrict: Bool) -> [UInt8] {
    let main =
      isStrict
      ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
      : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    text += "<worksheet xmlns=\"\(main)\"><sheetPr><tabColor rgb=\"FFFFC000\"/>"
    text += "<pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView showGridLines=\"0\""
    text += " workbookViewId=\"0\">"
    if frozenRows > 0 {
      text += "<pane ySplit=\"\(frozenRows)\" topLeftCell=\"A\(frozenRows + 1)\""
      text += " activePane=\"bottomLeft\" state=\"frozen\"/>"
    }
    text += "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>"
    for (index, width) in columnWidths.enumerated() {
      let number = index + 1
      text += "<col min=\"\(number)\" max=\"\(number)\" width=\"\(MarkupText.number(width))\""
      text += " customWidth=\"1\"/>"
    }
    text += "</cols><sheetData>\(rows.joined())</sheetData>"
    if !links.isEmpty { text += "<hyperlinks>\(links.joined())</hyperlinks>" }
    text += "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\""
    text += " footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\""
    text += " fitToHeight=\"0\"/><headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter>"
    text += "</headerFooter></worksheet>"
    return Array(text.utf8)
  }

  /// The height in points that the longest text of a row needs.
  ///
  /// Programs do not agree on whether rows without a height fit their text when a file is opened.
  private func height(of cells: [(text: String, look: Look)]) -> Double {
    if cells.contains(where: { $0.look == .title }) { return 26 }
    if cells.contains(where: { $0.look == .note }) { return 16 }
    var lines = 1
    for (column, cell) in cells.enumerated() where columnWidths.indices.contains(column) {
      // The indent of a text takes the room of two characters.
      let room = max(2, Int(columnWidths[column]) - 3)
      let own = cell.text.split(separator: "\n", omittingEmptySubsequences: false)
        .reduce(0) { count, line in
          let width = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x300 ? 1 : 2) }
          return count + max(1, (width + room - 1) / room)
        }
      lines = max(lines, own)
    }
    return min(409, Double(lines) * 14 + 6)
  }

  private mutating func format(_ look: Look, _ styles: inout StylesEditing) -> Int {
    if let format = formats[look] { return format }
    let wrapped = "vertical=\"center\" wrapText=\"1\""
    let format: Int
    switch look {
    case .title:
      format = styles.format(
        font: styles.font(isBold: true, size: 14, color: "1F2937"),
        fill: 0,
        border: 0,
        alignment: "vertical=\"center\""
      )
    case .note:
      format = styles.format(
        font: styles.font(isBold: false, size: 9, color: "595959"),
        fill: 0,
        border: 0,
        alignment: "vertical=\"center\""
      )
    case .heading:
      format = styles.format(
        font: styles.font(isBold: true, size: 11, color: "1F2937"),
        fill: styles.fill("DDE6F0"),
        border: styles.border("A6A6A6"),
        alignment: "horizontal=\"center\" \(wrapped)"
      )
    case .body(let fill):
      format = styles.format(
        font: styles.font(isBold: false, size: 10, color: "000000"),
        fill: fill.map { styles.fill($0) } ?? 0,
        border: styles.border("BFBFBF"),
        alignment: "horizontal=\"left\" indent=\"1\" \(wrapped)"
      )
    case .short:
      format = styles.format(
        font: styles.font(isBold: false, size: 10, color: "000000"),
        fill: 0,
        border: styles.border("BFBFBF"),
        alignment: "horizontal=\"center\" \(wrapped)"
      )
    case .link:
      format = styles.format(
        font: styles.font(isBold: false, size: 10, color: "0563C1", isUnderlined: true),
        fill: 0,
        border: styles.border("BFBFBF"),
        alignment: "horizontal=\"center\" \(wrapped)"
      )
    }
    formats[look] = format
    return format
  }
}
