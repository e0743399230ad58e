import HebiaoCore
import TableSchemas

/// A table's header found in a sheet: where its columns are, and what stands above them.
///
/// An object: headers are weighed against each other, sorted and looked up, and none is changed.
final class TableHeader: Sendable {
  let schema: TableSchema
  let definition: TableDefinition
  let columns: [BoundColumn]
  let groups: [BoundGroup]
  /// The first row of the header.
  let top: Int
  /// The last row of the header; the table's rows follow it.
  let bottom: Int
  let unbound: [UnboundPart]
  /// The leftmost and the rightmost bound column.
  let extent: ClosedRange<Int>

  /// A header; its columns are given from left to right.
  init(
    schema: TableSchema,
    definition: TableDefinition,
    columns: [BoundColumn],
    groups: [BoundGroup],
    rows: ClosedRange<Int>,
    unbound: [UnboundPart]
  ) {
    self.schema = schema
    self.definition = definition
    self.columns = columns
    self.groups = groups
    top = rows.lowerBound
    bottom = rows.upperBound
    self.unbound = unbound
    extent = (columns.first?.index.rawValue ?? 0)...(columns.last?.index.rawValue ?? 0)
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
      && groups.count == other.groups.count
      && zip(groups, other.groups).allSatisfy { $0.isHeadedLike($1) }
  }
}
