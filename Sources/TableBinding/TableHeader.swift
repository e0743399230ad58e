import HebiaoCore
import TableSchemas

/// A table's header found in a sheet: where its columns are, and what stands above them.
struct TableHeader {
  var schema: TableSchema
  var definition: TableDefinition
  var columns: [BoundColumn]
  var groups: [BoundGroup]
  /// The first row of the header.
  var top: Int
  /// The last row of the header; the table's rows follow it.
  var bottom: Int
  var unbound: [UnboundPart]

  /// The leftmost and the rightmost bound column.
  var extent: ClosedRange<Int> {
    let indices = columns.map(\.index.rawValue)
    return (indices.min() ?? 0)...(indices.max() ?? 0)
  }

  /// How much of the sheet the header explains; of two that overlap, the higher one is right.
  var score: Int {
    columns.reduce(0) { $0 + ($1.definition.isRequired ? 3 : 2) }
  }

  func overlaps(_ other: TableHeader) -> Bool {
    bottom >= other.top && other.bottom >= top && extent.overlaps(other.extent)
  }

  /// Whether a header below repeats this one on the next page of the same table.
  func isRepeated(by other: TableHeader) -> Bool {
    schema.id == other.schema.id && definition.id == other.definition.id
      && columns.map(\.index) == other.columns.map(\.index)
      && groups.map(\.normalizedPath) == other.groups.map(\.normalizedPath)
  }
}
