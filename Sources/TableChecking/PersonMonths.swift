import HebiaoCore
import TableBinding
import TableSchemas

/// A person's month in a staffing table.
struct PersonMonth {
  var month: YearMonth
  var ordinal: Int
  var weight: Rational
  var attendance: BoundCell
  var place: TablePlace

  /// Whether the month counts for anything.
  var isAttended: Bool { attendance.number.map { $0 > .zero } ?? false }
}

/// A person's months, and the coming and going that the remark tells.
struct PersonService {
  var months: [PersonMonth]
  /// In order of time; at least one.
  var events: [ServiceEvent]
}

extension CheckContext {
  /// The months of a row whose heading names a month of a year, in order.
  func personMonths(table index: Int, row: Int, attendance: String) -> [PersonMonth] {
    let table = tables[index]
    var months: [PersonMonth] = []
    months.reserveCapacity(table.groups.count)
    for group in table.groups {
      guard let month = group.month, let ordinal = month.ordinal,
        let column = group.columns[attendance], let cell = table.cell(row: row, column: column)
      else { continue }
      months.append(
        PersonMonth(
          month: month,
          ordinal: ordinal,
          weight: group.weight ?? .one,
          attendance: cell,
          place: TablePlace(table: index, row: row, column: column)
        )
      )
    }
    return months
  }

  /// The months and the coming and going of those people whose remarks tell of any, by the tables of
  /// the current rule.
  mutating func services(remark: String, attendance: String) -> [PersonService] {
    let fields = [remark, attendance]
    if let known = knownServices, known.fields == fields,
      known.tables == current.tables.map(\.index)
    {
      return known.services
    }
    var services: [PersonService] = []
    for table in ruleTables {
      guard let column = table.column(remark) else { continue }
      for row in table.rows where table.isDetail[row] {
        guard let text = text(in: table, row, column) else { continue }
        let dates = DateTexts.events(in: text.text)
        if dates.isEmpty { continue }
        let months = personMonths(table: table.index, row: row, attendance: attendance)
        let events = Self.events(dates, months: months, remark: text.location)
        if !events.isEmpty { services.append(PersonService(months: months, events: events)) }
      }
    }
    knownServices = (fields, current.tables.map(\.index), services)
    return services
  }

  /// The text at a place of a table and its cell; nil where it is none.
  private func text(
    in table: TableFacts,
    _ row: Int,
    _ column: Int
  ) -> (text: String, location: CellLocation)? {
    guard table[row, column].kind == .text, let cell = table.cell(row, column),
      case .text(let text) = cell.value
    else { return nil }
    return (text, cell.location)
  }

  /// What the remark of a row says about coming and going, in order of time.
  func serviceEvents(
    table index: Int,
    row: Int,
    remark: String,
    months: [PersonMonth]
  ) -> [ServiceEvent] {
    guard let column = facts[index].column(remark), let text = text(in: facts[index], row, column)
    else { return [] }
    return Self.events(DateTexts.events(in: text.text), months: months, remark: text.location)
  }

  private static func events(
    _ events: [DatedEvent],
    months: [PersonMonth],
    remark: CellLocation
  ) -> [ServiceEvent] {
    let firstYear = months.lazy.compactMap(\.month.year).first
    // `入职2024年3月22日` has its word before; after `3月22日入职, 4月补缴社保` it is the first date's.
    let isBefore =
      events.first.flatMap { ServiceEvent.Kind(words: $0.wordsBefore) } != nil
      && events.last.flatMap { ServiceEvent.Kind(words: $0.words) } == nil
    return events.compactMap { event in
      guard let kind = ServiceEvent.Kind(words: isBefore ? event.wordsBefore : event.words)
      else { return nil }
      // A remark without a year means the one in which the table has that month.
      let year =
        event.year ?? months.first { $0.month.month == event.month }?.month.year ?? firstYear
      guard let year else { return nil }
      // Of 30 February the month is believed.
      let lastDay = CalendarDate.daysInMonth(event.month, of: year)
      return ServiceEvent(
        kind: kind,
        month: YearMonth(year: year, month: event.month),
        day: event.day.flatMap { $0 <= lastDay ? $0 : nil },
        remark: remark
      )
    }.sorted { ($0.month.ordinal ?? 0, $0.day ?? 0) < ($1.month.ordinal ?? 0, $1.day ?? 0) }
  }
}

/// Somebody's arrival or leaving, as a remark tells it.
struct ServiceEvent {
  enum Kind {
    case arrival
    case leaving
    /// A move to another post: whether out of the station the remark does not say.
    case transfer

    private static let arrivals = ["到岗", "入职", "到任", "上岗", "调入", "返岗", "复岗", "入岗"]
    private static let leavings = [
      "离职", "离岗", "辞职", "退休", "调离", "调出", "调往", "离任", "解除", "辞退", "终止",
    ]

    private static let transfers = ["调岗", "转岗", "调动"]

    /// The kind that the words beside a date name first.
    init?(words: String) {
      func first(_ terms: [String]) -> Int? {
        terms.compactMap { words.utf8Offset(of: $0) }.min()
      }
      switch (first(Self.arrivals), first(Self.leavings)) {
      case (nil, nil):
        guard first(Self.transfers) != nil else { return nil }
        self = .transfer
      case (.some, nil): self = .arrival
      case (nil, .some): self = .leaving
      case (.some(let arrival), .some(let leaving)):
        self = arrival < leaving ? .arrival : .leaving
      }
    }
  }

  var kind: Kind
  var month: YearMonth
  var day: Int?
  var remark: CellLocation

  var text: String { day.map { "\(month)\($0)日" } ?? "\(month)" }
}
