import HebiaoCore

/// Errors in single printed cells, which nothing follows.
extension ErrorInjection {
  mutating func injectIntoPrint(_ kind: Kind) -> FigurePath? {
    guard let (path, value) = change(kind), let old = figures[path], value != old else {
      return nil
    }
    figures[path] = value
    errors.append(InjectedError(kind: kind, path: path, from: old, to: value))
    return path
  }

  /// A figure that the layout shows and that no error has changed; the choice follows the seed.
  private mutating func pick(_ kind: Kind) -> FigurePath? {
    let paths = figures.filter { kind.concerns($0.key, $0.value) && isFree($0.key) }.keys
    // A dictionary's order differs from run to run.
    return paths.map { (name: "\($0)", path: $0) }.sorted { $0.name < $1.name }
      .randomElement(using: &random)?.path
  }

  private mutating func picked(
    _ kind: Kind,
    to change: (PrintedValue, inout SeededGenerator) -> PrintedValue?
  ) -> (FigurePath, PrintedValue)? {
    guard let path = pick(kind), let old = figures[path] else { return nil }
    return change(old, &random).map { (path, $0) }
  }

  private mutating func change(_ kind: Kind) -> (FigurePath, PrintedValue)? {
    let package = package
    return switch kind {
    case .wrongPercentage, .wrongProjectPercentage: picked(kind, to: Misprint.ratio)
    case .wrongTotal, .wrongInput, .wrongHeadcountTotal, .wrongProjectFigure, .wrongMarkCount:
      picked(kind, to: Misprint.count)
    case .wrongPersonSum, .wrongExperienced, .wrongSubtotal, .wrongEffective, .wrongGrandTotal,
      .wrongGrandEffective:
      picked(kind, to: Misprint.halves)
    case .missingPercentage, .missingMark: picked(kind) { _, _ in .blank }
    case .wordForFigure:
      picked(kind) { _, random in .text(random.pick(["待补", "见附表", "若干", "十二O"])) }
    case .wrongAttendance:
      picked(kind) { value, _ in
        value.figure.map { .figure($0 == .one ? .halves(1) : .zero) }
      }
    case .duplicateName: changeName()
    case .sequenceGap: changeSequence()
    case .periodDiffers:
      picked(kind) { _, random in
        var period = package.period
        period.last = period.last?.adding(months: random.chance(50) ? 1 : 12)
        return .text(period.chineseText)
      }
    case .invalidPeriod:
      picked(kind) { _, random in
        let span = package.period
        let last = span.last ?? span.first
        let beyond = CalendarDay(last.year, last.month, 32)
        return random.chance(50)
          ? .text(DaySpan(last, span.first).chineseText)
          : .text(DaySpan(span.first, beyond).chineseText)
      }
    case .invalidContract:
      picked(kind) { _, random in
        .text(random.pick(["2023/2/30-2026/2/28", "2026/3/1-2024/2/28", "2022/13/1-无固定期"]))
      }
    case .invalidRetention:
      picked(kind) { _, random in
        random.chance(50) ? .text("九成以上") : .ratio(Rational(9), decimals: 2)
      }
    case .otherRetention:
      picked(kind) { value, _ in
        let other = Rational(4, over: 5) ?? .one
        return .ratio(value.figure == other ? .halves(1) : other, decimals: 2)
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

extension ErrorInjection.Kind {
  /// Whether a printed figure is one that this kind of error can befall.
  fileprivate func concerns(_ path: FigurePath, _ value: PrintedValue) -> Bool {
    switch (self, path) {
    case (.wrongPercentage, .indicator(_, _, .ratio)), (.wrongPercentage, .overall(_, .ratio)),
      (.wrongProjectPercentage, .project(_, .ratio)),
      (.missingPercentage, .indicator(_, _, .ratio)), (.missingPercentage, .overall(_, .ratio)),
      (.missingPercentage, .project(_, .ratio)),
      (.wrongTotal, .indicator(_, .total, .target)),
      (.wrongTotal, .indicator(_, .total, .actual)),
      (.wrongProjectFigure, .project(_, .target)), (.wrongProjectFigure, .project(_, .actual)):
      value.figure != nil
    case (.wrongInput, _), (.wordForFigure, _):
      path.isIndicatorInput && value.figure != nil
    case (.wrongAttendance, .person(_, .attendance)): value.figure.map { $0 > .zero } ?? false
    case (.missingMark, .person(_, .insurance)), (.missingMark, .person(_, .pay)):
      value == .text("√")
    case (.wrongSubtotal, .closing(.subtotal, let column)): column.isEffective
    case (.wrongMarkCount, .closing(.subtotal, .insurance)),
      (.wrongMarkCount, .closing(.subtotal, .pay)),
      (.wrongHeadcountTotal, .headcount(_, .total)), (.wrongPersonSum, .person(_, .attended)),
      (.wrongExperienced, .person(_, .experienced)), (.wrongEffective, .closing(.effective, _)),
      (.wrongGrandTotal, .closing(.total, _)),
      (.wrongGrandEffective, .closing(.totalEffective, _)),
      (.periodDiffers, .period(.projects)), (.invalidPeriod, .period),
      (.invalidContract, .personField(_, .contract)), (.invalidRetention, .retention),
      (.otherRetention, .retention):
      true
    default: false
    }
  }
}

extension FigurePath {
  /// Whether it is a target or an actual figure that no other figure of its sheet states.
  fileprivate var isIndicatorInput: Bool {
    switch self {
    case .indicator(_, .total, _), .indicator(_, _, .ratio), .overall(_, .ratio): false
    case .indicator, .overall: true
    default: false
    }
  }
}
