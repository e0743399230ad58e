public import HebiaoCore

/// A sheet as the workbook lists it.
public struct SheetEntry: Sendable, Hashable {
  /// The name on the tab.
  public var name: String
  /// Zero-based position among the tabs.
  public var index: Int
  /// Whether the tab is shown.
  public var state: SheetState
  /// The kind of sheet; only worksheets hold cells that are read.
  public var kind: SheetKind
}
