import HebiaoCore

/// One workbook per rule that breaks this rule, and as far as possible no other.
enum FailingSamples {
  /// All of them.
  static var all: [Sample] { indicators + projects + staffing + packages + FormulaSamples.all }

  private typealias Change = (inout MonthlyPackage) -> Void
  private typealias Misprint = (inout PrintedFigures) -> Void

  private static func sample(
    _ folder: String,
    _ rule: String,
    _ tables: [MonthlyPackage.Table],
    inputs: Change = { _ in },
    print: Misprint = { _ in },
    layout: PackageLayout = PackageLayout()
  ) -> Sample {
    var package = PublishedPackage.corrected
    inputs(&package)
    var figures = package.printed()
    print(&figures)
    let rendered = package.rendered(figures, layout: layout, tables: tables)
    return Sample(path: "fail/\(folder)/\(rule).xlsx", workbook: rendered.workbook)
  }

  private static func percent(_ hundredths: Int) -> PrintedValue {
    .ratio(Rational(Int128(hundredths), over: 10_000) ?? .zero, decimals: 2)
  }

  private static var indicators: [Sample] {
    func misprint(_ rule: String, _ print: Misprint) -> Sample {
      sample("indicator-completion", rule, [.indicators], print: print)
    }
    func change(_ rule: String, _ inputs: Change) -> Sample {
      sample("indicator-completion", rule, [.indicators], inputs: inputs)
    }
    return [
      // 片区2 非17类入户探访: 15 ÷ 20 is 75.00%.
      misprint("percentage") { $0[.indicator(3, row: .district(1), part: .ratio)] = percent(5700) },
      // 中小型社区活动 次数: 10 + 10 + 10 is 30; the percentage goes with the wrong total.
      misprint("total") {
        $0[.indicator(12, row: .total, part: .target)] = .figure(Rational(33))
        $0[.indicator(12, row: .total, part: .ratio)] = percent(12_424)
      },
      change("headcount-agrees") { $0.blocks[1].headcounts[2] = Rational(8) },
      change("count-form") { $0.blocks[1].groups[1].indicators[0].amounts[0].actual = .halves(5) },
      misprint("value-form") { $0[.indicator(7, row: .district(1), part: .actual)] = .text("待补") },
      misprint("percentage-missing") {
        $0[.indicator(2, row: .district(2), part: .ratio)] = .blank
      },
      // 大型社区活动 人次 without its 合计, nor the percentage of it.
      misprint("total-missing") {
        for part in FigurePath.Part.allCases {
          $0[.indicator(11, row: .total, part: part)] = .blank
        }
      },
      // The remark exchanges two digits of 1753.
      // The remark exchanges two digits of 1753; counts more calls than there were; adds up wrongly.
      change("remark-filed") {
        $0.overall?.remark = "说明: 本期为17类群体新建档案1735份, 上门摸查重点对象440人次。"
      },
      change("remark-calls") {
        $0.overall?.remark = "说明: 日常电话问候17类群体9712人次, 恶劣天气期间电话回访939人次。"
      },
      change("remark-sum") {
        $0.overall?.remark = "说明: 本期电话服务5561人次 (4712+939), 惠及1178人。"
      },
      change("stated-twice") {
        $0.overall?.remark = "说明: 本期累计17类困难群众和特殊群体建档1735份, 社区调研3次。"
      },
      misprint("number-as-text") {
        $0[.indicator(3, row: .district(0), part: .target)] = .text("20")
        $0[.indicator(3, row: .district(2), part: .actual)] = .text("35 户")
      },
      misprint("period-form") { $0[.period(.indicators)] = .text("2024年4月30日至2024年1月25日") },
    ]
  }

  private static var projects: [Sample] {
    func misprint(_ rule: String, _ print: Misprint) -> Sample {
      sample("project-completion", rule, [.projects], print: print)
    }
    return [
      misprint("percentage") { $0[.project(1, part: .ratio)] = percent(6000) },
      misprint("percentage-missing") { $0[.project(4, part: .ratio)] = .blank },
      misprint("value-form") { $0[.project(2, part: .ratio)] = .text("全部完成") },
      // Two figures, either of which could be meant.
      misprint("figure-unclear") {
        $0[.project(1, part: .actual)] = .text("党史学习教育2次, 主题党课3次")
      },
      // Half an agreement; the percentage goes with it.
      misprint("count-form") {
        var phrase = ProjectSection.Phrase("共建协议", 0, "份")
        phrase.figure = .halves(5)
        $0[.project(0, part: .actual)] = .phrase(phrase)
        $0[.project(0, part: .ratio)] = percent(8333)
      },
      misprint("period-form") { $0[.period(.projects)] = .text("2024年1月25日至2024年4月31日") },
    ]
  }

  private static var staffing: [Sample] {
    func misprint(_ rule: String, _ print: Misprint) -> Sample {
      sample("staffing", rule, [.staffing], print: print)
    }
    func change(_ rule: String, _ inputs: Change) -> Sample {
      sample("staffing", rule, [.staffing], inputs: inputs)
    }
    return [
      misprint("person-sum") { $0[.person(4, column: .attended)] = .figure(.halves(9)) },
      misprint("column-sum") {
        let path = FigurePath.closing(.subtotal(group: 1), column: .experienced)
        $0[path] = $0[path]?.figure?.adding(.one).map { .figure($0) }
      },
      misprint("mark-count") {
        $0[.closing(.subtotal(group: 0), column: .pay(month: 1))] = .figure(Rational(15))
      },
      misprint("subtotal-row") {
        $0[.closing(.total, column: .attended)] = .figure(Rational(27))
      },
      misprint("effective-subtotal") {
        $0[.closing(.effective(group: 0), column: .attendance(month: 2))] = .figure(Rational(12))
      },
      misprint("subtotal-chain") {
        $0[.closing(.total, column: .insurance(month: 2))] = .figure(Rational(20))
      },
      misprint("effective-chain") {
        $0[.closing(.totalEffective, column: .attendance(month: 2))] = .figure(.halves(45))
      },
      change("attendance-range") {
        $0.staff[0].people[0].months[1].attendance = .halves(3)
        $0.staff[1].people[1].months[0].attendance = Rational(3, over: 10)
        $0.staff[1].people[1].experienced = Rational(33, over: 10) ?? .zero
      },
      change("service-dates") {
        $0.staff[0].people[16].months[1] = .full(.one)
        $0.staff[1].people[0].months[3] = .full(.one)
      },
      // Left on the 19th of March, arrived on the 22nd: neither served the whole month.
      change("partial-month") {
        $0.staff[0].people[6].months[2] = .full(.one)
        $0.staff[0].people[6].experienced = .halves(5)
        $0.staff[1].people[2].months[2] = .full(.one)
      },
      change("mark-consistency") {
        $0.staff[0].people[1].months[3] = StaffMember.Month(.zero, "", "√")
        $0.staff[1].people[4].months[2] = StaffMember.Month(.one, "", "√")
      },
      change("experienced-limit") { $0.staff[1].people[2].experienced = Rational(2) },
      misprint("sequence") {
        for person in 9..<25 {
          $0[.personField(person, field: .sequence)] = .figure(Rational(person + 2))
        }
      },
      change("unique-name") { $0.staff[1].people[6].name = $0.staff[0].people[3].name },
      change("months") {
        $0.months[3].month = 5
        // Transferred in April: another question altogether.
        $0.staff[0].people[2].note = ""
      },
      misprint("contract-form") {
        $0[.personField(5, field: .contract)] = .text("2023/2/30-2025/3/27")
        $0[.personField(12, field: .contract)] = .text("2024/9/15-2020/9/14")
      },
      misprint("contract-coverage") {
        $0[.personField(5, field: .contract)] = .text("2023/3/28-2024/2/27")
        $0[.personField(15, field: .contract)] = .text("2024/3/1-2024/5/31")
      },
      misprint("retention-form") { $0[.retention] = .ratio(Rational(9), decimals: 2) },
      misprint("value-form") {
        $0[.person(1, column: .attendance(month: 3))] = .text("请假")
      },
      misprint("total-missing") {
        for closing in [.subtotal(group: 1), .effective(group: 1), .total]
          as [FigurePath.Closing]
        {
          $0[.closing(closing, column: .attended)] = .blank
        }
      },
      misprint("number-as-text") {
        $0[.person(0, column: .attendance(month: 2))] = .text("1")
        $0[.person(3, column: .attendance(month: 1))] = .text("１")
        $0[.closing(.subtotal(group: 1), column: .attended)] = .text("24")
      },
      misprint("month-weights") {
        $0[.period(.staffing)] = .text("2024年1月1日至2024年8月31日")
      },
      misprint("period-form") { $0[.period(.staffing)] = .text("2024年1月25日至2024年13月31日") },
    ]
  }

  private static var packages: [Sample] {
    func misprint(_ name: String, _ print: Misprint) -> Sample {
      sample("monthly", name, MonthlyPackage.Table.allCases, print: print)
    }
    return [
      // The figures begin before the agreement does.
      misprint("period-agrees-indicator-completion") {
        $0[.period(.indicators)] = .text("2024年1月15日至2024年4月30日")
        $0[.period(.projects)] = .text("2024年1月15日至2024年4月30日")
      },
      misprint("period-agrees-project-completion") {
        $0[.period(.projects)] = .text("2024年1月25日至2024年3月31日")
      },
      // The figures reach a month further than the attendance.
      misprint("period-agrees-staffing") {
        $0[.period(.indicators)] = .text("2024年1月25日至2024年5月31日")
        $0[.period(.projects)] = .text("2024年1月25日至2024年5月31日")
      },
      sample(
        "monthly",
        "headcount-staffed",
        MonthlyPackage.Table.allCases,
        inputs: { package in
          for block in package.blocks.indices { package.blocks[block].headcounts[0] = Rational(11) }
        }
      ),
      unboundHeader,
      sample(
        "monthly",
        "unbound-row",
        [.indicators],
        inputs: { $0.districts[1] = "" }
      ),
      assumedHeader,
      unboundTable,
      unrecognised,
    ]
  }

  private static var unboundHeader: Sample {
    var layout = PackageLayout()
    layout.staffWording.closing[1] = "从业满24个月的到岗数"
    return sample("monthly", "unbound-header", [.staffing], layout: layout)
  }

  /// The first column goes by a name that no schema knows.
  private static var assumedHeader: Sample {
    var layout = PackageLayout()
    layout.districtHeader = "驻点"
    return sample("monthly", "assumed-header", [.indicators], layout: layout)
  }

  /// Beside a table of 附件1-2 a sheet of figures that nothing names.
  private static var unboundTable: Sample {
    var sample = sample("monthly", "unbound-table", [.projects])
    var sheet = SheetBuilder(name: "补充")
    for (column, header) in ["协议个数", "完成量", "百分比"].enumerated() {
      sheet.set(0, column, .text(header), style: .header)
    }
    sheet.set(1, 0, .number(20), style: .body)
    sheet.set(1, 1, .number(15), style: .body)
    sheet.set(1, 2, .number(0.75), style: .body.formatted("0.00%"))
    sample.workbook.sheets.append(sheet)
    return sample
  }

  /// A list of people that is none of the attachments.
  private static var unrecognised: Sample {
    var sheet = SheetBuilder(name: "通讯录")
    for (column, header) in ["序号", "姓名", "职位", "联系电话"].enumerated() {
      sheet.set(0, column, .text(header), style: .header)
      sheet.columnWidths[column] = 16
    }
    for (row, person) in PublishedPackage.package.people.prefix(5).enumerated() {
      sheet.set(row + 1, 0, .number(Double(row + 1)), style: .body)
      sheet.set(row + 1, 1, .text(person.name), style: .body)
      sheet.set(row + 1, 2, .text(person.position), style: .body)
      sheet.set(row + 1, 3, .text("020-0000000\(row + 1)"), style: .body)
    }
    return Sample(
      path: "fail/monthly/unrecognised.xlsx",
      workbook: WorkbookBuilder(sheets: [sheet])
    )
  }
}
