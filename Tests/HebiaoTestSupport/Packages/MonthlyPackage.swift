public import HebiaoCore

/// What a station reports in one month: the figures behind the attachments' sheets.
///
/// It holds inputs only; `printed` computes percentages, totals and subtotals from them.
public struct MonthlyPackage: Sendable {
  /// The name in the titles: `广州市青榕街社工站购买服务项目`.
  public var project: String
  /// The period reported on.
  public var period: DaySpan
  /// The contract year.
  public var contract: DaySpan
  /// The names of the 片区.
  public var districts: [String]
  /// The blocks of indicators, each with its own headcounts, one below the other.
  public var blocks: [IndicatorBlock]
  /// The panels of figures for the whole station; nil where there are none.
  public var overall: OverallPanel?
  /// The sections with figures inside text.
  public var sections: [ProjectSection]
  /// The months of the staffing sheet.
  public var months: [ServiceMonth]
  /// The people, by kind of qualification.
  public var staff: [StaffGroup]
  /// 稳岗率 as a ratio; nil where it is not stated.
  public var retention: Rational?
  /// Decimals of the percentages of 附件1-1.
  public var ratioDecimals = 2

  /// A package of inputs.
  public init(
    project: String,
    period: DaySpan,
    contract: DaySpan,
    districts: [String],
    blocks: [IndicatorBlock],
    overall: OverallPanel?,
    sections: [ProjectSection],
    months: [ServiceMonth],
    staff: [StaffGroup],
    retention: Rational?
  ) {
    self.project = project
    self.period = period
    self.contract = contract
    self.districts = districts
    self.blocks = blocks
    self.overall = overall
    self.sections = sections
    self.months = months
    self.staff = staff
    self.retention = retention
  }
}

/// Indicators side by side over one row per 片区.
public struct IndicatorBlock: Sendable {
  /// 投入社工人数 by 片区.
  public var headcounts: [Rational]
  /// The groups from left to right.
  public var groups: [IndicatorGroup]

  /// A block.
  public init(headcounts: [Rational], groups: [IndicatorGroup]) {
    self.headcounts = headcounts
    self.groups = groups
  }
}

/// Indicators under one title.
public struct IndicatorGroup: Sendable {
  /// The title over the columns.
  public var title: String
  /// The triples from left to right.
  public var indicators: [Indicator]

  /// A group.
  public init(_ title: String, _ indicators: [Indicator]) {
    self.title = title
    self.indicators = indicators
  }
}

/// One triple of 协议, 完成, 百分比.
public struct Indicator: Sendable {
  /// What the contract asks for and what was done.
  public struct Amount: Hashable, Sendable {
    /// Asked for; nil where nothing was agreed, which prints as `/`.
    public var target: Rational?
    /// Done; nil with a target of nil.
    public var actual: Rational?

    /// An amount.
    public init(_ target: Int, _ actual: Int) {
      self.target = Rational(target)
      self.actual = Rational(actual)
    }

    private init() {}

    /// Nothing agreed.
    public static let none = Amount()
  }

  /// The headers of the three columns.
  public var headers: [String]
  /// One amount per 片区, or a single one for the whole station.
  public var amounts: [Amount]
  /// Whether the single amount stands for the whole station.
  public var isStationWide: Bool

  /// A triple.
  public init(headers: [String], amounts: [Amount], isStationWide: Bool = false) {
    self.headers = headers
    self.amounts = amounts
    self.isStationWide = isStationWide
  }
}

/// Figures for the whole station, in two panels side by side, and a remark.
public struct OverallPanel: Sendable {
  /// One line of a panel.
  public struct Item: Sendable {
    /// 协议内容.
    public var content: String
    /// The figures.
    public var amount: Indicator.Amount

    /// A line.
    public init(_ content: String, _ amount: Indicator.Amount) {
      self.content = content
      self.amount = amount
    }
  }

  /// The label merged down the left panel's lines.
  public var leftLabel: String
  /// The left panel's lines.
  public var left: [Item]
  /// The right panel's lines, at most as many.
  public var right: [Item]
  /// The remark at the far right.
  public var remark: String

  /// Two panels.
  public init(leftLabel: String, left: [Item], right: [Item], remark: String) {
    self.leftLabel = leftLabel
    self.left = left
    self.right = right
    self.remark = remark
  }
}

/// One section of 附件1-2: a label and its items side by side.
public struct ProjectSection: Sendable {
  /// A figure inside a text.
  public struct Phrase: Hashable, Sendable {
    /// The text before the figure.
    public var before: String
    /// The figure.
    public var figure: Rational
    /// The text after it.
    public var after: String

    /// A phrase.
    public init(_ before: String, _ figure: Int, _ after: String) {
      self.before = before
      self.figure = Rational(figure)
      self.after = after
    }

    /// The whole text.
    public var text: String { before + figure.description + after }
  }

  /// 指标要求, 完成情况 and how the percentage is printed.
  public struct Item: Sendable {
    /// 指标要求.
    public var target: Phrase
    /// 完成情况; nil where the print leaves it blank.
    public var actual: Phrase?
    /// Decimals of the percentage.
    public var decimals: Int
    /// The percentage where 完成情况 is blank.
    public var statedRatio: Rational?

    /// An item.
    public init(
      _ target: Phrase,
      _ actual: Phrase?,
      decimals: Int = 2,
      statedRatio: Rational? = nil
    ) {
      self.target = target
      self.actual = actual
      self.decimals = decimals
      self.statedRatio = statedRatio
    }
  }

  /// The label at the left; nil for none.
  public var label: String?
  /// The items from left to right.
  public var items: [Item]

  /// A section.
  public init(_ label: String?, _ items: [Item]) {
    self.label = label
    self.items = items
  }
}

/// A month of the staffing sheet.
public struct ServiceMonth: Hashable, Sendable {
  /// The year.
  public var year: Int
  /// The month, 1 to 12.
  public var month: Int
  /// What full attendance counts: 1, or 0.5 for a month served in half.
  public var weight: Rational

  /// A month.
  public init(year: Int, month: Int, weight: Rational = .one) {
    self.year = year
    self.month = month
    self.weight = weight
  }

  /// Its first day.
  public var first: CalendarDay { CalendarDay(year, month, 1) }

  /// Its last day.
  public var last: CalendarDay {
    CalendarDay(year, month, CalendarDay.length(ofMonth: month, year: year))
  }
}

/// People of one kind of qualification.
public struct StaffGroup: Sendable {
  /// 持证社工 or 非持证社工.
  public var label: String
  /// The people in order.
  public var people: [StaffMember]

  /// A group.
  public init(_ label: String, _ people: [StaffMember]) {
    self.label = label
    self.people = people
  }
}

/// One line of the staffing sheet.
public struct StaffMember: Sendable {
  /// What the three cells of a month hold.
  public struct Month: Hashable, Sendable {
    /// 人员到位; nil for blank.
    public var attendance: Rational?
    /// 社保购买: `√`, `——` or empty.
    public var insurance: String
    /// 工资发放: `√`, `——` or empty.
    public var pay: String

    /// A month.
    public init(_ attendance: Rational?, _ insurance: String, _ pay: String) {
      self.attendance = attendance
      self.insurance = insurance
      self.pay = pay
    }

    /// Nothing in any of the cells.
    public static let blank = Month(nil, "", "")
    /// Attended, insured and paid.
    public static func full(_ weight: Rational) -> Month { Month(weight, "√", "√") }
  }

  /// 姓名.
  public var name: String
  /// 职位.
  public var position: String
  /// 岗位资格证/资质.
  public var qualification: String
  /// 合同期限.
  public var contract: DaySpan
  /// The months in order.
  public var months: [Month]
  /// 符合从业2年以上的社工到岗小计.
  public var experienced: Rational
  /// 备注.
  public var note: String
  /// The day of arrival that the note tells.
  public var arrival: CalendarDay?
  /// The last day that the note tells.
  public var leaving: CalendarDay?

  /// A person.
  public init(
    name: String,
    position: String,
    qualification: String,
    contract: DaySpan,
    months: [Month],
    experienced: Rational,
    note: String = "",
    arrival: CalendarDay? = nil,
    leaving: CalendarDay? = nil
  ) {
    self.name = name
    self.position = position
    self.qualification = qualification
    self.contract = contract
    self.months = months
    self.experienced = experienced
    self.note = note
    self.arrival = arrival
    self.leaving = leaving
  }
}

extension Rational {
  /// So many halves.
  public static func halves(_ count: Int) -> Rational {
    Rational(Int128(count), over: 2) ?? .zero
  }

  /// The nearest double.
  public var double: Double { Double(numerator) / Double(denominator) }
}
