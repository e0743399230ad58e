import HebiaoCore
import TableBinding
import TableSchemas

/// An earlier month's workbook, matched with the one under check.
///
/// An object, since the context that holds it is copied and nothing changes it.
final class EarlierMonth: Sendable {
  /// The path as the user named it.
  let path: String
  /// How the workbook under check follows it.
  let succession: Succession
  /// Its tables.
  let tables: [BoundTable]
  /// Its indicators and their counterparts.
  let indicators: IndicatorMatching
  /// Its people and their counterparts, table by table.
  let people: [MatchedPeople]
  /// What the earlier workbook held, by the cell of the workbook under check.
  let previous: [CellLocation: Rational]
  /// The last leaving that a person's remark tells, by position in `people` and row.
  private let leavings: [[Int: ServiceEvent]]
  /// What its own faults make of its figures; nil where they do not tell.
  private let mended: [CellLocation: Rational?]

  init(_ workbook: EarlierWorkbook, for new: CheckContext) {
    path = workbook.path
    let old = CheckContext(sheets: workbook.sheets)
    tables = old.tables
    succession = Succession(of: new.sheets, to: workbook.sheets)
    indicators = IndicatorMatching(new: new.tables, old: old.tables)
    people = Self.people(new, old)
    leavings = people.map { match in Self.leavings(match, new, old) }
    var mended: [CellLocation: Rational?] = [:]
    for finding in TableChecker.check(workbook.sheets).findings where finding.severity == .error {
      guard let cell = finding.cell else { continue }
      var value: Rational?
      if case .number(let number) = finding.expected { value = number }
      mended[CellLocation(sheet: finding.sheet, cell: cell)] = .some(value)
    }
    self.mended = mended
    previous =
      succession.isComparable
      ? Self.previous(new, tables, indicators, people, mended) : [:]
  }

  /// The earlier figures of matched indicators and people, where both files print them alike.
  private static func previous(
    _ new: CheckContext,
    _ old: [BoundTable],
    _ indicators: IndicatorMatching,
    _ people: [MatchedPeople],
    _ mended: [CellLocation: Rational?]
  ) -> [CellLocation: Rational] {
    var previous: [CellLocation: Rational] = [:]
    func note(_ cell: BoundCell, _ before: BoundCell) {
      guard cell.mergedRange?.height ?? 1 == before.mergedRange?.height ?? 1,
        let value = mended[before.location] ?? before.summand
      else { return }
      previous[cell.location] = value
    }
    for match in indicators.matched {
      let (now, before) = (new.tables[match.new.table], old[match.old.table])
      let columns = before.groups[match.old.group].columns
      for entry in now.groups[match.new.group].columns.entries {
        let (field, column) = (entry.field, entry.position)
        guard let earlier = columns[field], let cell = now.cell(row: match.new.row, column: column),
          let old = before.cell(row: match.old.row, column: earlier)
        else { continue }
        note(cell, old)
      }
    }
    for match in people {
      let (now, before) = (new.tables[match.table], old[match.earlierTable])
      for group in now.groups {
        guard let month = group.month?.ordinal,
          let earlier = before.groups.first(where: { $0.month?.ordinal == month })
        else { continue }
        for entry in group.columns.entries {
          let (field, column) = (entry.field, entry.position)
          guard let earlierColumn = earlier.columns[field] else { continue }
          for pair in match.pairs {
            if let cell = now.cell(row: pair.new, column: column),
              let old = before.cell(row: pair.old, column: earlierColumn)
            {
              note(cell, old)
            }
          }
        }
      }
    }
    return previous
  }

  /// The figure of a cell of the earlier workbook; nil where it is none or is itself wrong.
  func figure(at place: IndicatorPlace, field: String) -> (cell: BoundCell, value: Rational)? {
    let table = tables[place.table]
    guard let column = table.groups[place.group].columns[field],
      let cell = table.cell(row: place.row, column: column), let value = value(of: cell)
    else { return nil }
    return (cell, value)
  }

  /// What a cell of the earlier workbook should have held.
  func value(of cell: BoundCell) -> Rational? {
    if let known = mended[cell.location] { return known }
    return cell.number
  }

  /// The last leaving that the earlier workbook tells of a person.
  func leaving(of match: Int, row: Int) -> ServiceEvent? { leavings[match][row] }

  // MARK: People

  private static func people(_ new: CheckContext, _ old: CheckContext) -> [MatchedPeople] {
    var matches: [MatchedPeople] = []
    for schema in new.schemas {
      guard let rule = schema.rules.first(where: { $0.check == .peopleKept }) else { continue }
      func tables(_ context: CheckContext) -> [Int] {
        context.tables.indices.filter {
          context.tables[$0].schema.id == schema.id
            && rule.tables.contains(context.tables[$0].definition.id)
        }
      }
      for (table, earlier) in zip(tables(new), tables(old)) {
        matches.append(MatchedPeople(table, earlier, rule: rule, new: new, old: old))
      }
    }
    return matches
  }

  private static func leavings(
    _ match: MatchedPeople,
    _ new: CheckContext,
    _ old: CheckContext
  ) -> [Int: ServiceEvent] {
    let rules = new.tables[match.table].schema.rules
    guard let rule = rules.first(where: { $0.check == .afterLeaving }),
      let remark = rule.value(.remark), let attendance = rule.value(.attendance)
    else { return [:] }
    var leavings: [Int: ServiceEvent] = [:]
    for pair in match.pairs {
      let months = old.personMonths(
        table: match.earlierTable,
        row: pair.old,
        attendance: attendance
      )
      let events = old.serviceEvents(
        table: match.earlierTable,
        row: pair.old,
        remark: remark,
        months: months
      )
      if let last = events.last, last.kind == .leaving { leavings[pair.old] = last }
    }
    return leavings
  }
}

extension CheckContext {
  /// A cell of an indicator of the workbook under check.
  func cell(
    at place: IndicatorPlace,
    field: String
  ) -> (cell: BoundCell, place: TablePlace)? {
    let table = tables[place.table]
    guard let column = table.groups[place.group].columns[field],
      let cell = table.cell(row: place.row, column: column)
    else { return nil }
    return (cell, TablePlace(table: place.table, row: place.row, column: column))
  }

  /// The indicators of the current rule's tables that the earlier workbook has as well, and what
  /// both hold in a field.
  ///
  /// A cell that covers another number of rows than before is another figure. A cell that several
  /// rows share comes once.
  func comparedFigures(field: String) -> [ComparedFigure] {
    guard let earlier, earlier.succession.isComparable else { return [] }
    var seen: Set<CellLocation> = []
    return earlier.indicators.matched.compactMap { match in
      guard applies(toTable: match.new.table), let now = cell(at: match.new, field: field),
        let before = earlier.figure(at: match.old, field: field),
        let value = mendedValue(of: now.cell),
        now.cell.mergedRange?.height ?? 1 == before.cell.mergedRange?.height ?? 1,
        seen.insert(now.cell.location).inserted
      else { return nil }
      return ComparedFigure(
        match: match,
        cell: now.cell,
        place: now.place,
        value: value,
        earlierCell: before.cell,
        earlierValue: before.value
      )
    }
  }
}

/// A figure beside what the earlier workbook held in its place.
struct ComparedFigure {
  var match: MatchedIndicator
  var cell: BoundCell
  var place: TablePlace
  /// What the cell should hold, as far as its own workbook tells.
  var value: Rational
  var earlierCell: BoundCell
  /// What the earlier cell should have held.
  var earlierValue: Rational

  /// `(上期 附件1-1!D5)`; says so where the earlier cell was wrong.
  var source: LocalizedText {
    let place = earlierCell.location.text(from: "")
    if earlierCell.number == earlierValue {
      return LocalizedText(zh: "上期 \(place)", en: "\(place) of the earlier file")
    }
    return LocalizedText(
      zh: "上期 \(place), 该格有误, 按应有的数比较",
      en: "\(place) of the earlier file, which was wrong and is taken for what it should be"
    )
  }
}
