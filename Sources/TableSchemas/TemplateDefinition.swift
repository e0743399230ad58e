public import HebiaoCore

/// How a fresh sheet of this kind is printed, for people to fill in.
///
/// Source: the key `template` of a schema.
public struct TemplateDefinition: Sendable, Hashable {
  /// A size of paper.
  public enum Paper: String, Sendable, Hashable, CaseIterable {
    case a4 = "A4"
    case a3 = "A3"
  }

  /// The name on the tab.
  public var sheet: String
  /// The text above the title; nil for none.
  public var label: String?
  /// What stands for the station's name until somebody gives it.
  public var station: String
  /// The title, `{station}` standing for the station's name.
  public var title: String
  /// The line under the title, `{report}` or `{agreement}` standing for the dates; nil for none.
  public var period: String?
  /// What is signed at the foot.
  public var signature: [String]
  /// The paper that the sheet is printed on.
  public var paper: Paper
  /// The mark for what does not apply.
  public var notApplicable: String
  /// The blocks from the top.
  public var blocks: [TemplateBlock]
}

/// One table of a fresh sheet, or several of one kind below each other.
public struct TemplateBlock: Sendable, Hashable {
  /// Stands for the groups in `columns`.
  public static let groups = "groups"

  /// The table of the schema.
  public var table: String
  /// The fields from left to right, `groups` where the groups stand.
  public var columns: [String]
  /// The headers by field.
  public var headers: [String: String]
  /// Widths by field; units: characters of the default font.
  public var widths: [String: Double]
  /// Columns that a field of a panel takes; one where it is not given.
  public var spans: [String: Int]
  /// What may be chosen in a field.
  public var choices: [String: [String]]
  /// What users are told at a field.
  public var hints: [String: LocalizedText]
  /// The fields that are taken over from last month's file.
  public var carried: [String]
  /// The rows to fill in; nil for a panel.
  public var rows: TemplateRows?
  /// The rows that close a section.
  public var sectionClosing: [TemplateClosing]
  /// The rows that close the table.
  public var closing: [TemplateClosing]
  /// How months are headed; nil where groups are no months.
  public var months: TemplateMonths?
  /// Whether rows can be filtered by buttons in the header.
  public var isFiltered: Bool
  /// The tables of this kind.
  public var parts: [TemplatePart]
}

/// The rows of a block that are filled in.
public struct TemplateRows: Sendable, Hashable {
  /// What the number of rows is asked for by: `districts`.
  public var name: String
  /// How rows are named, `{n}` standing for their number; nil for unnamed rows.
  public var label: String?
  /// The sections; one without a label where the table has none.
  public var sections: [Section]

  /// Rows of one section.
  public struct Section: Sendable, Hashable {
    /// What stands beside the rows; nil where the table has no sections.
    public var label: String?
    /// Rows if nobody says how many.
    public var count: Int
  }
}

/// A closing row.
public struct TemplateClosing: Sendable, Hashable {
  /// The class of the row.
  public var rowClass: String
  /// Its label, `{section}` standing for the section's.
  public var label: String
}

/// How the groups of a block are headed by months.
public struct TemplateMonths: Sendable, Hashable {
  /// The heading, `{month}` standing for the month.
  public var heading: String
  /// The heading of a month that counts in part, `{weight}` standing for what it counts.
  public var partialHeading: String
  /// What a month counts that the agreement covers in part.
  public var partialWeight: Rational
}

/// One table of a block.
public struct TemplatePart: Sendable, Hashable {
  /// What stands at the left over all rows.
  public var beside: String?
  /// The groups from left to right.
  public var groups: [TemplateGroup]
  /// The panels from left to right.
  public var panels: [TemplatePanel]
  /// The free text at the right; nil for none.
  public var remark: String?
}

/// A group of columns.
public struct TemplateGroup: Sendable, Hashable {
  /// The headers above it, from the top.
  public var heading: [String]
  /// The headers of its columns, in the order of the schema.
  public var headers: [String]
  /// Whether one figure is given for all rows together.
  public var isShared: Bool
}

/// Items below each other.
public struct TemplatePanel: Sendable, Hashable {
  /// What stands at the left over all its items.
  public var heading: String?
  /// The items, each with what its fields hold from the start.
  public var items: [[String: String]]
}
