/// How a cell looks, and whether it may be edited on a protected sheet.
package struct CellFormat: Hashable, Sendable {
  /// Where a text stands in its cell.
  package enum Alignment: Hashable, Sendable {
    /// Texts at the left, numbers at the right.
    case general
    case left
    case center
    case right
  }

  /// The font; a name that Excel, WPS and LibreOffice all have a substitute for.
  package var fontName = "宋体"
  /// Units: points.
  package var fontSize = 10.0
  package var isBold = false
  package var isUnderlined = false
  /// Units: 0xRRGGBB.
  package var color: UInt32 = 0x000000
  /// The fill, 0xRRGGBB; nil for none.
  package var fill: UInt32?
  /// The colour of a thin border on all sides, 0xRRGGBB; nil for none.
  package var border: UInt32?
  package var alignment = Alignment.general
  /// Whether long texts are broken into lines.
  package var wraps = false
  /// Whether the text is made smaller until it fits.
  package var shrinks = false
  /// Steps that the text is moved in from its side.
  package var indent: UInt8 = 0
  /// The number format's code, `0.00%`; nil for General.
  package var numberFormat: String?
  /// Whether the cell may be edited on a protected sheet.
  package var isUnlocked = false

  package init() {}

  /// The format with a change.
  package func with(_ change: (inout CellFormat) -> Void) -> CellFormat {
    var format = self
    change(&format)
    return format
  }
}
