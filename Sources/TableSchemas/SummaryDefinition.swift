public import HebiaoCore

/// A figure that a summary of many workbooks lists of each, as a schema states it.
public struct SummaryDefinition: Sendable, Hashable {
  /// Where the figure comes from.
  public enum Source: Sendable, Hashable {
    /// The number of ordinary rows in which a field is filled in.
    case count(field: String)
    /// What stands in a field of the last row of a class.
    case figure(row: String, field: String)
    /// The only figure of the last row of a class.
    case sole(row: String)
  }

  /// What people call it.
  public var name: LocalizedText
  /// The table that it is taken from.
  public var table: String
  /// Where in the table it stands.
  public var source: Source
  /// Whether it is a share, shown in percent.
  public var isPercentage: Bool
}
