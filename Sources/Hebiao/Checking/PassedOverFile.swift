/// A file in a folder that somebody may have meant to be checked, and that is not.
public struct PassedOverFile: Sendable, Hashable {
  /// Why it is passed over.
  public enum Reason: Sendable, Hashable {
    /// A spreadsheet in another format than Excel's own of today.
    case format
    /// A link that leads nowhere, under the name of a workbook.
    case brokenLink
    /// A pipe or a device under the name of a workbook.
    case notRegular
    /// What a correction in place kept of a workbook, `NAME.bak.xlsx`.
    case backup
  }

  /// The path for people and reports.
  public let path: String
  /// Why it is passed over.
  public let reason: Reason
}
