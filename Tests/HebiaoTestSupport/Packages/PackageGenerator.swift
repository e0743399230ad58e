import HebiaoCore

/// Makes packages and layouts that a seed decides: other stations, other months, other habits.
public struct PackageGenerator: Sendable {
  /// Where the choices come from.
  public var random: SeededGenerator

  /// A generator whose every choice follows from a seed.
  public init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// A package without an error; numbers of 片区 and months follow from the seed unless given.
  public mutating func package(districts: Int? = nil, months: Int? = nil) -> MonthlyPackage {
    let startsInHalf = random.chance(40)
    let start = CalendarDay(
      random.int(2021...2025),
      random.int(1...12),
      startsInHalf ? random.int(16...28) : 1
    )
    let months = (0..<(months ?? random.int(2...12))).map { index in
      let first = start.adding(months: index)
      return ServiceMonth(
        year: first.year,
        month: first.month,
        weight: index == 0 && startsInHalf ? .halves(1) : .one
      )
    }
    let end = months.last?.last ?? start
    let contractEnd = max(start.adding(months: 12).previous, end)
    let districts = districtNames(districts ?? random.int(1...9))
    let headcounts = districts.map { _ in Rational(random.int(1...9)) }
    let retention = random.int(10...30)
    var package = MonthlyPackage(
      project: "广州市" + random.pick(Wording.streets) + "社工站购买服务项目",
      period: DaySpan(start, end),
      contract: DaySpan(start, contractEnd),
      districts: districts,
      blocks: blocks(headcounts),
      overall: random.chance(75) ? overall() : nil,
      sections: sections(),
      months: months,
      staff: staff(months, from: start),
      retention: random.chance(80)
        ? Rational(Int128(retention - random.int(0...4)), over: Int128(retention)) : nil
    )
    if random.chance(6) { package.ratioDecimals = random.int(0...1) }
    return package
  }

  private mutating func districtNames(_ count: Int) -> [String] {
    let style = random.int(0...3)
    return (1...count).map { number in
      let chinese = Wording.numerals[number - 1]
      return switch style {
      case 0: "片区\(number)"
      case 1: "第\(chinese)片区"
      case 2: Wording.areas[number - 1] + "片区"
      default: "片区" + chinese
      }
    }
  }

  // MARK: Indicators

  private mutating func blocks(_ headcounts: [Rational]) -> [IndicatorBlock] {
    let count = random.int(3...9)
    let titles = Wording.groups.shuffled(using: &random).prefix(count)
    let groups = titles.map { group($0, districts: headcounts.count) }
    let blockCount = groups.count < 5 && random.chance(50) ? 1 : 2
    let cut = blockCount == 1 ? groups.count : (groups.count + 1) / 2
    return [Array(groups.prefix(cut)), Array(groups.dropFirst(cut))]
      .filter { !$0.isEmpty }
      .map { IndicatorBlock(headcounts: headcounts, groups: $0) }
  }

  private mutating func group(_ wording: Wording.Group, districts: Int) -> IndicatorGroup {
    let isStationWide = districts > 1 && random.chance(35)
    let ratio = random.pick(["百分比", "百分比", "百分比", "完成率", "完成百分比"])
    let indicators = wording.targets.map { target in
      let actual =
        target.contains("接案") ? "接案完成数" : random.pick(["完成量", "完成量", "完成数"])
      let amounts = (0..<(isStationWide ? 1 : districts)).map { _ in
        amount(upTo: isStationWide ? 9000 : 600)
      }
      return Indicator(
        headers: [target, actual, ratio],
        amounts: amounts,
        isStationWide: isStationWide
      )
    }
    return IndicatorGroup(random.pick(wording.titles), indicators)
  }

  private mutating func amount(upTo limit: Int) -> Indicator.Amount {
    switch random.int(1...100) {
    case 1...2: return .none
    case 3: return Indicator.Amount(0, 0)
    case 4...8:
      // Quotients that end in half a hundredth of a percent.
      let target = random.pick([160, 800, 32, 80], else: 800)
      return Indicator.Amount(target, random.int(1...2 * target))
    default:
      let target = random.int(1...random.pick([10, 60, limit], else: limit))
      return Indicator.Amount(target, random.int(target / 3...2 * target + 1))
    }
  }

  private mutating func overall() -> OverallPanel {
    func take(_ texts: [String], _ count: Int) -> [OverallPanel.Item] {
      texts.shuffled(using: &random).prefix(count).map {
        OverallPanel.Item($0, random.chance(15) ? .none : amount(upTo: 90))
      }
    }
    let left = random.int(2...4)
    return OverallPanel(
      leftLabel: "志愿者",
      left: take(Wording.volunteering, left),
      right: take(Wording.community, random.int(1...min(left, 3))),
      remark: "说明: 日常电话问候\(random.int(100...5000))人次, 上门走访\(random.int(50...900))人次。"
    )
  }

  private mutating func sections() -> [ProjectSection] {
    Wording.sections.shuffled(using: &random).prefix(random.int(1...4)).map { wording in
      let items = wording.items.shuffled(using: &random).prefix(random.int(1...3)).map { item in
        let target = random.int(1...24)
        let actual = random.int(1...2 * target + 1)
        let separator = random.pick(["*", " ", "", "×", ",共计"])
        let isWhole = actual * 100 % target == 0
        return ProjectSection.Item(
          .init(item.text + separator, target, item.unit),
          .init(
            random.pick([item.text, "已完成" + item.text, "开展" + item.text]),
            actual,
            item.unit + random.pick(["", "", ";", "。"])
          ),
          decimals: isWhole && random.chance(40) ? 0 : 2
        )
      }
      return ProjectSection(random.chance(85) ? wording.label : nil, Array(items))
    }
  }

  // MARK: Staff

  private mutating func staff(_ months: [ServiceMonth], from start: CalendarDay) -> [StaffGroup] {
    var names: Set<String> = []
    func people(_ count: Int, _ qualifications: [String]) -> [StaffMember] {
      (0..<count).map { _ in
        var name = ""
        repeat {
          name = random.pick(Wording.surnames) + random.pick(Wording.givenNames)
        } while !names.insert(name).inserted
        return member(name, random.pick(qualifications), months, from: start)
      }
    }
    return [
      StaffGroup("持证社工", people(random.int(2...18), ["中级社工师", "助理社工师"])),
      StaffGroup(
        "非持证社工",
        people(random.int(1...9), ["社会工作专业", "已接受社会工作行业组织管理、培训且获得相关证书"])
      ),
    ]
  }

  private mutating func member(
    _ name: String,
    _ qualification: String,
    _ months: [ServiceMonth],
    from start: CalendarDay
  ) -> StaffMember {
    let end = months.last?.last ?? start
    let hired = CalendarDay(start.year - random.int(1...9), random.int(1...12), random.int(1...28))
    var contract = DaySpan(
      hired,
      random.chance(40) ? nil : end.adding(months: random.int(1...30))
    )
    var arrival: CalendarDay?
    var leaving: CalendarDay?
    var note = ""
    let moment = months[random.int(0...months.count - 1)]
    let length = CalendarDay.length(ofMonth: moment.month, year: moment.year)
    let day = CalendarDay(moment.year, moment.month, random.int(1...length))
    switch random.int(1...100) {
    case 1...12 where day >= start:
      arrival = day
      contract = DaySpan(day, contract.last == nil ? nil : day.adding(months: 24).previous)
      note = day.chineseText + random.pick(["到岗", "入职"])
    case 13...22 where day >= start:
      leaving = day
      note = day.chineseText + "离职"
    case 23...26 where day >= start: note = day.chineseText + "调岗"
    default: break
    }
    let cells = months.map { month in
      self.cells(month, arrival: arrival, leaving: leaving)
    }
    let attended = Rational.sum(cells.compactMap(\.attendance))
    let experienced: Rational =
      switch random.int(1...10) {
      case 1...2: .zero
      case 3: .sum(cells.suffix(random.int(1...cells.count)).compactMap(\.attendance))
      default: attended
      }
    return StaffMember(
      name: name,
      position: random.pick(Wording.positions),
      qualification: qualification,
      contract: contract,
      months: cells,
      experienced: experienced,
      note: note,
      arrival: arrival,
      leaving: leaving
    )
  }

  private mutating func cells(
    _ month: ServiceMonth,
    arrival: CalendarDay?,
    leaving: CalendarDay?
  ) -> StaffMember.Month {
    if let arrival, month.last < arrival { return .blank }
    if let leaving, leaving < month.first {
      return random.chance(20) ? StaffMember.Month(nil, "——", "——") : .blank
    }
    var served = 1...CalendarDay.length(ofMonth: month.month, year: month.year)
    if let arrival, arrival >= month.first { served = arrival.day...served.upperBound }
    if let leaving, leaving <= month.last {
      served = min(served.lowerBound, leaving.day)...leaving.day
    }
    let halves = served.count <= 8 ? 0 : served.count <= 20 ? 1 : 2
    let attendance = min(Rational.halves(halves), month.weight)
    return attendance == .zero
      ? StaffMember.Month(random.chance(50) ? .zero : nil, "", "") : .full(attendance)
  }
}
