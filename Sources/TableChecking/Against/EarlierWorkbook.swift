public import TableBinding

/// The workbook of an earlier month, which a check compares with.
public struct EarlierWorkbook: Sendable {
  /// The path as the user named it.
  public var path: String
  /// Its sheets.
  public var sheets: [BoundSheet]

  /// The sheets of an earlier workbook.
  public init(path: String, sheets: [BoundSheet]) {
    self.path = path
    self.sheets = sheets
  }
}
