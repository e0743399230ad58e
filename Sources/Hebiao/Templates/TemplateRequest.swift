public import HebiaoCore

/// What a fresh workbook is asked for.
public struct TemplateRequest: Sendable {
  /// How many rows a table has, or what they are called.
  public enum Rows: Sendable, Hashable {
    /// So many in each section.
    case counts([Int])
    /// Rows of these names.
    case names([String])
  }

  /// As many months as the figures may cover.
  public static let mostMonths = 1...36

  /// The schemas, one sheet each, in this order.
  public var schemas: [String]
  /// The station's name; nil for the schema's stand-in, or for last month's title.
  public var station: String?
  /// The first and the last day of the agreement; nil for that of last month's file.
  public var agreement: DatePeriod?
  /// Months that the figures cover, from the agreement's first on; nil for one more than in last
  /// month's file.
  public var months: Int?
  /// The rows, by the name that the schema gives them.
  public var rows: [String: Rows] = [:]
  /// Last month's file, from which what stays is taken over; nil for none.
  public var lastMonth: String?
  /// The language of hints and refusals.
  public var language = Language.chinese
  /// What makes the workbook, for its stamp: `hebiao 0.1.0`.
  public var producer = "hebiao"

  /// A request for sheets of an agreement, or of the one in last month's file.
  public init(schemas: [String], agreement: DatePeriod? = nil, months: Int? = nil) {
    self.schemas = schemas
    self.agreement = agreement
    self.months = months
  }
}

/// What became of a request.
public struct TemplateReceipt: Sendable, Hashable {
  /// The names on the tabs.
  public var sheets: [String]
  /// The days that the figures will cover.
  public var period: DatePeriod
  /// Texts and figures taken over from last month's file.
  public var carried: Int
}
