import HebiaoCore

/// The published tables, figure by figure as printed; names and sentences are invented.
public enum PublishedPackage {
  /// The inputs of the published tables.
  public static let package = MonthlyPackage(
    project: "广州市青榕街社工站购买服务项目",
    period: DaySpan(CalendarDay(2024, 1, 25), CalendarDay(2024, 4, 30)),
    contract: DaySpan(CalendarDay(2024, 1, 25), CalendarDay(2024, 8, 31)),
    districts: ["片区1", "片区2", "片区3"],
    blocks: blocks,
    overall: overall,
    sections: sections,
    months: [
      ServiceMonth(year: 2024, month: 1, weight: .halves(1)),
      ServiceMonth(year: 2024, month: 2), ServiceMonth(year: 2024, month: 3),
      ServiceMonth(year: 2024, month: 4),
    ],
    staff: [StaffGroup("持证社工", qualified), StaffGroup("非持证社工", unqualified)],
    retention: Rational(18, over: 20)
  )

  /// The figures as printed, with the print's three errors.
  public static func figures() -> PrintedFigures {
    var figures = package.printed()
    figures[.indicator(2, row: .district(0), part: .ratio)] = .ratio(
      percent(6000),
      decimals: 2
    )
    figures[.project(6, part: .ratio)] = .ratio(percent(16_600), decimals: 2)
    figures[.closing(.subtotal(group: 0), column: .attended)] = .figure(.halves(81))
    return figures
  }

  /// The same station with everything in order: no blank 完成情况, nobody paid without insurance.
  public static var corrected: MonthlyPackage {
    var package = package
    package.sections[1].items[0].actual = .init("助力街道重点工作及社区公共服务", 600, "小时")
    for group in package.staff.indices {
      for person in package.staff[group].people.indices {
        for (month, calendar) in package.months.enumerated() {
          let member = package.staff[group].people[person]
          let cells = member.months[month]
          let hasLeft = member.leaving.map { $0 < calendar.last && $0 > calendar.first } ?? false
          if hasLeft, cells.attendance == .one {
            package.staff[group].people[person].months[month] = .full(.halves(1))
            package.staff[group].people[person].experienced = .halves(4)
          } else if (cells.attendance ?? .zero) == .zero, cells.pay == "√" {
            package.staff[group].people[person].months[month] = .blank
          }
        }
      }
    }
    return package
  }

  /// The layout of the print.
  public static var layout: PackageLayout {
    var layout = PackageLayout()
    layout.rowsPerPage = 15
    layout.projectRatioStyles = [.text]
    return layout
  }

  private static func percent(_ hundredths: Int) -> Rational {
    Rational(Int128(hundredths), over: 10_000) ?? .zero
  }

  private static func triple(
    _ target: String,
    _ amounts: [(Int, Int)],
    actual: String = "完成量"
  )
    -> Indicator
  {
    Indicator(
      headers: [target, actual, "百分比"],
      amounts: amounts.map { Indicator.Amount($0, $1) },
      isStationWide: amounts.count == 1
    )
  }

  private static let blocks = [
    IndicatorBlock(
      headcounts: [Rational(6), Rational(7), Rational(7)],
      groups: [
        IndicatorGroup("17类困难群众和特殊群体建档", [triple("协议个数", [(800, 1753)])]),
        IndicatorGroup(
          "17类困难群众和特殊群体电访/探访服务",
          [triple("协议量", [(5600, 8387)])]
        ),
        IndicatorGroup(
          "非17类困难群众和特殊群体电访",
          [triple("协议量", [(38, 24), (30, 20), (20, 15)])]
        ),
        IndicatorGroup(
          "非17类困难群众和特殊群体入户探访",
          [triple("协议量", [(20, 12), (20, 15), (30, 35)])]
        ),
        IndicatorGroup(
          "专业个案",
          [
            triple("协议接案数", [(60, 29)], actual: "接案完成数"),
            triple("协议节数", [(300, 144)]), triple("协议结案数", [(60, 29)]),
          ]
        ),
      ]
    ),
    IndicatorBlock(
      headcounts: [Rational(6), Rational(7), Rational(7)],
      groups: [
        IndicatorGroup(
          "专业小组",
          [
            triple("协议个数", [(5, 3), (8, 4), (8, 4)]),
            triple("协议节数", [(25, 15), (40, 20), (40, 20)]),
            triple("协议人次", [(125, 75), (200, 120), (200, 190)]),
          ]
        ),
        IndicatorGroup(
          "大型社区活动",
          [
            triple("协议次数", [(2, 2), (3, 2), (3, 2)]),
            triple("协议人次", [(200, 200), (300, 200), (300, 400)]),
          ]
        ),
        IndicatorGroup(
          "中小型社区活动",
          [
            triple("协议次数", [(10, 8), (10, 17), (10, 16)]),
            triple("协议人次", [(300, 362), (300, 568), (300, 575)]),
          ]
        ),
      ]
    ),
  ]

  private static let overall = OverallPanel(
    leftLabel: "志愿者",
    left: [
      OverallPanel.Item("新增志愿者", Indicator.Amount(70, 72)),
      OverallPanel.Item("新增志愿者骨干", Indicator.Amount(24, 24)),
      OverallPanel.Item("新增志愿队伍", Indicator.Amount(3, 2)),
    ],
    right: [
      OverallPanel.Item("社区调研", Indicator.Amount(3, 3)),
      OverallPanel.Item("协助街道介入和解决的社区公共问题", .none),
    ],
    remark: "说明: 本期为17类群体新建档案1753份; 上门摸查重点对象440人次; 日常电话问候17类群体4712人次, "
      + "恶劣天气期间电话回访939人次, 惠及1178人; 各项专业服务合计10263人次。"
  )

  private static let sections = [
    ProjectSection(
      "党建引领项目",
      [
        ProjectSection.Item(.init("共建协议*", 3, "份"), .init("共建协议", 6, "份")),
        ProjectSection.Item(.init("党史学习教育*", 4, "次"), .init("党史学习教育", 2, "次")),
        ProjectSection.Item(.init("党员主题日活动*", 3, "次"), .init("党员主题日活动", 3, "次")),
      ]
    ),
    ProjectSection(
      nil,
      [
        ProjectSection.Item(
          .init("助力街道重点工作及社区公共服务,共计", 300, "小时"),
          nil,
          statedRatio: Rational(2)
        ),
        ProjectSection.Item(
          .init("发展社区社会组织", 2, "支"),
          .init("新增", 2, "个社区社会组织且完成备案")
        ),
      ]
    ),
    ProjectSection(
      "志愿者管理及培训",
      [
        ProjectSection.Item(
          .init("通用性培训 ", 5, "次"),
          .init("通用性培训", 3, "次;"),
          decimals: 0
        ),
        ProjectSection.Item(.init("志愿者团队维系", 6, "个"), .init("志愿者团队维系", 10, "个")),
      ]
    ),
  ]

  private typealias Month = StaffMember.Month

  /// Present from the half January to the end of April.
  private static let steady: [Month] = [
    .full(.halves(1)), .full(.one), .full(.one), .full(.one),
  ]

  private static func member(
    _ name: String,
    _ position: String,
    _ qualification: String,
    _ first: CalendarDay,
    _ last: CalendarDay?,
    _ months: [Month]? = nil,
    experienced: Int = 7,
    note: String = "",
    arrival: CalendarDay? = nil,
    leaving: CalendarDay? = nil
  ) -> StaffMember {
    StaffMember(
      name: name,
      position: position,
      qualification: qualification,
      contract: DaySpan(first, last),
      months: months ?? steady,
      experienced: .halves(experienced),
      note: note,
      arrival: arrival,
      leaving: leaving
    )
  }

  private static let director = "社工站主任(“双百”副站长)"
  private static func deputy(_ area: String) -> String { "社工站副主任(分管第\(area)片区)" }
  private static func worker(_ area: String) -> String { "第\(area)片区社工" }
  private static let senior = "中级社工师"
  private static let junior = "助理社工师"
  private static let graduate = "社会工作专业"
  private static let trained = "已接受社会工作行业组织管理、培训且获得相关证书"

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDay {
    CalendarDay(year, month, day)
  }

  private static let qualified = [
    member("程亦舒", director, senior, day(2016, 5, 16), nil),
    member(
      "岑若溪",
      director,
      senior,
      day(2024, 4, 25),
      day(2025, 4, 24),
      [.blank, .blank, .blank, Month(.zero, "", "√")],
      experienced: 0,
      note: "2024年4月25日到岗",
      arrival: day(2024, 4, 25)
    ),
    member(
      "温庭安",
      deputy("一"),
      senior,
      day(2019, 12, 2),
      nil,
      note: "2024年4月22日调岗"
    ),
    member("莫予宁", deputy("二"), senior, day(2012, 6, 28), nil),
    member("区明朗", deputy("三"), senior, day(2012, 9, 17), nil),
    member("卢知夏", worker("一"), junior, day(2023, 3, 28), day(2025, 3, 27)),
    member(
      "霍清越",
      worker("一"),
      junior,
      day(2014, 9, 9),
      nil,
      Array(steady.prefix(3)) + [Month(nil, "", "——")],
      experienced: 5,
      note: "2024年3月19日离职",
      leaving: day(2024, 3, 19)
    ),
    member("简书白", worker("一"), senior, day(2013, 5, 1), nil),
    member(
      "冼乐遥",
      worker("一"),
      junior,
      day(2024, 4, 22),
      day(2025, 4, 21),
      [.blank, Month(nil, "——", "——"), .blank, Month(.zero, "", "√")],
      experienced: 0,
      note: "2024年4月22日到岗",
      arrival: day(2024, 4, 22)
    ),
    member("甘语桐", worker("二"), junior, day(2019, 4, 1), nil),
    member(
      "欧阳晴",
      worker("二"),
      junior,
      day(2022, 11, 1),
      day(2024, 10, 31),
      experienced: 0
    ),
    member("钟望舒", worker("二"), junior, day(2023, 5, 15), day(2025, 5, 14)),
    member("柯以恒", worker("三"), senior, day(2020, 9, 15), day(2024, 9, 14)),
    member("邝景行", worker("二"), senior, day(2023, 3, 1), day(2025, 2, 28)),
    member("麦穗子", worker("三"), junior, day(2016, 8, 1), nil),
    member("司徒岚", worker("三"), junior, day(2020, 6, 1), day(2024, 5, 31)),
    member(
      "龙在田",
      worker("三"),
      junior,
      day(2024, 4, 26),
      day(2025, 4, 25),
      [.blank, .blank, .blank, .full(.halves(1))],
      experienced: 1,
      note: "2024年4月26日到岗,机构买社保",
      arrival: day(2024, 4, 26)
    ),
  ]

  private static let unqualified = [
    member(
      "祝南星",
      worker("一"),
      graduate,
      day(2021, 7, 27),
      nil,
      Array(steady.prefix(2)) + [.blank, .blank],
      experienced: 3,
      note: "2024年2月29日离职",
      leaving: day(2024, 2, 29)
    ),
    member("骆小满", worker("一"), trained, day(2013, 10, 1), day(2024, 9, 20)),
    member(
      "翟思远",
      worker("一"),
      graduate,
      day(2024, 3, 22),
      day(2025, 3, 21),
      [.blank, .blank, .full(.halves(1)), .full(.one)],
      experienced: 0,
      note: "2024年3月22日入职,3月自己购买社保",
      arrival: day(2024, 3, 22)
    ),
    member("植一帆", worker("二"), graduate, day(2022, 3, 3), day(2025, 3, 2), experienced: 2),
    member(
      "庞嘉树",
      worker("二"),
      trained,
      day(2022, 11, 9),
      day(2024, 11, 8),
      experienced: 0
    ),
    member("容止水", worker("二"), trained, day(2022, 3, 1), day(2025, 2, 28)),
    member("古月明", worker("三"), trained, day(2021, 11, 11), day(2024, 11, 10)),
    member("敖丹枫", worker("三"), trained, day(2021, 12, 1), day(2024, 11, 30)),
  ]
}
