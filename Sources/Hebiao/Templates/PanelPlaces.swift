import HebiaoCore
import TableSchemas

/// Where the panels of a table stand on a fresh sheet.
struct PanelPlaces {
  /// A column of a panel.
  struct Column {
    var definition: ColumnDefinition
    /// The columns of the sheet that its header takes.
    var header: Range<Int>
    /// Those that its items take, right of the panel's heading.
    var items: Range<Int>
  }

  /// A panel.
  struct Panel {
    var draft: PanelDraft
    /// The column of its heading.
    var heading: Int?
    var columns: [Column]
  }

  let draft: PartDraft
  let top: Int
  let panels: [Panel]
  /// Columns that everything takes, but for the free text.
  let width: Int

  /// Places panels side by side below a row.
  init(_ draft: PartDraft, top: Int) {
    self.draft = draft
    self.top = top
    var next = draft.beside == nil ? 0 : 1
    panels = draft.panels.map { panel in
      let heading = panel.heading == nil ? nil : next
      var columns: [Column] = []
      for definition in draft.groupColumns {
        let isFirst = columns.isEmpty
        let span = draft.block.spans[definition.field] ?? 1
        // A heading shares the columns of the first header.
        let own = isFirst && heading != nil ? max(1, span - 1) : span
        let start = isFirst && heading != nil ? next + 1 : next
        columns.append(
          Column(
            definition: definition,
            header: next..<start + own,
            items: start..<start + own
          )
        )
        next = start + own
      }
      return Panel(draft: panel, heading: heading, columns: columns)
    }
    width = max(next, 1)
  }

  /// Rows of items.
  var height: Int { max(1, panels.map(\.draft.items.count).max() ?? 1) }
}
