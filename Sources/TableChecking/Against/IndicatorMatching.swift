import HebiaoCore
import TableBinding
import TableSchemas

/// Where a group of columns meets a row, by position.
struct IndicatorPlace: Hashable {
  var table: Int
  var row: Int
  var group: Int
}

/// An indicator and its counterpart in the earlier workbook.
struct MatchedIndicator {
  var new: IndicatorPlace
  var old: IndicatorPlace
  /// Whether a name on the way to it is only like the earlier one.
  var isRenamed: Bool
}

/// Matches indicators by the words of their tables: the name above, the row's name, the item's own.
struct IndicatorMatching {
  private let new: [BoundTable]
  private let old: [BoundTable]
  private(set) var matched: [MatchedIndicator] = []
  /// Rows, groups and items that stand in only one of the workbooks.
  private(set) var onlyNew: [String] = []
  private(set) var onlyOld: [String] = []

  init(new: [BoundTable], old: [BoundTable]) {
    self.new = new
    self.old = old
    var seen: Set<String> = []
    for table in new where table.definition.group?.heading != .month {
      guard seen.insert(Self.family(of: table)).inserted else { continue }
      match(Self.family(of: table))
    }
  }

  /// Tables that are compared with one another: 片区 blocks may be cut differently.
  private static func family(of table: BoundTable) -> String {
    "\(table.schema.id)/\(table.definition.id)"
  }

  private mutating func match(_ family: String) {
    let newTables = new.indices.filter { Self.family(of: new[$0]) == family }
    let oldTables = old.indices.filter { Self.family(of: old[$0]) == family }
    if new[newTables[0]].definition.group?.heading == GroupDefinition.Heading.none {
      matchItems(newTables, oldTables)
    } else {
      matchGroups(newTables, oldTables)
    }
  }

  // MARK: Groups with a heading, rows with a name

  private mutating func matchGroups(_ newTables: [Int], _ oldTables: [Int]) {
    let groups = newTables.flatMap { table in
      new[table].groups.indices.map { IndicatorPlace(table: table, row: 0, group: $0) }
    }
    let earlier = oldTables.flatMap { table in
      old[table].groups.indices.map { IndicatorPlace(table: table, row: 0, group: $0) }
    }
    let pairs = SequenceAlignment.pairs(
      new: groups.map { Self.key(of: $0, in: new) },
      old: earlier.map { Self.key(of: $0, in: old) }
    )
    var rows: [[Int]: [SequenceAlignment.Pair]] = [:]
    for pair in pairs {
      let (group, before) = (groups[pair.new], earlier[pair.old])
      let tables = [group.table, before.table]
      if rows[tables] == nil { rows[tables] = matchRows(group.table, before.table) }
      for row in rows[tables] ?? [] {
        matched.append(
          MatchedIndicator(
            new: IndicatorPlace(table: group.table, row: row.new, group: group.group),
            old: IndicatorPlace(table: before.table, row: row.old, group: before.group),
            isRenamed: pair.isRenamed || row.isRenamed
          )
        )
      }
    }
    noteRest(
      pairs,
      groups.map { Self.name(of: $0, in: new) },
      earlier.map { Self.name(of: $0, in: old) }
    )
  }

  private mutating func matchRows(_ table: Int, _ before: Int) -> [SequenceAlignment.Pair] {
    func keys(_ table: BoundTable) -> [String] {
      table.rows.map { row in
        // 合计 is 合计 however it is worded.
        row.kind == BoundRow.detail ? NormalizedText.header(row.label) : "*" + row.kind
      }
    }
    let pairs = SequenceAlignment.pairs(new: keys(new[table]), old: keys(old[before]))
    noteRest(pairs, new[table].rows.map(\.label), old[before].rows.map(\.label))
    return pairs
  }

  /// The headings above a group, and the header of its first column where several share them.
  private static func key(of place: IndicatorPlace, in tables: [BoundTable]) -> String {
    let table = tables[place.table]
    let group = table.groups[place.group]
    let first = group.columns.values.min().map { table.columns[$0].headerText } ?? ""
    return group.normalizedPath.joined(separator: "›") + "›" + NormalizedText.header(first)
  }

  private static func name(of place: IndicatorPlace, in tables: [BoundTable]) -> String {
    let table = tables[place.table]
    guard
      let row = table.rows.firstIndex(where: { $0.kind != BoundRow.detail })
        ?? table.rows.indices.first
    else { return table.groups[place.group].path.joined(separator: TableLabels.separator) }
    return TableLabels.indicator(group: place.group, row: row, in: table)
  }

  // MARK: Items that name themselves

  private mutating func matchItems(_ newTables: [Int], _ oldTables: [Int]) {
    let items = newTables.flatMap { Self.items(of: $0, in: new) }
    let earlier = oldTables.flatMap { Self.items(of: $0, in: old) }
    let pairs = SequenceAlignment.pairs(new: items.map(\.key), old: earlier.map(\.key))
    matched += pairs.map { pair in
      MatchedIndicator(
        new: items[pair.new].place,
        old: earlier[pair.old].place,
        isRenamed: pair.isRenamed
      )
    }
    noteRest(pairs, items.map(\.name), earlier.map(\.name))
  }

  private static func items(
    of index: Int,
    in tables: [BoundTable]
  ) -> [(place: IndicatorPlace, key: String, name: String)] {
    let table = tables[index]
    return table.rows.indices.flatMap { row in
      table.groups.indices.compactMap { group in
        let name = TableLabels.itemName(group: group, row: row, in: table)
        guard let name, !name.isEmpty else { return nil }
        // `共建协议*3份` is the same item when the agreement asks for four.
        let key = NormalizedText.header(name).filter { !($0.isASCII && $0.isNumber) }
        return (IndicatorPlace(table: index, row: row, group: group), key, name)
      }
    }
  }

  private mutating func noteRest(
    _ pairs: [SequenceAlignment.Pair],
    _ names: [String],
    _ earlier: [String]
  ) {
    let (used, usedBefore) = (Set(pairs.map(\.new)), Set(pairs.map(\.old)))
    onlyNew += names.indices.filter { !used.contains($0) }.map { names[$0] }
      .filter { !onlyNew.contains($0) }
    onlyOld += earlier.indices.filter { !usedBefore.contains($0) }.map { earlier[$0] }
      .filter { !onlyOld.contains($0) }
  }
}
