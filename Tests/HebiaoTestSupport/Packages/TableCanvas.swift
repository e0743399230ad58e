import HebiaoCore

/// A part of a sheet on which one table is drawn, from its own upper left corner.
struct TableCanvas {
  var sheet: SheetBuilder
  var top: Int
  var left: Int
  let layout: PackageLayout
  let figures: PrintedFigures
  var locations: [FigurePath: CellReference] = [:]
  private var countsStored = 0
  private var ratiosStored = 0

  init(
    sheet: SheetBuilder,
    top: Int,
    left: Int,
    layout: PackageLayout,
    figures: PrintedFigures
  ) {
    self.sheet = sheet
    self.top = top
    self.left = left
    self.layout = layout
    self.figures = figures
  }

  /// Writes a text over a rectangle, merged where the layout merges.
  mutating func text(
    _ text: String,
    _ row: Int,
    _ column: Int,
    height: Int = 1,
    width: Int = 1,
    style: CellStyle = .body,
    alwaysMerges: Bool = false
  ) {
    fill(
      text.isEmpty ? .blank : .text(text),
      row,
      column,
      height: height,
      width: width,
      style: style,
      merges: alwaysMerges || layout.mergesCells
    )
  }

  /// Writes a header in the layout's style.
  mutating func header(
    _ text: String,
    _ row: Int,
    _ column: Int,
    height: Int = 1,
    width: Int = 1
  ) {
    self.text(
      layout.headerStyle.applied(to: text),
      row,
      column,
      height: height,
      width: width,
      style: .header
    )
  }

  /// Writes a figure and remembers where it stands; false where the package has none.
  @discardableResult mutating func figure(
    _ path: FigurePath,
    _ row: Int,
    _ column: Int,
    height: Int = 1,
    width: Int = 1,
    unit: String = "",
    style: CellStyle = .body,
    plainOffset: Int = 0
  ) -> Bool {
    guard let value = figures[path] else {
      fill(.blank, row, column, height: height, width: width, style: style, merges: false)
      return false
    }
    let (content, format) = stored(value, path, unit: unit)
    if plainOffset > 0, !layout.mergesCells {
      fill(.blank, row, column, height: height, width: width, style: style, merges: false)
      locations[path] = CellReference(top + row + plainOffset, left + column)
      sheet.set(
        top + row + plainOffset,
        left + column,
        content,
        style: style.formatted(format)
      )
      return true
    }
    locations[path] = CellReference(top + row, left + column)
    fill(
      content,
      row,
      column,
      height: height,
      width: width,
      style: style.formatted(format),
      merges: layout.mergesCells
    )
    return true
  }

  mutating func width(_ column: Int, _ characters: Double) {
    sheet.columnWidths[left + column] = max(sheet.columnWidths[left + column] ?? 0, characters)
  }

  private mutating func fill(
    _ content: SheetBuilder.Content,
    _ row: Int,
    _ column: Int,
    height: Int,
    width: Int,
    style: CellStyle,
    merges: Bool
  ) {
    let range = CellRange(
      CellReference(top + row, left + column),
      CellReference(top + row + height - 1, left + column + width - 1)
    )
    let countBefore = sheet.mergedRanges.count
    sheet.merge(range, content, style: style)
    if !merges { sheet.mergedRanges.removeSubrange(countBefore...) }
  }

  private mutating func stored(
    _ value: PrintedValue,
    _ path: FigurePath,
    unit: String
  ) -> (SheetBuilder.Content, String) {
    switch value {
    case .blank: return (.blank, "General")
    case .text(let text):
      if case .personField(_, .contract) = path {
        return (.text(layout.contractStyle.applied(to: text)), "General")
      }
      return (.text(text), "General")
    case .phrase(let phrase): return (.text(phrase.text), "General")
    case .figure(let figure):
      if layout.printsAttendanceAsMarks, figure == .one,
        case .person(_, .attendance) = path
      {
        return (.text("√"), "General")
      }
      defer { countsStored += 1 }
      return storedCount(figure, layout.countStyles[countsStored % layout.countStyles.count], unit)
    case .ratio(let ratio, let decimals):
      defer { ratiosStored += 1 }
      let isProject = if case .project = path { true } else { false }
      let styles = isProject ? layout.projectRatioStyles : layout.ratioStyles
      return storedRatio(ratio, decimals, path, styles[ratiosStored % styles.count])
    }
  }

  private func storedCount(
    _ figure: Rational,
    _ style: PackageLayout.CountStyle,
    _ unit: String
  ) -> (SheetBuilder.Content, String) {
    let digits = figure.description
    switch style {
    case .number: return (.number(figure.double), "General")
    case .groupedNumber:
      return (.number(figure.double), figure.isInteger ? "#,##0" : "General")
    case .numberWithUnit:
      let isPlain = unit.isEmpty || !figure.isInteger
      return (.number(figure.double), isPlain ? "General" : "0\"\(unit)\"")
    case .text: return (.text(digits), "@")
    case .groupedText: return (.text(Self.grouped(digits)), "@")
    case .fullWidthText: return (.text(fullWidthForm(digits)), "General")
    case .textWithUnit:
      return unit.isEmpty ? (.text(digits), "@") : (.text(digits + " " + unit), "General")
    }
  }

  private static func grouped(_ digits: String) -> String {
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return digits }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }

  private func storedRatio(
    _ ratio: Rational,
    _ decimals: Int,
    _ path: FigurePath,
    _ style: PackageLayout.RatioStyle
  ) -> (SheetBuilder.Content, String) {
    let text = PrintedValue.ratio(ratio, decimals: decimals).text
    let format = decimals == 0 ? "0%" : "0." + String(repeating: "0", count: decimals) + "%"
    switch style {
    case .rounded: return (.number(ratio.double), format)
    case .unrounded:
      // Only a quotient that prints as this percentage can be what is stored.
      guard let quotient = exactQuotient(of: path),
        quotient.roundedHalfUp(decimals: decimals + 2) == ratio
      else { return (.number(ratio.double), format) }
      return (.number(quotient.double), format)
    case .text: return (.text(text), "General")
    case .spacedText: return (.text(text.replacing(".", with: ". ")), "General")
    case .fullWidthText: return (.text(text.replacing("%", with: "％")), "General")
    }
  }

  private func exactQuotient(of path: FigurePath) -> Rational? {
    guard let (target, actual) = path.ratioTerms, let divisor = figures[target]?.figure else {
      return nil
    }
    return figures[actual]?.figure?.divided(by: divisor)
  }
}

extension FigurePath {
  /// The target and the actual figure that a percentage is the quotient of.
  var ratioTerms: (target: FigurePath, actual: FigurePath)? {
    switch self {
    case .indicator(let index, let row, .ratio):
      (.indicator(index, row: row, part: .target), .indicator(index, row: row, part: .actual))
    case .overall(let item, .ratio):
      (.overall(item, part: .target), .overall(item, part: .actual))
    case .project(let item, .ratio):
      (.project(item, part: .target), .project(item, part: .actual))
    default: nil
    }
  }
}

extension CellStyle {
  /// A title over the whole table.
  static let title = CellStyle(fontSize: 16, isBold: true, alignment: .center, wraps: true)
  /// The line under the title.
  static let subtitle = CellStyle(fontName: "仿宋", fontSize: 12, alignment: .center)
  /// A column's header.
  static let header = CellStyle(
    fontSize: 10,
    isBold: true,
    hasBorder: true,
    fill: "E7EEF7",
    alignment: .center,
    wraps: true
  )
  /// A figure or a short text.
  static let body = CellStyle(
    fontName: "仿宋",
    fontSize: 10,
    hasBorder: true,
    alignment: .center,
    wraps: true
  )
  /// A figure of a row that closes a table.
  static let closing = CellStyle(
    fontName: "仿宋",
    fontSize: 10,
    isBold: true,
    hasBorder: true,
    alignment: .center,
    wraps: true
  )
  /// A long text.
  static let remark = CellStyle(
    fontName: "仿宋",
    fontSize: 10,
    hasBorder: true,
    alignment: .left,
    wraps: true
  )
  /// A line below a table.
  static let note = CellStyle(fontName: "仿宋", fontSize: 10, alignment: .left)
}
