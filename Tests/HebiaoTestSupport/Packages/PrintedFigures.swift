public import HebiaoCore

/// Which figure of a package: the same name whatever the layout.
public enum FigurePath: Hashable, Sendable {
  /// A row of the indicator blocks.
  public enum Row: Hashable, Sendable {
    /// One 片区.
    case district(Int)
    /// The whole station, merged over the 片区.
    case station
    /// 合计.
    case total
  }

  /// A cell of a triple.
  public enum Part: Int, Hashable, Sendable, CaseIterable {
    /// What was asked for.
    case target
    /// What was done.
    case actual
    /// The percentage.
    case ratio
  }

  /// A row that closes people's rows.
  public enum Closing: Hashable, Sendable {
    /// 小计 of a group.
    case subtotal(group: Int)
    /// 有效人次小计 of a group.
    case effective(group: Int)
    /// 总计.
    case total
    /// 总计's 有效人次.
    case totalEffective
  }

  /// A column of figures of the staffing sheet.
  public enum StaffColumn: Hashable, Sendable {
    /// 人员到位.
    case attendance(month: Int)
    /// 社保购买.
    case insurance(month: Int)
    /// 工资发放.
    case pay(month: Int)
    /// 人员到岗小计.
    case attended
    /// 符合从业2年以上的社工到岗小计.
    case experienced
  }

  /// A field of a person's row that is not a figure of a month.
  public enum Field: Hashable, Sendable {
    /// 序号.
    case sequence
    /// 姓名.
    case name
    /// 合同期限.
    case contract
    /// 备注.
    case note
  }

  /// A sheet that states a period.
  public enum Statement: Hashable, Sendable {
    /// 附件1-1.
    case indicators
    /// 附件1-2.
    case projects
    /// 附件2, which states the contract year.
    case staffing
  }

  /// 投入社工人数.
  case headcount(block: Int, row: Row)
  /// A cell of a triple of a block; `indicator` counts through all blocks.
  case indicator(Int, row: Row, part: Part)
  /// A cell of the overall panels; `item` counts through both.
  case overall(Int, part: Part)
  /// A cell of a section; `item` counts through all sections.
  case project(Int, part: Part)
  /// A person's figure; `person` counts through all groups.
  case person(Int, column: StaffColumn)
  /// A person's field.
  case personField(Int, field: Field)
  /// A figure of a closing row.
  case closing(Closing, column: StaffColumn)
  /// 稳岗率.
  case retention
  /// The period that a sheet states.
  case period(Statement)
}

/// What a cell of a package is meant to show, before a layout decides how it is stored.
public enum PrintedValue: Hashable, Sendable {
  /// Nothing.
  case blank
  /// A figure.
  case figure(Rational)
  /// A percentage, as a ratio with the decimals of its percentage text.
  case ratio(Rational, decimals: Int)
  /// A figure inside a text.
  case phrase(ProjectSection.Phrase)
  /// A text or a mark.
  case text(String)

  /// The figure stated, if any.
  public var figure: Rational? {
    switch self {
    case .figure(let figure), .ratio(let figure, _): figure
    case .phrase(let phrase): phrase.figure
    case .blank, .text: nil
    }
  }

  /// The text as a person reads it.
  public var text: String {
    switch self {
    case .blank: ""
    case .figure(let figure): figure.description
    case .ratio(let ratio, let decimals): ratio.percentText(decimals: decimals) ?? ""
    case .phrase(let phrase): phrase.text
    case .text(let text): text
    }
  }
}

/// Every figure of a package as printed.
public typealias PrintedFigures = [FigurePath: PrintedValue]

extension MonthlyPackage {
  /// The indicators of all blocks from left to right, block by block.
  public var indicators: [Indicator] { blocks.flatMap { $0.groups.flatMap(\.indicators) } }

  /// The lines of the overall panels, left then right.
  public var overallItems: [OverallPanel.Item] { (overall?.left ?? []) + (overall?.right ?? []) }

  /// The items of all sections.
  public var projectItems: [ProjectSection.Item] { sections.flatMap(\.items) }

  /// The people of all groups.
  public var people: [StaffMember] { staff.flatMap(\.people) }

  /// The numbers of a group's people.
  public func people(ofGroup group: Int) -> Range<Int> {
    let start = staff.prefix(group).reduce(0) { $0 + $1.people.count }
    return start..<start + staff[group].people.count
  }

  /// The staffing sheet's columns of figures from left to right.
  public var staffColumns: [FigurePath.StaffColumn] {
    months.indices.flatMap {
      [.attendance(month: $0), .insurance(month: $0), .pay(month: $0)]
        as [FigurePath.StaffColumn]
    } + [.attended, .experienced]
  }

  /// The figures with every derived one computed exactly.
  public func printed() -> PrintedFigures {
    var figures: PrintedFigures = [:]
    printIndicators(into: &figures)
    for (item, line) in overallItems.enumerated() {
      print(line.amount, into: &figures) { .overall(item, part: $0) }
    }
    for (index, item) in projectItems.enumerated() {
      figures[.project(index, part: .target)] = .phrase(item.target)
      figures[.project(index, part: .actual)] = item.actual.map { .phrase($0) } ?? .blank
      let ratio = item.actual.flatMap { $0.figure.divided(by: item.target.figure) }
      figures[.project(index, part: .ratio)] =
        (ratio ?? item.statedRatio).map { .rounded($0, decimals: item.decimals) } ?? .blank
    }
    printStaff(into: &figures)
    if let retention { figures[.retention] = .rounded(retention, decimals: 2) }
    figures[.period(.indicators)] = .text(period.chineseText)
    figures[.period(.projects)] = .text(period.chineseText)
    figures[.period(.staffing)] = .text(contract.chineseText)
    return figures
  }

  private func print(
    _ amount: Indicator.Amount,
    into figures: inout PrintedFigures,
    at path: (FigurePath.Part) -> FigurePath
  ) {
    figures[path(.target)] = amount.target.map { .figure($0) } ?? .text("/")
    figures[path(.actual)] = amount.actual.map { .figure($0) } ?? .text("/")
    let ratio = amount.target.flatMap { amount.actual?.divided(by: $0) }
    figures[path(.ratio)] = ratio.map { .rounded($0, decimals: ratioDecimals) } ?? .text("/")
  }

  private func printIndicators(into figures: inout PrintedFigures) {
    for (block, content) in blocks.enumerated() {
      for (district, headcount) in content.headcounts.enumerated() {
        figures[.headcount(block: block, row: .district(district))] = .figure(headcount)
      }
      figures[.headcount(block: block, row: .total)] = .figure(.sum(content.headcounts))
    }
    for (index, indicator) in indicators.enumerated() {
      for (row, amount) in indicator.amounts.enumerated() {
        print(amount, into: &figures) {
          .indicator(index, row: indicator.isStationWide ? .station : .district(row), part: $0)
        }
      }
      var total = Indicator.Amount.none
      let targets = indicator.amounts.compactMap(\.target)
      if !targets.isEmpty {
        total.target = .sum(targets)
        total.actual = .sum(indicator.amounts.compactMap(\.actual))
      }
      print(total, into: &figures) { .indicator(index, row: .total, part: $0) }
    }
  }

  private func printStaff(into figures: inout PrintedFigures) {
    func mark(_ text: String) -> PrintedValue { text.isEmpty ? .blank : .text(text) }
    for (index, person) in people.enumerated() {
      figures[.personField(index, field: .sequence)] = .figure(Rational(index + 1))
      figures[.personField(index, field: .name)] = .text(person.name)
      figures[.personField(index, field: .contract)] = .text(person.contract.slashText)
      figures[.personField(index, field: .note)] = mark(person.note)
      for (month, cells) in person.months.enumerated() {
        figures[.person(index, column: .attendance(month: month))] =
          cells.attendance.map { .figure($0) } ?? .blank
        figures[.person(index, column: .insurance(month: month))] = mark(cells.insurance)
        figures[.person(index, column: .pay(month: month))] = mark(cells.pay)
      }
      figures[.person(index, column: .attended)] = .figure(
        .sum(person.months.compactMap(\.attendance))
      )
      figures[.person(index, column: .experienced)] = .figure(person.experienced)
    }
    for column in staffColumns {
      var total = Rational.zero
      for group in staff.indices {
        let sum = Rational.sum(
          people(ofGroup: group).map { person in
            let value = figures[.person(person, column: column)] ?? .blank
            return value == .text("√") ? .one : value.figure ?? .zero
          }
        )
        total = .sum([total, sum])
        figures[.closing(.subtotal(group: group), column: column)] = .figure(sum)
        if column.isEffective {
          figures[.closing(.effective(group: group), column: column)] = .figure(sum)
        }
      }
      figures[.closing(.total, column: column)] = .figure(total)
      if column.isEffective {
        figures[.closing(.totalEffective, column: column)] = .figure(total)
      }
    }
  }
}

extension FigurePath.StaffColumn {
  /// Whether the 有效人次 rows state it: counts of marks they do not.
  var isEffective: Bool {
    switch self {
    case .insurance, .pay: false
    case .attendance, .attended, .experienced: true
    }
  }
}

extension PrintedValue {
  /// A ratio as its percentage is printed, halves rounded up.
  static func rounded(_ ratio: Rational, decimals: Int) -> PrintedValue {
    .ratio(ratio.roundedHalfUp(decimals: decimals + 2) ?? ratio, decimals: decimals)
  }
}

extension Rational {
  /// The sum of figures small enough never to overflow.
  static func sum(_ figures: [Rational]) -> Rational {
    figures.reduce(.zero) { $0.adding($1) ?? $0 }
  }
}
