package import HebiaoCore
package import XMLScanning

/// What the workbook part lists.
package struct WorkbookPart: Sendable {
  /// A sheet as it is listed.
  package struct Sheet: Sendable {
    /// The name on the tab.
    package var name: String
    /// The relationship that leads to its part; may be empty.
    package var relationship: String
    /// Whether the tab is shown.
    package var state: SheetState
  }

  /// A name for a range or a formula.
  package struct Name: Sendable {
    /// The name.
    package var name: String
    /// What it stands for, without `=`.
    package var formula: String
    /// The sheet it is local to.
    package var sheet: Int?
    /// Whether it is hidden.
    package var isHidden: Bool
  }

  /// Bytes of a name's formula; Excel ends one after 8,192 characters.
  private static let longestFormula = 1 << 16

  /// The sheets in the order of their tabs.
  package var sheets: [Sheet] = []
  /// The defined names.
  package var names: [Name] = []
  /// Whether dates count from 1904.
  package var is1904 = false

  /// Reads the workbook part.
  package static func parse(_ bytes: Span<UInt8>) throws(XMLError) -> WorkbookPart {
    var part = WorkbookPart()
    var scanner = XMLScanner()
    var name: Name?
    var text: [UInt8] = []
    while true {
      switch try scanner.next(in: bytes, isLast: true) {
      case .finished, .needsMore: return part
      case .text:
        // A longer one is as good as none: nothing computes it.
        guard name != nil, text.count + scanner.text.count <= longestFormula else { continue }
        try scanner.appendText(in: bytes, to: &text)
      case .end:
        if var found = name, scanner.contentDepth == 2 {
          found.formula = String(decoding: text, as: UTF8.self)
          part.names.append(found)
          name = nil
        }
      case .start:
        guard scanner.isSpreadsheet else {
          scanner.skipElement()
          continue
        }
        switch (scanner.contentDepth, scanner.name) {
        case (1, _), (2, "sheets"), (2, "definedNames"): break
        case (2, "workbookPr"):
          let value = try scanner.value("date1904", in: bytes)
          part.is1904 = value.map(ValueBytes.isTrue) ?? false
        case (3, "sheet"):
          try part.addSheet(scanner, in: bytes)
        case (3, "definedName"):
          text.removeAll()
          name = Name(
            name: try scanner.value("name", in: bytes) ?? "",
            formula: "",
            sheet: try scanner.value("localSheetId", in: bytes).flatMap(ValueBytes.whole),
            isHidden: try scanner.value("hidden", in: bytes).map(ValueBytes.isTrue) ?? false
          )
        default: scanner.skipElement()
        }
      }
    }
  }

  private mutating func addSheet(
    _ scanner: borrowing XMLScanner,
    in bytes: Span<UInt8>
  ) throws(XMLError) {
    let state = try scanner.value("state", in: bytes).flatMap { SheetState(rawValue: $0) }
    var relationship = try scanner.value("id", namespace: .officeRelationships, in: bytes)
    if relationship == nil { relationship = try scanner.prefixedValue("id", in: bytes) }
    sheets.append(
      Sheet(
        name: try scanner.value("name", in: bytes).map(StringText.decodingEscapes) ?? "",
        relationship: relationship ?? "",
        state: state ?? .visible
      )
    )
  }
}
