import FaultLocating
import HebiaoCore
import TableBinding
import TableSchemas

/// Puts arithmetic faults into words.
enum FaultFindings {
  /// The finding for a figure whose change alone mends what is broken.
  static func finding(for fault: CellFault, in context: CheckContext) -> Finding {
    let own = fault.explained.filter { context.constraints.derived($0) == fault.figure }
    let primary = own.first ?? fault.explained[0]
    var finding = self.finding(about: fault.figure, primary: primary, fault: fault, in: context)
    finding.cells = context.cells(of: fault)
    let rest = fault.explained.filter { $0 != primary }
    if !rest.isEmpty {
      let places = rest.prefix(4).map { self.rest(context.constraints[$0], fault, in: context) }
      let more = rest.count > 4
      finding.message = LocalizedText(
        zh: finding.message.chinese + "; 改这一格, 另外 \(rest.count) 项也就相符 ("
          + places.map(\.chinese).joined(separator: "、") + (more ? " 等" : "") + ")",
        en: finding.message.english + "; mending it also mends "
          + places.map(\.english).joined(separator: ", ") + (more ? " and more" : "")
      )
    }
    for follower in fault.followers {
      let place = context.describedFigures[follower.figure].location.text(from: finding.sheet)
      let value = CellTexts.text(of: follower.value, for: follower.figure, in: context)
      finding.message = LocalizedText(
        zh: finding.message.chinese + "; \(place) 随之应为 \(value)",
        en: finding.message.english + "; \(place) then becomes \(value)"
      )
    }
    return finding
  }

  /// Another relation that a fault breaks: its name, and the cell or the cells on its other side.
  private static func rest(
    _ constraint: Constraint,
    _ fault: CellFault,
    in context: CheckContext
  ) -> LocalizedText {
    let sheet = context.describedFigures[fault.figure].location.sheet
    func text(_ position: Int) -> String {
      context.describedFigures[position].location.text(from: sheet)
    }
    var place = text(constraint.derived)
    let others = constraint.figures.filter { $0 != fault.figure }
    if constraint.derived == fault.figure, let first = others.first, let last = others.last {
      place = first == last ? text(first) : "\(text(first))–\(text(last))"
    }
    let name = context.constraintRules[constraint.rule].definition.name
    return LocalizedText(zh: "\(place) \(name.chinese)", en: "\(name.english) \(place)")
  }

  /// The finding for a broken constraint that no single figure explains.
  static func finding(forUnexplained index: Int, in context: CheckContext) -> Finding {
    let constraint = context.constraints[index]
    var finding = self.finding(
      about: constraint.derived,
      primary: index,
      fault: nil,
      in: context
    )
    finding.cells = []
    var seen: Set<CellLocation> = []
    for position in constraint.figures {
      let location = context.describedFigures[position].location
      if seen.insert(location).inserted { finding.cells.append(location) }
    }
    return finding
  }

  private static func finding(
    about position: Int,
    primary: Int,
    fault: CellFault?,
    in context: CheckContext
  ) -> Finding {
    let constraint = context.constraints[primary]
    let rule = context.constraintRules[constraint.rule].definition
    let place = context.figures.entries[position].place
    let expected = fault?.value ?? constraint.expectation(for: context.describedFigures)
    let isDerived = constraint.derived == position
    let message =
      isDerived
      ? derivedMessage(constraint, position, expected: expected, in: context)
      : inputMessage(constraint, position, fault: fault, in: context)
    let location = context.describedFigures[position].location
    let cell = context.cell(at: place)
    return Finding(
      rule: rule.code,
      severity: rule.severity,
      sheet: location.sheet,
      cell: location.cell,
      mergedRange: cell?.mergedRange,
      label: TableLabels.label(of: place, in: context.tables),
      message: message,
      reason: rule.reason,
      actual: cell?.reported ?? .none,
      expected: isDerived || fault?.value != nil
        ? expected.map(ReportedValue.number) ?? .none : .none
    )
  }

  /// `百分比应为 63.16% (24 ÷ 38), 表中为 60.00%`.
  private static func derivedMessage(
    _ constraint: Constraint,
    _ position: Int,
    expected: Rational?,
    in context: CheckContext
  ) -> LocalizedText {
    let place = context.figures.entries[position].place
    guard let cell = context.cell(at: place) else { return LocalizedText(verbatim: "") }
    let field = TableLabels.field(of: place, in: context.tables)
    let figures = context.describedFigures
    var percentDecimals: Int?
    let working: String
    switch constraint.relation {
    case .quotient(_, let dividend, let divisor, let decimals):
      percentDecimals = decimals
      working = "\(part(dividend, figures)) ÷ \(part(divisor, figures))"
    case .sum(_, let parts):
      // Marks are counted, not added up.
      let marks = parts.filter { figures[$0].role == .mark }
      let isCount = parts.allSatisfy { figures[$0].role == .mark || figures[$0].value == .zero }
      working =
        isCount && !marks.isEmpty
        ? "√ × \(marks.count { figures[$0].value == .one })"
        : FigureTexts.sum(parts.map { figures[$0].value })
    case .equal(let first, _):
      working = figures[first].location.text(from: cell.location.sheet)
    case .atMost(_, let other), .together(_, let other):
      working = figures[other].location.text(from: cell.location.sheet)
    }
    // A bare percentage is quoted the way it stands, be it 0.95 or 95.
    if cell.isBarePercent { percentDecimals = nil }
    let actual = FigureTexts.text(of: cell, percentDecimals: percentDecimals)
    let should = expected.map { value in
      cell.isBarePercent
        ? CellTexts.text(of: value, for: position, in: context)
        : FigureTexts.text(value, like: cell, percentDecimals: percentDecimals)
    }
    let zhActual = cell.isBlank ? "表中为空白" : "表中为 \(actual)"
    let enActual = cell.isBlank ? "the table leaves it blank" : "the table has \(actual)"
    // Where other figures of the relation are to change as well, they do not add up to this value yet.
    let isWorkedOut = expected == constraint.expectation(for: figures)
    let how = isWorkedOut ? " (\(working))" : ""
    return LocalizedText(
      zh: "\(field.chinese)应为 \(should ?? "?")\(how), \(zhActual)",
      en: "\(field.english) should be \(should ?? "?")\(how), \(enActual)"
    )
  }

  /// `完成量与 K5 的百分比不符, 应为 24, 表中为 42`.
  private static func inputMessage(
    _ constraint: Constraint,
    _ position: Int,
    fault: CellFault?,
    in context: CheckContext
  ) -> LocalizedText {
    let place = context.figures.entries[position].place
    guard let cell = context.cell(at: place) else { return LocalizedText(verbatim: "") }
    let field = TableLabels.field(of: place, in: context.tables)
    let derived = context.describedFigures[constraint.derived].location
    let other = derived.text(from: cell.location.sheet)
    let name = context.constraintRules[constraint.rule].definition.name
    let actual = FigureTexts.text(of: cell)
    if context.describedFigures[position].role == .mark,
      let value = fault?.value
    {
      return markMessage(field, other: other, name: name, shouldStand: value == .one)
    }
    let should = fault?.value.map { FigureTexts.text($0, like: cell) }
    let zhActual = cell.isBlank ? "表中为空白" : "表中为 \(actual)"
    let enActual = cell.isBlank ? "the table leaves it blank" : "the table has \(actual)"
    return LocalizedText(
      zh: "\(field.chinese)与 \(other) 的\(name.chinese)不符, "
        + (should.map { "应为 \($0), " } ?? "请核对, ") + zhActual,
      en: "\(field.english) does not agree with the \(name.english) in \(other): "
        + (should.map { "it should be \($0), " } ?? "please check, ") + enActual
    )
  }

  /// `工资发放与 L22 的打勾数不符, 此格应打 √`.
  private static func markMessage(
    _ field: LocalizedText,
    other: String,
    name: LocalizedText,
    shouldStand: Bool
  ) -> LocalizedText {
    LocalizedText(
      zh: "\(field.chinese)与 \(other) 的\(name.chinese)不符, 此格" + (shouldStand ? "应打 √" : "不应打 √"),
      en: "\(field.english) does not agree with the \(name.english) in \(other): "
        + (shouldStand ? "a √ is missing here" : "there should be no √ here")
    )
  }

  private static func part(_ positions: [Int], _ figures: [Figure]) -> String {
    let text = FigureTexts.sum(positions.map { figures[$0].value })
    return text.contains(" ") ? "(\(text))" : text
  }
}
