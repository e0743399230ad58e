import HebiaoCore
import TableSchemas

/// What a fresh sheet is to say, before anything has a place.
struct SheetDraft {
  var schema: TableSchema
  var template: TemplateDefinition
  var title: String
  var period: String?
  var parts: [PartDraft]
}

/// What a cell holds from the start.
enum DraftValue: Hashable {
  case text(String)
  case number(Rational)
}

/// One table of a fresh sheet.
struct PartDraft {
  var block: TemplateBlock
  var definition: TableDefinition
  /// Its number among the tables of its block, from 0.
  var number: Int
  var groups: [GroupDraft] = []
  var sections: [SectionDraft] = []
  var beside: String?
  var panels: [PanelDraft] = []
  var remark: String?

  /// The columns of a group.
  var groupColumns: [ColumnDefinition] { definition.group?.columns ?? [] }
}

/// A group of columns.
struct GroupDraft {
  /// The headers above it, from the top.
  var heading: [String]
  /// The headers of its columns.
  var headers: [String]
  /// Whether one figure is given for all rows together.
  var isShared = false
  /// What a month counts.
  var weight = Rational.one
}

/// Rows under one label.
struct SectionDraft {
  var label: String?
  var rows: [RowDraft]
}

/// A row to fill in.
struct RowDraft {
  /// By field.
  var values: [String: DraftValue] = [:]
  /// By field, for each group.
  var groups: [[String: DraftValue]] = []
}

/// Items below each other.
struct PanelDraft {
  var heading: String?
  var items: [[String: DraftValue]]
}
