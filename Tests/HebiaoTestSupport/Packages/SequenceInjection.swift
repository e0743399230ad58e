import HebiaoCore

/// Puts something into the later of two months that does not go with the earlier one.
///
/// The sums of both months stay true, so that only the comparison sees it.
public struct SequenceInjection: Sendable {
  /// What does not go together.
  public enum Kind: String, Sendable, CaseIterable {
    /// A cumulative figure falls.
    case fallenFigure
    /// A figure inside a text falls.
    case fallenProjectFigure
    /// 协议量 is another.
    case changedAgreed
    /// The period is that of the earlier month.
    case samePeriod
    /// Somebody who had left counts again, and the remark is gone.
    case attendedAfterLeaving
    /// Somebody's name is another.
    case renamedPerson
    /// Somebody is gone.
    case missingPerson
    /// A month that was reported is another.
    case changedMonth
    /// Somebody is new who counts in months that were reported.
    case joinerWithOldMonths

    /// The code of the rule that tells it.
    public var rule: String {
      switch self {
      case .fallenFigure, .fallenProjectFigure: "cumulative"
      case .changedAgreed: "agreed-unchanged"
      case .samePeriod: "period-advances"
      case .attendedAfterLeaving: "after-leaving"
      case .renamedPerson, .missingPerson: "people-kept"
      case .changedMonth: "settled-months"
      case .joinerWithOldMonths: "first-month"
      }
    }
  }

  /// The earlier month.
  public private(set) var earlier: MonthlyPackage
  /// The later month, with the change.
  public private(set) var later: MonthlyPackage
  /// The figure to look at; nil where it is about the whole table.
  public private(set) var path: FigurePath?

  /// Injects one change; nil where the months have no place for it.
  public init?(
    _ kind: Kind,
    earlier: MonthlyPackage,
    later: MonthlyPackage,
    using random: inout SeededGenerator
  ) {
    self.earlier = earlier
    self.later = later
    let done =
      switch kind {
      case .fallenFigure: changeIndicator(&random, \.actual) { before, _ in before - 1 }
      case .changedAgreed: changeIndicator(&random, \.target) { before, _ in before + 1 }
      case .fallenProjectFigure: lowerProject(&random)
      case .samePeriod: repeatPeriod()
      case .attendedAfterLeaving: bringBack(&random)
      case .renamedPerson: rename(&random)
      case .missingPerson: remove(&random)
      case .changedMonth: changeMonth(&random)
      case .joinerWithOldMonths: forget(&random)
      }
    if !done { return nil }
  }

  private mutating func changeIndicator(
    _ random: inout SeededGenerator,
    _ field: WritableKeyPath<Indicator.Amount, Rational?>,
    to change: (Int, Int) -> Int
  ) -> Bool {
    var places: [(block: Int, group: Int, position: Int, index: Int, row: Int, value: Int)] = []
    var index = 0
    for (block, content) in earlier.blocks.enumerated() {
      for (group, content) in content.groups.enumerated() {
        for (position, indicator) in content.indicators.enumerated() {
          for (row, amount) in indicator.amounts.enumerated() {
            if let value = amount[keyPath: field], value > .zero, amount.target != .zero {
              places.append((block, group, position, index, row, Int(value.numerator)))
            }
          }
          index += 1
        }
      }
    }
    guard let place = places.randomElement(using: &random) else { return false }
    later.blocks[place.block].groups[place.group].indicators[place.position]
      .amounts[place.row][keyPath: field] = Rational(change(place.value, place.row))
    let isStationWide = later.indicators[place.index].isStationWide
    path = .indicator(
      place.index,
      row: isStationWide ? .station : .district(place.row),
      part: field == \.actual ? .actual : .target
    )
    return true
  }

  private mutating func lowerProject(_ random: inout SeededGenerator) -> Bool {
    var places: [(section: Int, item: Int, number: Int)] = []
    var number = 0
    for (section, content) in earlier.sections.enumerated() {
      for (item, content) in content.items.enumerated() {
        if let actual = content.actual, actual.figure > .one {
          places.append((section, item, number))
        }
        number += 1
      }
    }
    guard let place = places.randomElement(using: &random),
      let before = earlier.sections[place.section].items[place.item].actual?.figure,
      let less = before.subtracting(.one)
    else { return false }
    later.sections[place.section].items[place.item].actual?.figure = less
    later.sections[place.section].items[place.item].decimals = 2
    path = .project(place.number, part: .actual)
    return true
  }

  private mutating func repeatPeriod() -> Bool {
    later.period = earlier.period
    path = .period(.indicators)
    return true
  }

  /// The people of the later month who stand in the earlier one and meet a condition.
  private func places(
    where isMeant: (StaffMember, StaffMember) -> Bool
  ) -> [(group: Int, person: Int, number: Int)] {
    var found: [(group: Int, person: Int, number: Int)] = []
    for group in later.staff.indices {
      for (person, number) in later.people(ofGroup: group).enumerated() {
        let member = later.staff[group].people[person]
        let before = earlier.staff[group].people.first { $0.name == member.name }
        if let before, isMeant(member, before) { found.append((group, person, number)) }
      }
    }
    return found
  }

  private mutating func bringBack(_ random: inout SeededGenerator) -> Bool {
    let last = later.months.count - 1
    let found = places { member, before in
      before.leaving.map { $0 < later.months[last].first } ?? false && before.note.contains("离职")
    }
    guard let place = found.randomElement(using: &random) else { return false }
    later.staff[place.group].people[place.person].note = ""
    later.staff[place.group].people[place.person].leaving = nil
    later.staff[place.group].people[place.person].contract.last = nil
    later.staff[place.group].people[place.person].months[last] = .full(later.months[last].weight)
    path = .person(place.number, column: .attendance(month: last))
    return true
  }

  private mutating func rename(_ random: inout SeededGenerator) -> Bool {
    let found = places { member, _ in
      Rational.sum(member.months.compactMap(\.attendance)) > .one
    }
    guard let place = found.randomElement(using: &random) else { return false }
    let name = later.staff[place.group].people[place.person].name
    later.staff[place.group].people[place.person].name = String(name.prefix(1)) + "改之"
    path = .personField(place.number, field: .name)
    return true
  }

  private mutating func remove(_ random: inout SeededGenerator) -> Bool {
    let found = places { _, _ in true }.filter { later.staff[$0.group].people.count > 1 }
    guard let place = found.randomElement(using: &random) else { return false }
    later.staff[place.group].people.remove(at: place.person)
    return true
  }

  private mutating func changeMonth(_ random: inout SeededGenerator) -> Bool {
    let month = earlier.months.count - 1
    let found = places { member, _ in
      (member.months[month].attendance ?? .zero) >= .one && member.arrival == nil
        && member.leaving == nil && member.experienced == .zero
    }
    guard let place = found.randomElement(using: &random) else { return false }
    later.staff[place.group].people[place.person].months[month] = .full(.halves(1))
    path = .person(place.number, column: .attendance(month: month))
    return true
  }

  private mutating func forget(_ random: inout SeededGenerator) -> Bool {
    let found = places { _, before in
      Rational.sum(before.months.compactMap(\.attendance)) > .zero
    }.filter { earlier.staff[$0.group].people.count > 1 }
    guard let place = found.randomElement(using: &random) else { return false }
    let member = later.staff[place.group].people[place.person]
    earlier.staff[place.group].people.removeAll { $0.name == member.name }
    let first = member.months.firstIndex { $0.attendance.map { $0 > .zero } ?? false }
    path = first.map { .person(place.number, column: .attendance(month: $0)) }
    return true
  }
}
