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

/// A name that the workbook defines for a range or a formula.
public struct DefinedName: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The formula it stands for, without `=`.
  public var formula: String
  /// The sheet it is local to, or nil.
  public var sheetIndex: Int?
  /// Whether Excel hides it from the user.
  public var isHidden: Bool
}
