import HebiaoCore

/// Puts errors of known kinds into a package, and says where and what.
public struct ErrorInjection: Sendable {
  /// What kind of slip it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// A percentage of 附件1-1 is not the quotient.
    case wrongPercentage
    /// A figure of 合计 is not the sum.
    case wrongTotal
    /// Two digits of an input are swapped, or one is misread.
    case wrongInput
    /// 合计 of the headcounts is not their sum.
    case wrongHeadcountTotal
    /// A headcount differs between the blocks, each block true to itself.
    case headcountDiffers
    /// A person's 到岗小计 is not the sum of the months.
    case wrongPersonSum
    /// A person's attendance is misread, in half steps.
    case wrongAttendance
    /// A `√` is forgotten.
    case missingMark
    /// A person's 两年以上小计 is misread.
    case wrongExperienced
    /// A count of `√` is wrong.
    case wrongMarkCount
    /// 小计 is wrong.
    case wrongSubtotal
    /// 有效人次小计 is wrong.
    case wrongEffective
    /// 总计 is wrong.
    case wrongGrandTotal
    /// 总计's 有效人次 is wrong.
    case wrongGrandEffective
    /// Attendance above the month's weight, the sums true to it.
    case attendanceOverWeight
    /// Attendance not in half steps, the sums true to it.
    case attendanceOffStep
    /// A count below zero, the sums true to it.
    case negativeCount
    /// A count with a fraction, the sums true to it.
    case fractionalCount
    /// A name that stands twice.
    case duplicateName
    /// 序号 jumps.
    case sequenceGap
    /// 附件1-2 states another period.
    case periodDiffers
    /// A period with a day that is not, or with its ends swapped.
    case invalidPeriod
    /// 两年以上小计 above 到岗小计, the sums true to it.
    case experiencedOverAttended
    /// 合同期限 with a day that is not, or with its ends swapped.
    case invalidContract
    /// Attendance before the arrival, the sums true to it.
    case attendedBeforeArrival
    /// Attendance after the leaving, the sums true to it.
    case attendedAfterLeaving
    /// A figure inside a text is wrong.
    case wrongProjectFigure
    /// A percentage of 附件1-2 is wrong.
    case wrongProjectPercentage
    /// A percentage is missing.
    case missingPercentage
    /// A word stands where a figure belongs.
    case wordForFigure
    /// 稳岗率 above 100% or in words.
    case invalidRetention
    /// 稳岗率 is another possible one: no printed rule can see it.
    case otherRetention
  }

  /// One injected error.
  public struct InjectedError: Sendable, Hashable {
    /// The kind.
    public var kind: Kind
    /// The figure changed.
    public var path: FigurePath
    /// What it was.
    public var from: PrintedValue
    /// What it is.
    public var to: PrintedValue
    /// The rules that see it, by the package's own equations; none where it cannot be decided.
    public var rules: [String] = []
    /// Every figure that takes part in a rule that sees it.
    public var related: [FigurePath] = []

    /// Whether any printed rule can see it.
    public var isDecidable: Bool { !rules.isEmpty }
  }

  /// The package, with errors that its sums follow.
  public private(set) var package: MonthlyPackage
  /// The figures as printed, all errors in them.
  public private(set) var figures: PrintedFigures
  /// The errors.
  public private(set) var errors: [InjectedError] = []

  private let shown: Set<FigurePath>
  private var random: SeededGenerator

  /// Injects errors of given kinds, leaving out those the package or the layout has no place for.
  ///
  /// `shown` are the figures that the layout shows: only those are changed.
  public init(
    _ kinds: [Kind],
    into package: MonthlyPackage,
    shown: some Sequence<FigurePath>,
    using random: inout SeededGenerator
  ) {
    self.package = package
    self.shown = Set(shown)
    self.random = random
    figures = package.printed()
    // Errors that sums follow come first: a printed figure changed before would be lost.
    for kind in kinds where injectIntoInputs(kind) != nil {}
    let before = figures
    figures = self.package.printed()
    for (index, error) in errors.enumerated() {
      errors[index].to = figures[error.path] ?? before[error.path] ?? .blank
    }
    for kind in kinds where injectIntoPrint(kind) != nil {}
    let violations = self.package.violations(of: figures)
    for (index, error) in errors.enumerated() {
      let seen = violations.filter { $0.paths.contains(error.path) }
      errors[index].rules = Set(seen.map(\.rule)).sorted()
      var related: [FigurePath] = []
      for path in seen.flatMap(\.paths) where !related.contains(path) { related.append(path) }
      errors[index].related = related
    }
    random = self.random
  }

  // MARK: Errors that sums follow

  private mutating func injectIntoInputs(_ kind: Kind) -> FigurePath? {
    switch kind {
    case .headcountDiffers: changeHeadcount()
    case .attendanceOverWeight:
      changeMonth(kind, where: { _, _, cells in cells.attendance.map { $0 > .zero } == true }) {
        $0.attendance = Rational.sum([$1.weight, .halves(1)])
      }
    case .attendanceOffStep:
      changeMonth(kind, where: { _, _, cells in cells.attendance.map { $0 > .zero } == true }) {
        $0.attendance = Rational(3, over: 10)
        _ = $1
      }
    case .attendedBeforeArrival:
      changeMonth(
        kind,
        where: { person, month, _ in person.arrival.map { month.last < $0 } == true }
      ) { $0 = .full($1.weight) }
    case .attendedAfterLeaving:
      changeMonth(
        kind,
        where: { person, month, _ in person.leaving.map { $0 < month.first } == true }
      ) { $0 = .full($1.weight) }
    case .experiencedOverAttended: changeExperienced()
    case .negativeCount: changeCount(kind) { $0.negated == .zero ? Rational(-1) : $0.negated }
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
    to change: (inout StaffMember.Month, ServiceMonth) -> Void
  ) -> FigurePath? {
    var places: [(group: Int, person: Int, number: Int, month: Int)] = []
    for group in package.staff.indices {
      for (person, number) in package.people(ofGroup: group).enumerated() {
        for (month, calendar) in package.months.enumerated() {
          let member = package.staff[group].people[person]
          let path = FigurePath.person(number, column: .attendance(month: month))
          if isPlace(member, calendar, member.months[month]), isFree(path) {
            places.append((group, person, number, month))
          }
        }
      }
    }
    guard let place = places.randomElement(using: &random) else { return nil }
    change(
      &package.staff[place.group].people[place.person].months[place.month],
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
    guard isFree(path) else { return nil }
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

  // MARK: Errors in single cells

  private mutating func injectIntoPrint(_ kind: Kind) -> FigurePath? {
    guard let (path, value) = change(kind), let old = figures[path], value != old else {
      return nil
    }
    figures[path] = value
    errors.append(InjectedError(kind: kind, path: path, from: old, to: value))
    return path
  }

  private func isFree(_ path: FigurePath) -> Bool {
    shown.contains(path) && !errors.contains { $0.path == path }
  }

  /// A figure that the layout shows and that no error has changed; the choice follows the seed.
  private mutating func pick(_ isWanted: (FigurePath, PrintedValue) -> Bool) -> FigurePath? {
    let paths = figures.filter { isFree($0.key) && isWanted($0.key, $0.value) }.keys
    // A dictionary's order differs from run to run.
    return paths.map { (name: "\($0)", path: $0) }.sorted { $0.name < $1.name }
      .randomElement(using: &random)?.path
  }

  private mutating func picked(
    _ isWanted: (FigurePath, PrintedValue) -> Bool,
    to change: (PrintedValue, inout SeededGenerator) -> PrintedValue?
  ) -> (FigurePath, PrintedValue)? {
    guard let path = pick(isWanted), let old = figures[path] else { return nil }
    return change(old, &random).map { (path, $0) }
  }

  private mutating func change(_ kind: Kind) -> (FigurePath, PrintedValue)? {
    switch kind {
    case .wrongPercentage:
      picked({ $0.isRatio(ofProject: false) && $1.figure != nil }, to: Misprint.ratio)
    case .wrongProjectPercentage:
      picked({ $0.isRatio(ofProject: true) && $1.figure != nil }, to: Misprint.ratio)
    case .missingPercentage:
      picked({ path, value in
        (path.isRatio(ofProject: false) || path.isRatio(ofProject: true)) && value.figure != nil
      }) { _, _ in .blank }
    case .wrongTotal:
      picked({ path, value in path.isIndicatorTotal && value.figure != nil }, to: Misprint.count)
    case .wrongInput:
      picked({ path, value in path.isIndicatorInput && value.figure != nil }, to: Misprint.count)
    case .wordForFigure:
      picked({ path, value in path.isIndicatorInput && value.figure != nil }) { _, random in
        .text(random.pick(["待补", "见附表", "若干", "十二O"]))
      }
    case .wrongHeadcountTotal:
      picked(
        { path, _ in if case .headcount(_, .total) = path { true } else { false } },
        to: Misprint.count
      )
    case .wrongProjectFigure:
      picked({ path, value in path.isProjectFigure && value.figure != nil }, to: Misprint.count)
    case .wrongPersonSum:
      picked(
        { path, _ in if case .person(_, .attended) = path { true } else { false } },
        to: Misprint.halves
      )
    case .wrongAttendance:
      picked({ path, value in
        if case .person(_, .attendance) = path {
          value.figure.map { $0 > .zero } == true
        } else {
          false
        }
      }) { value, _ in value.figure.map { .figure($0 == .one ? .halves(1) : .zero) } }
    case .missingMark:
      picked({ path, value in
        switch path {
        case .person(_, .insurance), .person(_, .pay): value == .text("√")
        default: false
        }
      }) { _, _ in .blank }
    case .wrongExperienced:
      picked(
        { path, _ in if case .person(_, .experienced) = path { true } else { false } },
        to: Misprint.halves
      )
    case .wrongMarkCount:
      picked(
        { path, _ in
          switch path {
          case .closing(.subtotal, .insurance), .closing(.subtotal, .pay): true
          default: false
          }
        },
        to: Misprint.count
      )
    case .wrongSubtotal:
      picked(
        { path, _ in
          if case .closing(.subtotal, let column) = path { column.isEffective } else { false }
        },
        to: Misprint.halves
      )
    case .wrongEffective:
      picked(
        { path, _ in if case .closing(.effective, _) = path { true } else { false } },
        to: Misprint.halves
      )
    case .wrongGrandTotal:
      picked(
        { path, _ in if case .closing(.total, _) = path { true } else { false } },
        to: Misprint.halves
      )
    case .wrongGrandEffective:
      picked(
        { path, _ in if case .closing(.totalEffective, _) = path { true } else { false } },
        to: Misprint.halves
      )
    case .duplicateName:
      changeName()
    case .sequenceGap: changeSequence()
    case .periodDiffers:
      picked({ path, _ in path == .period(.projects) }) { [package] _, random in
        var period = package.period
        period.last = period.last?.adding(months: random.chance(50) ? 1 : 12)
        return .text(period.chineseText)
      }
    case .invalidPeriod:
      picked({ path, _ in if case .period = path { true } else { false } }) {
        [package] _, random in
        let span = package.period
        let last = span.last ?? span.first
        return random.chance(50)
          ? .text(DaySpan(last, span.first).chineseText)
          : .text(DaySpan(span.first, CalendarDay(last.year, last.month, 32)).chineseText)
      }
    case .invalidContract:
      picked({ path, _ in
        if case .personField(_, .contract) = path { true } else { false }
      }) { _, random in
        .text(random.pick(["2023/2/30-2026/2/28", "2026/3/1-2024/2/28", "2022/13/1-无固定期"]))
      }
    case .invalidRetention:
      picked({ path, _ in path == .retention }) { _, random in
        random.chance(50) ? .text("九成以上") : .ratio(Rational(9), decimals: 2)
      }
    case .otherRetention:
      picked({ path, _ in path == .retention }) { value, _ in
        .ratio(
          value.figure == Rational(4, over: 5) ? .halves(1) : Rational(4, over: 5) ?? .one,
          decimals: 2
        )
      }
    default: nil
    }
  }

  private mutating func changeName() -> (FigurePath, PrintedValue)? {
    let count = package.people.count
    guard count > 1 else { return nil }
    let later = random.int(1...count - 1)
    let path = FigurePath.personField(later, field: .name)
    let earlier = FigurePath.personField(random.int(0...later - 1), field: .name)
    guard isFree(path), let name = figures[earlier] else { return nil }
    return (path, name)
  }

  private mutating func changeSequence() -> (FigurePath, PrintedValue)? {
    let count = package.people.count
    guard count > 1 else { return nil }
    let first = random.int(1...count - 1)
    let path = FigurePath.personField(first, field: .sequence)
    guard isFree(path) else { return nil }
    // Everybody after a forgotten number is one too high.
    for person in first + 1..<max(count, first + 1) {
      figures[.personField(person, field: .sequence)] = .figure(Rational(person + 2))
    }
    return (path, .figure(Rational(first + 2)))
  }
}

extension FigurePath {
  fileprivate func isRatio(ofProject isProject: Bool) -> Bool {
    switch self {
    case .indicator(_, _, .ratio), .overall(_, .ratio): !isProject
    case .project(_, .ratio): isProject
    default: false
    }
  }

  fileprivate var isIndicatorTotal: Bool {
    switch self {
    case .indicator(_, .total, .target), .indicator(_, .total, .actual): true
    default: false
    }
  }

  fileprivate var isIndicatorInput: Bool {
    switch self {
    case .indicator(_, .total, _), .indicator(_, _, .ratio), .overall(_, .ratio): false
    case .indicator, .overall: true
    default: false
    }
  }

  fileprivate var isProjectFigure: Bool {
    switch self {
    case .project(_, .target), .project(_, .actual): true
    default: false
    }
  }
}
