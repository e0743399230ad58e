import HebiaoCore

/// A printed rule that figures break.
public struct PackageViolation: Hashable, Sendable {
  /// The code of the rule.
  public var rule: String
  /// The figure that the rule states.
  public var derived: FigurePath
  /// The figures it is stated from.
  public var terms: [FigurePath]

  /// Every figure that takes part.
  public var paths: [FigurePath] { [derived] + terms }
}

extension MonthlyPackage {
  /// The rules that some figures break, by the package's own equations.
  ///
  /// It is the oracle for injected errors: written from the model, it knows no layout.
  public func violations(of figures: PrintedFigures) -> [PackageViolation] {
    var oracle = PackageOracle(package: self, figures: figures)
    oracle.checkIndicators()
    oracle.checkLooseTriples()
    oracle.checkPeople()
    oracle.checkClosings()
    oracle.checkStatements()
    return oracle.violations
  }
}

private struct PackageOracle {
  let package: MonthlyPackage
  let figures: PrintedFigures
  var violations: [PackageViolation] = []

  init(package: MonthlyPackage, figures: PrintedFigures) {
    self.package = package
    self.figures = figures
  }

  private func value(_ path: FigurePath) -> PrintedValue { figures[path] ?? .blank }

  private func figure(_ path: FigurePath) -> Rational? { figures[path]?.figure }

  private mutating func fail(_ rule: String, _ derived: FigurePath, _ terms: [FigurePath] = []) {
    violations.append(PackageViolation(rule: rule, derived: derived, terms: terms))
  }

  private mutating func checkSum(_ rule: String, _ total: FigurePath, _ terms: [FigurePath]) {
    let known = terms.compactMap { figure($0) }
    guard !known.isEmpty || figure(total) != nil else { return }
    if Rational.sum(known) != (figure(total) ?? .zero) { fail(rule, total, terms) }
  }

  private mutating func checkCount(_ path: FigurePath) {
    switch value(path) {
    case .figure(let figure), .ratio(let figure, _):
      if figure.isNegative || !figure.isInteger { fail("count-form", path) }
    case .phrase(let phrase):
      if phrase.figure.isNegative || !phrase.figure.isInteger { fail("count-form", path) }
    case .text(let text): if text != "/" { fail("value-form", path) }
    case .blank: break
    }
  }

  private mutating func checkRatio(_ at: (FigurePath.Part) -> FigurePath) {
    guard let target = figure(at(.target)), let actual = figure(at(.actual)),
      let quotient = actual.divided(by: target)
    else { return }
    switch value(at(.ratio)) {
    case .ratio(let stated, let decimals):
      if quotient.roundedHalfUp(decimals: decimals + 2) != stated {
        fail("percentage", at(.ratio), [at(.target), at(.actual)])
      }
    case .text(let text) where text != "/": fail("value-form", at(.ratio))
    default: fail("percentage-missing", at(.ratio), [at(.target), at(.actual)])
    }
  }

  mutating func checkIndicators() {
    for block in package.blocks.indices {
      let rows = package.districts.indices.map { FigurePath.Row.district($0) }
      let terms = rows.map { FigurePath.headcount(block: block, row: $0) }
      checkSum("total", .headcount(block: block, row: .total), terms)
      for row in rows + [.total] {
        let path = FigurePath.headcount(block: block, row: row)
        checkCount(path)
        let first = FigurePath.headcount(block: 0, row: row)
        if value(path) != value(first) { fail("headcount-agrees", path, [first]) }
      }
    }
    for (index, indicator) in package.indicators.enumerated() {
      let rows: [FigurePath.Row] =
        indicator.isStationWide ? [.station] : package.districts.indices.map { .district($0) }
      for row in rows + [.total] {
        checkRatio { .indicator(index, row: row, part: $0) }
        checkCount(.indicator(index, row: row, part: .target))
        checkCount(.indicator(index, row: row, part: .actual))
      }
      for part in [FigurePath.Part.target, .actual] {
        checkSum(
          "total",
          .indicator(index, row: .total, part: part),
          rows.map { .indicator(index, row: $0, part: part) }
        )
      }
    }
  }

  mutating func checkLooseTriples() {
    for item in package.overallItems.indices {
      checkRatio { .overall(item, part: $0) }
      checkCount(.overall(item, part: .target))
      checkCount(.overall(item, part: .actual))
    }
    for item in package.projectItems.indices {
      checkRatio { .project(item, part: $0) }
      checkCount(.project(item, part: .target))
      checkCount(.project(item, part: .actual))
    }
  }

  mutating func checkPeople() {
    var names: [PrintedValue: FigurePath] = [:]
    for (index, person) in package.people.enumerated() {
      let sequence = FigurePath.personField(index, field: .sequence)
      let expected = (index == 0 ? .zero : figure(.personField(index - 1, field: .sequence)))?
        .adding(.one)
      if figure(sequence) != expected { fail("sequence", sequence) }
      let name = FigurePath.personField(index, field: .name)
      if let earlier = names[value(name)] {
        fail("unique-name", name, [earlier])
      } else {
        names[value(name)] = name
      }
      let contract = FigurePath.personField(index, field: .contract)
      if !isContract(value(contract).text) { fail("contract-form", contract) }
      let months = package.months.indices.map {
        FigurePath.person(index, column: .attendance(month: $0))
      }
      checkSum("person-sum", .person(index, column: .attended), months)
      for month in package.months.indices { check(person, index, month: month) }
      let limit = figure(.person(index, column: .attended)) ?? .zero
      if let experienced = figure(.person(index, column: .experienced)), experienced > limit {
        fail(
          "experienced-limit",
          .person(index, column: .experienced),
          [.person(index, column: .attended)]
        )
      }
    }
  }

  private mutating func check(_ person: StaffMember, _ index: Int, month: Int) {
    let path = FigurePath.person(index, column: .attendance(month: month))
    let marks: [FigurePath] = [
      .person(index, column: .insurance(month: month)), .person(index, column: .pay(month: month)),
    ]
    if case .text(let text) = value(path), text != "——" { fail("value-form", path) }
    let attendance = figure(path) ?? .zero
    let calendar = package.months[month]
    let isHalfStep = attendance.multiplied(by: Rational(2))?.isInteger == true
    if attendance.isNegative || attendance > calendar.weight || !isHalfStep {
      fail("attendance-range", path)
    }
    if attendance > .zero, marks.contains(where: { value($0) != .text("√") }) {
      fail("mark-consistency", path, marks)
    }
    guard attendance > .zero else { return }
    let arrival = max(person.arrival ?? person.contract.first, person.contract.first)
    let ends = [person.leaving, person.contract.last].compactMap { $0 }.min()
    if calendar.last < arrival || ends.map({ $0 < calendar.first }) == true {
      fail(
        "service-dates",
        path,
        [.personField(index, field: .note), .personField(index, field: .contract)] + marks
      )
    }
  }

  mutating func checkClosings() {
    let groups = package.staff.indices
    for column in package.staffColumns {
      for group in groups {
        let subtotal = FigurePath.closing(.subtotal(group: group), column: column)
        let people = package.people(ofGroup: group).map {
          FigurePath.person($0, column: column)
        }
        if column.isEffective {
          checkSum("column-sum", subtotal, people)
          checkSum(
            "subtotal-chain",
            .closing(.effective(group: group), column: column),
            [subtotal]
          )
        } else {
          let count = people.count { value($0) == .text("√") }
          if figure(subtotal) != Rational(count) { fail("mark-count", subtotal, people) }
        }
      }
      checkSum(
        "subtotal-chain",
        .closing(.total, column: column),
        groups.map { .closing(.subtotal(group: $0), column: column) }
      )
      if column.isEffective {
        checkSum(
          "subtotal-chain",
          .closing(.totalEffective, column: column),
          groups.map { .closing(.effective(group: $0), column: column) }
        )
      }
    }
    let months = package.months.indices
    let closings: [FigurePath.Closing] =
      groups.flatMap { [.subtotal(group: $0), .effective(group: $0)] as [FigurePath.Closing] }
      + [.total, .totalEffective]
    for closing in closings {
      checkSum(
        "subtotal-chain",
        .closing(closing, column: .attended),
        months.map { .closing(closing, column: .attendance(month: $0)) }
      )
    }
  }

  mutating func checkStatements() {
    let first = FigurePath.period(.indicators)
    for statement in [FigurePath.Statement.indicators, .projects, .staffing] {
      let path = FigurePath.period(statement)
      if !isPeriod(value(path).text) { fail("period-form", path) }
    }
    let second = FigurePath.period(.projects)
    if value(first) != value(second) { fail("period-agrees", second, [first]) }
    switch value(.retention) {
    case .ratio(let ratio, _):
      if ratio.isNegative || ratio > .one { fail("retention-form", .retention) }
    case .blank: break
    default: fail("retention-form", .retention)
    }
  }

  private func isContract(_ text: String) -> Bool {
    let ends = text.split(separator: "-")
    guard ends.count == 2, let first = day(ends[0], separators: "/") else { return false }
    if ends[1].hasPrefix("无固定期") { return true }
    return day(ends[1], separators: "/").map { first < $0 } ?? false
  }

  private func isPeriod(_ text: String) -> Bool {
    let ends = text.split(separator: "至")
    guard ends.count == 2, let first = day(ends[0], separators: "年月日"),
      let last = day(ends[1], separators: "年月日")
    else { return false }
    return first < last
  }

  private func day(_ text: Substring, separators: String) -> CalendarDay? {
    let numbers = text.split { separators.contains($0) }.map { Int($0) }
    guard numbers.count == 3, let year = numbers[0], let month = numbers[1], let day = numbers[2],
      (1...12).contains(month), day >= 1, day <= CalendarDay.length(ofMonth: month, year: year)
    else { return nil }
    return CalendarDay(year, month, day)
  }
}
