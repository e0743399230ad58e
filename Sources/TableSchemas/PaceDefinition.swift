public import HebiaoCore

/// How completion is compared with the time that has passed, as a schema states it.
public struct PaceDefinition: Sendable, Hashable {
  /// What the elapsed share is counted in.
  public var measure: AgreementTime.Measure
  /// What a month counts that the agreement, or the report, covers only in part.
  public var partialMonth: Rational
  /// Completion ÷ elapsed share from which an indicator is on track.
  public var onTrack: Rational
  /// Completion ÷ elapsed share from which it is behind, and not far behind.
  public var behind: Rational
  /// The tables whose indicators are looked at.
  public var tables: [String]
  /// The classes of rows, of which the first that a table has is looked at.
  public var rows: [String]
  /// The field of what was agreed.
  public var agreed: String
  /// The field of what was done.
  public var done: String
}
