import HebiaoCore

/// One workbook per rule that breaks this rule, and as far as possible no other.
enum FailingSamples {
  /// All of them.
  static var all: [Sample] { indicators + projects + staffing + packages }

  private typealias Change = (inout MonthlyPackage) -> Void
  private typealias Misprint = (inout PrintedFigures) -> Void

  private static func sample(
    _ folder: String,
    _ rule: String,
    _ tables: [MonthlyPackage.Table],
    inputs: Change = { _ in },
    print: Misprint = { _ in }
  ) -> Sample {
    var package = PublishedPackage.corrected
    inputs(&package)
    var figures = package.printed()
    print(&figures)
    let rendered = package.rendered(figures, layout: PackageLayout(), tables: tables)
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
      // The rows below follow the wrong 小计.
      misprint("column-sum") {
        for closing in [.subtotal(group: 1), .effective(group: 1), .total, .totalEffective]
          as [FigurePath.Closing]
        {
          let path = FigurePath.closing(closing, column: .experienced)
          $0[path] = $0[path]?.figure?.adding(.one).map { .figure($0) }
        }
      },
      misprint("mark-count") {
        $0[.closing(.subtotal(group: 0), column: .pay(month: 1))] = .figure(Rational(15))
        $0[.closing(.total, column: .pay(month: 1))] = .figure(Rational(22))
      },
      misprint("subtotal-chain") {
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
      misprint("contract-dates") {
        $0[.personField(5, field: .contract)] = .text("2023/2/30-2025/3/27")
        $0[.personField(12, field: .contract)] = .text("2024/9/15-2020/9/14")
      },
      misprint("retention-form") { $0[.retention] = .ratio(Rational(9), decimals: 2) },
      misprint("value-form") {
        $0[.person(1, column: .attendance(month: 3))] = .text("请假")
      },
      misprint("period-form") { $0[.period(.staffing)] = .text("2024年1月25日至2024年13月31日") },
    ]
  }

  private static var packages: [Sample] {
    [
      sample(
        "monthly",
        "period-agrees",
        MonthlyPackage.Table.allCases,
        print: { $0[.period(.projects)] = .text("2024年1月25日至2024年3月31日") }
      )
    ]
  }
}
