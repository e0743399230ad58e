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

  /// A name with what it stands for.
  public init(name: String, formula: String, sheetIndex: Int? = nil, isHidden: Bool = false) {
    self.name = name
    self.formula = formula
    self.sheetIndex = sheetIndex
    self.isHidden = isHidden
  }
}
