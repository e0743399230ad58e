/// How a cell looks.
public struct CellStyle: Hashable, Sendable {
  /// Where the text stands from left to right.
  public enum HorizontalAlignment: String, Sendable {
    /// At the left.
    case left
    /// In the middle.
    case center
    /// At the right.
    case right
  }

  /// The font's name, `宋体`.
  public var fontName: String
  /// The font's size in points.
  public var fontSize: Int
  /// Whether the text is bold.
  public var isBold: Bool
  /// Whether thin lines surround the cell.
  public var hasBorder: Bool
  /// The fill as RRGGBB; nil for none.
  public var fill: String?
  /// Where the text stands; nil leaves it to the kind of value.
  public var alignment: HorizontalAlignment?
  /// Whether long text is broken into lines.
  public var wraps: Bool
  /// The number format's code.
  public var numberFormat: String

  /// A style; the default is that of an empty sheet.
  public init(
    fontName: String = "宋体",
    fontSize: Int = 11,
    isBold: Bool = false,
    hasBorder: Bool = false,
    fill: String? = nil,
    alignment: HorizontalAlignment? = nil,
    wraps: Bool = false,
    numberFormat: String = "General"
  ) {
    self.fontName = fontName
    self.fontSize = fontSize
    self.isBold = isBold
    self.hasBorder = hasBorder
    self.fill = fill
    self.alignment = alignment
    self.wraps = wraps
    self.numberFormat = numberFormat
  }

  /// The style of an untouched cell.
  public static let plain = CellStyle()

  /// The same style under another number format.
  public func formatted(_ numberFormat: String) -> CellStyle {
    var style = self
    style.numberFormat = numberFormat
    return style
  }
}
