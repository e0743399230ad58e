import HebiaoCore

/// What one station reports month after month: the same figures, growing.
public struct MonthSequence: Sendable {
  /// The packages, from the first month reported to the last.
  public let packages: [MonthlyPackage]
  /// The layout that the station keeps.
  public let layout: PackageLayout

  /// The sequence of a number within a seed; the same numbers give the same sequence.
  public init(seed: UInt64, number: Int) {
    var generator = PackageGenerator(seed: seed &* 1_000_003 &+ UInt64(number))
    let last = generator.package(months: generator.random.int(3...7))
    layout = generator.layout()
    packages = (2...last.months.count).map { count in
      // The same choices for every month, so that what was done by one is no more than by the next.
      var random = SeededGenerator(seed: seed &+ UInt64(number) &* 7919)
      return last.through(month: count, using: &random)
    }
  }
}

extension MonthlyPackage {
  /// What the station reported after so many of its months.
  ///
  /// What was done grows at a pace of its own per figure; whoever had not arrived is not there yet,
  /// and no remark tells what was still to come.
  func through(month count: Int, using random: inout SeededGenerator) -> MonthlyPackage {
    var package = self
    guard count < months.count, let last = months.prefix(count).last?.last else { return self }
    package.months = Array(months.prefix(count))
    package.period = DaySpan(period.first, last)
    for block in package.blocks.indices {
      for group in package.blocks[block].groups.indices {
        for position in package.blocks[block].groups[group].indicators.indices {
          let amounts = package.blocks[block].groups[group].indicators[position].amounts
          package.blocks[block].groups[group].indicators[position].amounts = amounts.map {
            grown($0, count, &random)
          }
        }
      }
    }
    if var overall = package.overall {
      overall.left = overall.left.map { grown($0, count, &random) }
      overall.right = overall.right.map { grown($0, count, &random) }
      package.overall = overall
    }
    for section in package.sections.indices {
      package.sections[section].items = package.sections[section].items.map {
        grown($0, count, &random)
      }
    }
    for group in package.staff.indices {
      let people = package.staff[group].people
      let known = people.filter { $0.arrival.map { $0 <= last } ?? true }
      // A table with nobody in it would be another table.
      package.staff[group].people = (known.isEmpty ? Array(people.prefix(1)) : known).map {
        $0.through(month: count, last: last)
      }
    }
    return package
  }

  private func grown(
    _ amount: Indicator.Amount,
    _ count: Int,
    _ random: inout SeededGenerator
  ) -> Indicator.Amount {
    var amount = amount
    amount.actual = amount.actual.map { share(of: $0, count, &random) }
    return amount
  }

  private func grown(
    _ item: OverallPanel.Item,
    _ count: Int,
    _ random: inout SeededGenerator
  ) -> OverallPanel.Item {
    OverallPanel.Item(item.content, grown(item.amount, count, &random))
  }

  private func grown(
    _ item: ProjectSection.Item,
    _ count: Int,
    _ random: inout SeededGenerator
  ) -> ProjectSection.Item {
    var item = item
    item.decimals = 2
    if var actual = item.actual {
      actual.figure = share(of: actual.figure, count, &random)
      item.actual = actual
    }
    return item
  }

  /// The part of a figure that was reached by a month: the same choices for every month.
  private func share(
    of figure: Rational,
    _ count: Int,
    _ random: inout SeededGenerator
  ) -> Rational {
    let steps = months.map { _ in random.int(1...4) }
    let part = Rational(Int128(steps.prefix(count).reduce(0, +)), over: Int128(steps.reduce(0, +)))
    let exact = part.flatMap { figure.multiplied(by: $0) } ?? .zero
    return Rational(Int(exact.numerator / exact.denominator))
  }
}

extension StaffMember {
  /// A person's line after so many months.
  fileprivate func through(month count: Int, last: CalendarDay) -> StaffMember {
    var member = self
    member.months = Array(months.prefix(count))
    member.experienced = min(experienced, .sum(member.months.compactMap(\.attendance)))
    let isToCome = leaving.map { $0 > last } ?? false
    let movesLater = leaving == nil && arrival == nil && !note.isEmpty
    if isToCome || movesLater {
      member.leaving = nil
      member.note = ""
    }
    return member
  }
}
