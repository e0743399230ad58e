import HebiaoCore
import TableSchemas

/// Reads cells as what their column holds, and keeps the trace of what it normalised.
struct ValueReader {
  let marks: MarkVocabulary
  /// The position of the schema in the vocabulary.
  let schema: Int
  let figureWords: FiguresInText.Words
  let formats: [NumberFormatTraits]
  private let common = CommonReadings()

  init(
    marks: MarkVocabulary,
    schema: Int,
    figureWords: FiguresInText.Words,
    formats: [NumberFormatTraits]
  ) {
    self.marks = marks
    self.schema = schema
    self.figureWords = figureWords
    self.formats = formats
  }

  /// What most cells say: the cells of a table share it, those of two tables do not, for two
  /// processors would fight for its reference count.
  private struct CommonReadings {
    let blank = CellReading(.blank)
    let notApplicable = CellReading(.notApplicable)
    let uncomputed = CellReading(.uncomputed)
    let unreadable = CellReading(.unreadable)
    let yes = CellReading(.mark(true))
    let no = CellReading(.mark(false))
  }

  /// What the cells around a cell tell about how to read it.
  struct Context {
    /// What a mark in an attendance column counts.
    var weight: Rational?
    /// Whether a column of marks holds their count, as it does in closing rows.
    var countsMarks = false
    /// The unit of the figure that this one is compared with.
    var preferredUnit: String?
  }

  /// What the file holds in a cell.
  struct Source {
    let value: CellValue
    /// Its number format, an index into `formats`.
    var format = 0
    var hasFormula = false
    /// Its text, where that is prepared.
    var prepared: PreparedText?

    /// The text without white space, in half-width forms.
    var normalized: String {
      if let prepared { return prepared.normalized }
      return CellGrid.text(of: value).map(NormalizedText.header) ?? ""
    }
  }

  /// What a cell says; nil stands for one that the file does not hold.
  func read(
    _ source: Source?,
    at location: CellLocation,
    mergedRange: CellRange?,
    as column: ColumnDefinition,
    context: Context
  ) -> BoundCell {
    BoundCell(
      location: location,
      mergedRange: mergedRange,
      raw: source?.value ?? .empty,
      hasFormula: source?.hasFormula ?? false,
      reading: source.map { read($0, as: column, context) } ?? common.blank
    )
  }

  private func read(
    _ source: Source,
    as column: ColumnDefinition,
    _ context: Context
  ) -> CellReading {
    if case .empty = source.value {
      // A formula without a stored result is neither zero nor blank.
      return source.hasFormula ? common.uncomputed : common.blank
    }
    switch column.content {
    case .label, .text, .name:
      return CellGrid.text(of: source.value).map { CellReading(.text($0)) } ?? common.blank
    case .dateRange: return readDates(source)
    case .percent: return readPercent(source)
    case .mark where !context.countsMarks: return readMark(source)
    case .figureInText: return readFigureInText(source, preferredUnit: context.preferredUnit)
    case .attendance:
      let reading = readNumber(source)
      if case .unreadable = reading.value, case .string = source.value,
        meaning(of: source).contains(.yes)
      {
        return CellReading(.number(context.weight ?? .one))
      }
      return reading
    case .ordinal, .count, .amount, .mark: return readNumber(source)
    }
  }

  private func meaning(of source: Source) -> MarkMeaning {
    source.prepared?.mark(in: schema) ?? MarkMeaning(of: source.normalized, in: marks)
  }

  /// The position of a cell's number format among `formats`; nil where it is the general one.
  private func format(of source: Source) -> Int? {
    formats.indices.contains(source.format) ? source.format : nil
  }

  // MARK: Numbers

  private func readNumber(_ source: Source) -> CellReading {
    switch source.value {
    case .empty: return common.blank
    case .number(let double):
      guard let number = Rational(double) else { return common.unreadable }
      return CellReading(.number(number), decimals: decimals(of: source, .number))
    case .string(let text):
      if meaning(of: source).contains(.notApplicable) { return common.notApplicable }
      if source.normalized.isEmpty { return common.blank }
      if let prepared = source.prepared { return prepared.figure?.count ?? common.unreadable }
      return TypedFigure(text, normalized: source.normalized)?.count ?? common.unreadable
    case .date, .bool, .error: return common.unreadable
    }
  }

  /// The decimals that a cell's format prints, where it is one of a family.
  private func decimals(of source: Source, _ family: NumberFormatTraits.Family) -> Int? {
    guard let format = format(of: source), formats[format].family == family else { return nil }
    return formats[format].decimals
  }

  // MARK: Percentages

  private func readPercent(_ source: Source) -> CellReading {
    switch source.value {
    case .empty: return common.blank
    case .number(let double):
      guard let number = Rational(double) else { return common.unreadable }
      if let format = format(of: source) {
        if formats[format].family == .percent {
          return CellReading(.number(number), decimals: formats[format].decimals)
        }
        if formats[format].code.contains("%"), let ratio = number.divided(by: Rational(100)) {
          // A literal sign after the number, 0.00"%": the cell holds percentage points.
          return CellReading(.number(ratio), decimals: formats[format].decimals)
        }
      }
      return CellReading(
        .number(number),
        decimals: decimals(of: source, .number),
        isBarePercent: true
      )
    case .string(let text):
      if meaning(of: source).contains(.notApplicable) { return common.notApplicable }
      if source.normalized.isEmpty { return common.blank }
      if let prepared = source.prepared { return prepared.figure?.percent ?? common.unreadable }
      return TypedFigure(text, normalized: source.normalized)?.percent ?? common.unreadable
    case .date, .bool, .error: return common.unreadable
    }
  }

  // MARK: Marks, dates, figures in text

  private func readMark(_ source: Source) -> CellReading {
    switch source.value {
    case .empty: return common.blank
    case .bool(let flag): return flag ? common.yes : common.no
    case .number(let double):
      switch Rational(double) {
      case .one: return common.yes
      case .zero: return common.no
      default: return common.unreadable
      }
    case .string:
      let meaning = meaning(of: source)
      if meaning.contains(.yes) { return common.yes }
      if meaning.contains(.notApplicable) { return common.notApplicable }
      if meaning.contains(.no) { return common.no }
      return source.normalized.isEmpty ? common.blank : common.unreadable
    case .date, .error: return common.unreadable
    }
  }

  private func readDates(_ source: Source) -> CellReading {
    guard let text = CellGrid.text(of: source.value) else { return common.blank }
    if meaning(of: source).contains(.notApplicable) { return common.notApplicable }
    switch DateTexts.period(inNormalized: source.normalized) {
    case .period(let period): return CellReading(.dates(period))
    case .malformed: return common.unreadable
    case .none: return CellReading(.text(text))
    }
  }

  private func readFigureInText(_ source: Source, preferredUnit: String?) -> CellReading {
    guard case .string = source.value else { return readNumber(source) }
    let normalized = source.normalized
    if normalized.isEmpty { return common.blank }
    if meaning(of: source).contains(.notApplicable) { return common.notApplicable }
    let figures = FiguresInText.find(
      in: normalized,
      words: figureWords,
      preferredUnit: preferredUnit
    )
    guard figures.count == 1 else {
      return CellReading(.unclear(figures.map(\.value)), normalizations: [.figureInText])
    }
    return CellReading(
      .number(figures[0].value),
      decimals: figures[0].decimals,
      unit: figures[0].unit,
      normalizations: figures[0].isInChineseNumerals
        ? [.figureInText, .chineseNumeral] : [.figureInText]
    )
  }
}
