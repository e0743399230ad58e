import HebiaoCore

/// Two months of one station per rule that compares them: `before` and `after`.
enum SamplePairs {
  /// All of them.
  static var all: [Sample] {
    indicators + staffing + periods
      + pair("month-after-month", MonthlyPackage.Table.allCases) { _, _ in }
  }

  private typealias Change = (inout MonthlyPackage, inout MonthlyPackage) -> Void

  /// March and April of the published station, with a change to either.
  private static func pair(
    _ name: String,
    _ tables: [MonthlyPackage.Table],
    _ change: Change
  ) -> [Sample] {
    var after = PublishedPackage.corrected
    var random = SeededGenerator(seed: 20_240_331)
    var before = after.through(month: 3, using: &random)
    change(&before, &after)
    return [("before", before), ("after", after)].map { month, package in
      let rendered = package.rendered(
        package.printed(),
        layout: PackageLayout(),
        tables: tables
      )
      return Sample(path: "pairs/\(name)/\(month).xlsx", workbook: rendered.workbook)
    }
  }

  private static var indicators: [Sample] {
    let tables: [MonthlyPackage.Table] = [.indicators, .projects]
    return pair("cumulative", tables) { before, after in
      // 片区1 入户探访 12 was 15 in March, 党史学习教育 2 was 3.
      before.blocks[0].groups[3].indicators[0].amounts[0].actual = Rational(15)
      before.sections[0].items[1].actual?.figure = Rational(3)
      after.sections[0].items[1].decimals = 2
    }
      + pair("cumulative-corrected", [.indicators]) { before, after in
        before.blocks[0].groups[3].indicators[0].amounts[0].actual = Rational(15)
        after.overall?.remark = "说明: 3月入户探访误报3次, 本月更正。"
      }
      + pair("agreed-unchanged", tables) { before, after in
        before.blocks[0].groups[4].indicators[0].amounts[0].target = Rational(50)
        before.sections[0].items[0].target.figure = Rational(2)
      }
      + pair("increment", tables) { before, after in
        before.blocks[0].groups[0].indicators[0].amounts[0].actual = Rational(600)
        before.sections[1].items[0].actual?.figure = Rational(60)
      }
  }

  private static var staffing: [Sample] {
    let tables: [MonthlyPackage.Table] = [.indicators, .staffing]
    return pair("people-kept", tables) { _, after in
      // 莫予宁 is typed 莫于宁, and 骆小满 is gone.
      after.staff[0].people[3].name = "莫于宁"
      after.staff[1].people.remove(at: 1)
    }
      + pair("settled-months", tables) { _, after in
        after.staff[1].people[4].months[1] = .full(.halves(1))
      }
      + pair("after-leaving", tables) { _, after in
        after.staff[1].people[0].note = ""
        after.staff[1].people[0].leaving = nil
        after.staff[1].people[0].months[3] = .full(.one)
      }
      + pair("first-month", tables) { before, after in
        before.staff[1].people.remove(at: 7)
        // 龙在田 is new in April, and neither a month nor the remark says since when.
        after.staff[0].people[16].months[3] = .blank
        after.staff[0].people[16].experienced = .zero
        after.staff[0].people[16].note = ""
        after.staff[0].people[16].arrival = nil
      }
      + pair("contract-ending", tables) { _, after in
        after.staff[0].people[5].contract.last = CalendarDay(2024, 6, 15)
      }
  }

  private static var periods: [Sample] {
    pair("period-advances-indicator-completion", [.indicators]) { before, after in
      after.period = before.period
    }
      + pair("period-advances-project-completion", [.projects]) { before, after in
        // The files are the wrong way round.
        swap(&before, &after)
      }
      + pair("period-advances-staffing", [.staffing]) { _, after in
        after.contract.last = CalendarDay(2024, 10, 31)
      }
  }
}
