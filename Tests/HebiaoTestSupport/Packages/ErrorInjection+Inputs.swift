import HebiaoCore

/// Errors in inputs: the sums printed follow them, so that only the rule about the input sees them.
extension ErrorInjection {
  mutating func injectIntoInputs(_ kind: Kind) -> FigurePath? {
    switch kind {
    case .headcountDiffers: changeHeadcount()
    case .attendanceOverWeight:
      changeMonth(kind, where: Self.isAttended) { _, month in
        StaffMember.Month.full(.sum([month.weight, .halves(1)]))
      }
    case .attendanceOffStep:
      changeMonth(kind, where: Self.isAttended) { _, _ in
        StaffMember.Month(Rational(3, over: 10), "√", "√")
      }
    case .attendedBeforeArrival:
      changeMonth(kind, where: Self.isBeforeArrival) { _, month in .full(month.weight) }
    case .attendedAfterLeaving:
      changeMonth(kind, where: Self.isAfterLeaving) { _, month in .full(month.weight) }
    case .experiencedOverAttended: changeExperienced()
    case .negativeCount: changeCount(kind) { $0 == .zero ? Rational(-1) : $0.negated }
    case .fractionalCount: changeCount(kind) { .sum([$0, .halves(1)]) }
    default: nil
    }
  }

  private mutating func record(_ kind: Kind, _ path: FigurePath) -> FigurePath {
    errors.append(
      InjectedError(kind: kind, path: path, from: figures[path] ?? .blank, to: .blank)
    )
    return path
  }

  private mutating func changeHeadcount() -> FigurePath? {
    guard package.blocks.count > 1 else { return nil }
    let district = random.int(0...package.districts.count - 1)
    let path = FigurePath.headcount(block: 1, row: .district(district))
    guard isFree(path) else { return nil }
    package.blocks[1].headcounts[district] = .sum([package.blocks[1].headcounts[district], .one])
    return record(.headcountDiffers, path)
  }

  private mutating func changeMonth(
    _ kind: Kind,
    where isPlace: (StaffMember, ServiceMonth, StaffMember.Month) -> Bool,
    to change: (StaffMember.Month, ServiceMonth) -> StaffMember.Month
  ) -> FigurePath? {
    var places: [(group: Int, person: Int, number: Int, month: Int)] = []
    for group in package.staff.indices {
      for (person, number) in package.people(ofGroup: group).enumerated() {
        for (month, calendar) in package.months.enumerated() {
          let member = package.staff[group].people[person]
          let path = FigurePath.person(number, column: .attendance(month: month))
          if isPlace(member, calendar, member.months[month]), isFree(path), isUntouched(number) {
            places.append((group, person, number, month))
          }
        }
      }
    }
    guard let place = places.randomElement(using: &random) else { return nil }
    let cells = package.staff[place.group].people[place.person].months[place.month]
    package.staff[place.group].people[place.person].months[place.month] = change(
      cells,
      package.months[place.month]
    )
    let member = package.staff[place.group].people[place.person]
    let attended = Rational.sum(member.months.compactMap(\.attendance))
    package.staff[place.group].people[place.person].experienced = min(
      member.experienced,
      attended
    )
    return record(kind, .person(place.number, column: .attendance(month: place.month)))
  }

  private mutating func changeExperienced() -> FigurePath? {
    let group = random.int(0...package.staff.count - 1)
    let people = package.people(ofGroup: group)
    let person = random.int(0...people.count - 1)
    let path = FigurePath.person(people.lowerBound + person, column: .experienced)
    guard isFree(path), isUntouched(people.lowerBound + person) else { return nil }
    let attended = package.staff[group].people[person].months.compactMap(\.attendance)
    package.staff[group].people[person].experienced = .sum(attended + [.one])
    return record(.experiencedOverAttended, path)
  }

  private mutating func changeCount(
    _ kind: Kind,
    to change: (Rational) -> Rational
  ) -> FigurePath? {
    var places: [(block: Int, group: Int, position: Int, index: Int, row: Int)] = []
    var index = 0
    for (block, content) in package.blocks.enumerated() {
      for (group, content) in content.groups.enumerated() {
        for (position, indicator) in content.indicators.enumerated() {
          for (row, amount) in indicator.amounts.enumerated()
          where amount.actual != nil && amount.target != .zero {
            places.append((block, group, position, index, row))
          }
          index += 1
        }
      }
    }
    guard let place = places.randomElement(using: &random) else { return nil }
    let indicator = package.indicators[place.index]
    let path = FigurePath.indicator(
      place.index,
      row: indicator.isStationWide ? .station : .district(place.row),
      part: .actual
    )
    guard isFree(path), let actual = indicator.amounts[place.row].actual else { return nil }
    package.blocks[place.block].groups[place.group].indicators[place.position]
      .amounts[place.row].actual = change(actual)
    return record(kind, path)
  }

  /// Whether no error concerns a person yet: two in one row could hide each other.
  private func isUntouched(_ person: Int) -> Bool {
    !errors.contains { error in
      if case .person(person, _) = error.path { true } else { false }
    }
  }

  private static func isAttended(
    _ person: StaffMember,
    _ month: ServiceMonth,
    _ cells: StaffMember.Month
  ) -> Bool {
    cells.attendance.map { $0 > .zero } ?? false
  }

  private static func isBeforeArrival(
    _ person: StaffMember,
    _ month: ServiceMonth,
    _ cells: StaffMember.Month
  ) -> Bool {
    person.arrival.map { month.last < $0 } ?? false
  }

  private static func isAfterLeaving(
    _ person: StaffMember,
    _ month: ServiceMonth,
    _ cells: StaffMember.Month
  ) -> Bool {
    person.leaving.map { $0 < month.first } ?? false
  }
}
