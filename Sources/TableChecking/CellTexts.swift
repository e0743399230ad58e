import HebiaoCore
import TableBinding

/// What a cell is to hold for a figure to have another value, and what it shows then.
enum CellTexts {
  /// The text that a cell shows for a value of its figure.
  static func text(of value: Rational, for figure: Int, in context: CheckContext) -> String {
    content(of: value, for: figure, in: context).text
  }

  /// The change of a cell that gives its figure a value.
  static func change(of figure: Int, to value: Rational, in context: CheckContext) -> CellChange {
    let content = content(of: value, for: figure, in: context)
    return CellChange(
      location: context.describedFigures[figure].location,
      from: cell(of: figure, in: context)?.reported ?? .none,
      fromText: present(figure, in: context),
      to: content.stored,
      text: content.text
    )
  }

  /// What the cell of a figure shows now.
  static func present(_ position: Int, in context: CheckContext) -> String {
    guard let cell = cell(of: position, in: context) else { return "" }
    let figure = context.describedFigures[position]
    return FigureTexts.text(
      of: cell,
      percentDecimals: figure.role == .percentage && !cell.isBarePercent ? figure.decimals : nil
    )
  }

  private static func cell(of figure: Int, in context: CheckContext) -> BoundCell? {
    context.cell(at: context.figures.entries[figure].place)
  }

  private static func content(
    of value: Rational,
    for position: Int,
    in context: CheckContext
  ) -> (stored: ReportedValue, text: String) {
    let figure = context.describedFigures[position]
    guard let cell = cell(of: position, in: context) else { return (.number(value), "\(value)") }
    switch figure.role {
    case .mark:
      let mark =
        value == .one ? mark(near: position, in: context) : noMark(beside: position, context)
      return (mark.isEmpty ? .none : .text(mark), mark)
    case .percentage:
      let decimals = figure.decimals ?? 2
      if cell.isBarePercent, cell.number != figure.value,
        let points = value.multiplied(by: Rational(100))
      {
        return (.number(points), points.fixedText(decimals: decimals) ?? "\(points)")
      }
      if cell.isBarePercent { return (.number(value), "\(value)") }
      return (.number(value), FigureTexts.text(value, like: cell, percentDecimals: decimals))
    case .total, .input:
      if case .string(let text) = cell.raw, cell.normalizations.contains(.figureInText),
        let old = cell.number, let mended = replacing(old, with: value, in: text)
      {
        return (.text(mended), NormalizedText.oneLine(mended))
      }
      return (.number(value), FigureTexts.text(value, like: cell))
    }
  }

  /// A text with its only such figure replaced; nil where it does not stand there once as such.
  private static func replacing(_ old: Rational, with value: Rational, in text: String) -> String? {
    let wanted = "\(old)"
    var found: [Range<String.Index>] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard isFigure(text[index]) else {
        index = text.index(after: index)
        continue
      }
      var end = index
      while end < text.endIndex, isFigure(text[end]) { end = text.index(after: end) }
      if text[index..<end] == wanted { found.append(index..<end) }
      index = end
    }
    guard found.count == 1 else { return nil }
    return text.replacingCharacters(in: found[0], with: "\(value)")
  }

  private static func isFigure(_ character: Character) -> Bool {
    character.isASCII && (character.isNumber || character == ".")
  }

  /// What stands for no mark beside a cell: `——` where the same month has it, else nothing.
  private static func noMark(beside position: Int, _ context: CheckContext) -> String {
    let place = context.figures.entries[position].place
    let table = context.tables[place.table]
    guard let group = table.columns[place.column].group else { return "" }
    for column in table.groups[group].columns.values.sorted() where column != place.column {
      if let cell = table.cell(row: place.row, column: column), cell.value == .notApplicable,
        case .string(let text) = cell.raw
      {
        return text
      }
    }
    return ""
  }

  /// The mark that the table uses, by the first one that stands in it.
  private static func mark(near position: Int, in context: CheckContext) -> String {
    let table = context.tables[context.figures.entries[position].place.table]
    for row in table.rows {
      for case let cell? in row.cells where cell.value == .mark(true) {
        if case .string(let text) = cell.raw { return text }
      }
    }
    return "√"
  }
}

extension String {
  fileprivate func replacingCharacters(
    in range: Range<String.Index>,
    with replacement: String
  ) -> String {
    String(self[..<range.lowerBound]) + replacement + String(self[range.upperBound...])
  }
}
