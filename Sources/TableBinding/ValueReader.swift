import HebiaoCore
import TableSchemas

/// Reads cells as what their column holds, and keeps the trace of what it normalised.
struct ValueReader {
  let marks: MarkVocabulary
  let units: [String]
  let namingWords: [String]
  let formats: [NumberFormatTraits]

  /// What the cells around a cell tell about how to read it.
  struct Context {
    /// What a mark in an attendance column counts.
    var weight: Rational?
    /// Whether a column of marks holds their count, as it does in closing rows.
    var countsMarks = false
    /// The unit of the figure that this one is compared with.
    var preferredUnit: String?
  }

  /// What a cell says.
  func read(
    _ cell: SheetCell?,
    at location: CellLocation,
    mergedRange: CellRange?,
    as column: ColumnDefinition,
    context: Context
  ) -> BoundCell {
    var bound = BoundCell(
      location: location,
      mergedRange: mergedRange,
      value: .blank,
      raw: cell?.value ?? .empty
    )
    guard let cell else { return bound }
    bound.hasFormula = cell.formula != nil
    if bound.hasFormula, cell.value == .empty {
      // A formula without a stored result is neither zero nor blank.
      bound.value = .uncomputed
      return bound
    }
    switch column.content {
    case .label, .text, .name:
      bound.value = CellGrid.text(of: cell.value).map { .text($0) } ?? .blank
    case .dateRange: readDates(cell, into: &bound)
    case .percent: readPercent(cell, into: &bound)
    case .mark where !context.countsMarks: readMark(cell, into: &bound)
    case .figureInText: readFigureInText(cell, preferredUnit: context.preferredUnit, into: &bound)
    case .attendance:
      readNumber(cell, into: &bound)
      if bound.value == .unreadable, case .string(let text) = cell.value,
        marks.yes.contains(NormalizedText.header(text))
      {
        bound.value = .number(context.weight ?? .one)
        bound.normalizations = []
      }
    case .ordinal, .count, .amount, .mark: readNumber(cell, into: &bound)
    }
    return bound
  }

  /// Whether a text is a mark for "does not apply".
  private func isNotApplicable(_ normalized: String) -> Bool {
    if marks.notApplicable.contains(normalized) { return true }
    // Rules of any length drawn with dashes mean the same.
    return !normalized.isEmpty
      && normalized.unicodeScalars.allSatisfy {
        [0x2D, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2500, 0x2501].contains($0.value)
      }
  }

  private func traits(of cell: SheetCell) -> NumberFormatTraits {
    formats.indices.contains(cell.format) ? formats[cell.format] : .general
  }

  // MARK: Numbers

  private func readNumber(_ cell: SheetCell, into bound: inout BoundCell) {
    switch cell.value {
    case .empty: bound.value = .blank
    case .number(let double):
      let traits = traits(of: cell)
      guard let number = Rational(double) else {
        bound.value = .unreadable
        return
      }
      bound.value = .number(number)
      bound.decimals = traits.family == .number ? traits.decimals : nil
    case .string(let text): readNumber(text: text, into: &bound)
    case .date, .bool, .error: bound.value = .unreadable
    }
  }

  private func readNumber(text: String, into bound: inout BoundCell) {
    let normalized = NormalizedText.header(text)
    if normalized.isEmpty { return }
    if isNotApplicable(normalized) {
      bound.value = .notApplicable
      return
    }
    guard let parsed = NumberText(normalized) else {
      bound.value = .unreadable
      return
    }
    bound.value = .number(parsed.value)
    bound.decimals = parsed.decimals
    bound.unit = parsed.unit
    bound.normalizations = [.numberAsText] + parsed.normalizations + traces(text, normalized)
  }

  private func traces(_ text: String, _ normalized: String) -> [Normalization] {
    var traces: [Normalization] = []
    if NormalizedText.halfWidth(text) != text { traces.append(.fullWidth) }
    if text.unicodeScalars.contains(where: NormalizedText.isIgnored) {
      traces.append(.whiteSpace)
    }
    return traces
  }

  // MARK: Percentages

  private func readPercent(_ cell: SheetCell, into bound: inout BoundCell) {
    switch cell.value {
    case .empty: bound.value = .blank
    case .number(let double):
      guard let number = Rational(double) else {
        bound.value = .unreadable
        return
      }
      let traits = traits(of: cell)
      if traits.family == .percent {
        bound.value = .number(number)
        bound.decimals = traits.decimals
      } else if traits.code.contains("%"), let ratio = number.divided(by: Rational(100)) {
        // A literal sign after the number, 0.00"%": the cell holds percentage points.
        bound.value = .number(ratio)
        bound.decimals = traits.decimals
      } else {
        bound.value = .number(number)
        bound.decimals = traits.family == .number ? traits.decimals : nil
        bound.isBarePercent = true
      }
    case .string(let text): readPercent(text: text, into: &bound)
    case .date, .bool, .error: bound.value = .unreadable
    }
  }

  private func readPercent(text: String, into bound: inout BoundCell) {
    let normalized = NormalizedText.header(text)
    if normalized.isEmpty { return }
    if isNotApplicable(normalized) {
      bound.value = .notApplicable
      return
    }
    var digits = normalized[...]
    if digits.hasSuffix("%") { digits = digits.dropLast() }
    guard let parsed = NumberText(String(digits)), parsed.unit == nil else {
      bound.value = .unreadable
      return
    }
    bound.normalizations = [.numberAsText] + parsed.normalizations + traces(text, normalized)
    if digits.endIndex == normalized.endIndex {
      bound.value = .number(parsed.value)
      bound.decimals = parsed.decimals
      bound.isBarePercent = true
    } else if let ratio = parsed.value.divided(by: Rational(100)) {
      bound.value = .number(ratio)
      bound.decimals = parsed.decimals
    } else {
      bound.value = .unreadable
    }
  }

  // MARK: Marks, dates, figures in text

  private func readMark(_ cell: SheetCell, into bound: inout BoundCell) {
    switch cell.value {
    case .empty: bound.value = .blank
    case .bool(let flag): bound.value = .mark(flag)
    case .number(let double):
      switch Rational(double) {
      case .one: bound.value = .mark(true)
      case .zero: bound.value = .mark(false)
      default: bound.value = .unreadable
      }
    case .string(let text):
      let normalized = NormalizedText.header(text)
      if normalized.isEmpty {
        bound.value = .blank
      } else if marks.yes.contains(normalized) {
        bound.value = .mark(true)
      } else if isNotApplicable(normalized) {
        bound.value = .notApplicable
      } else if marks.no.contains(normalized) {
        bound.value = .mark(false)
      } else {
        bound.value = .unreadable
      }
    case .date, .error: bound.value = .unreadable
    }
  }

  private func readDates(_ cell: SheetCell, into bound: inout BoundCell) {
    guard let text = CellGrid.text(of: cell.value) else { return }
    if isNotApplicable(NormalizedText.header(text)) {
      bound.value = .notApplicable
      return
    }
    switch DateTexts.period(in: text) {
    case .period(let period): bound.value = .dates(period)
    case .malformed: bound.value = .unreadable
    case .none: bound.value = .text(text)
    }
  }

  private func readFigureInText(
    _ cell: SheetCell,
    preferredUnit: String?,
    into bound: inout BoundCell
  ) {
    guard case .string(let text) = cell.value else {
      readNumber(cell, into: &bound)
      return
    }
    let normalized = NormalizedText.header(text)
    if normalized.isEmpty { return }
    if isNotApplicable(normalized) {
      bound.value = .notApplicable
      return
    }
    let figures = FiguresInText.find(
      in: normalized,
      units: units,
      namingWords: namingWords,
      preferredUnit: preferredUnit
    )
    bound.normalizations = [.figureInText]
    if figures.count == 1 {
      bound.value = .number(figures[0].value)
      bound.decimals = figures[0].decimals
      bound.unit = figures[0].unit
      if figures[0].isInChineseNumerals { bound.normalizations.append(.chineseNumeral) }
    } else {
      bound.value = .unclear(figures.map(\.value))
    }
  }
}
