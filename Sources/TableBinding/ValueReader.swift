import HebiaoCore
import TableSchemas

/// Reads cells as what their column holds, and keeps the trace of what it normalised.
struct ValueReader {
  let marks: MarkVocabulary
  /// The position of the schema in the vocabulary.
  let schema: Int
  let figureWords: FiguresInText.Words
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

  /// How the content of a cell is read.
  func read(
    _ source: Source,
    as content: ColumnDefinition.Content,
    context: Context
  ) -> CellReading {
    if case .empty = source.value {
      // A formula without a stored result is neither zero nor blank.
      return source.hasFormula ? CellReading(.uncomputed) : CellReading(.blank)
    }
    switch content {
    case .label, .text, .name:
      return CellReading(CellGrid.showsValue(source.value) ? .text : .blank)
    case .dateRange: return readDates(source)
    case .percent: return readPercent(source)
    case .mark where !context.countsMarks: return readMark(source)
    case .figureInText: return readFigureInText(source, preferredUnit: context.preferredUnit)
    case .attendance:
      let reading = readNumber(source)
      if reading.kind == .unreadable, case .string = source.value,
        meaning(of: source).contains(.yes)
      {
        return CellReading(context.weight ?? .one)
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
    case .empty: return CellReading(.blank)
    case .number(let double):
      guard let number = Rational(double) else { return CellReading(.unreadable) }
      return CellReading(number, decimals: decimals(of: source, .number))
    case .string(let text):
      if meaning(of: source).contains(.notApplicable) { return CellReading(.notApplicable) }
      if source.normalized.isEmpty { return CellReading(.blank) }
      if let prepared = source.prepared {
        return prepared.figure?.count ?? CellReading(.unreadable)
      }
      return TypedFigure(text, normalized: source.normalized)?.count ?? CellReading(.unreadable)
    case .date, .bool, .error: return CellReading(.unreadable)
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
    case .empty: return CellReading(.blank)
    case .number(let double):
      guard let number = Rational(double) else { return CellReading(.unreadable) }
      if let format = format(of: source) {
        if formats[format].family == .percent {
          return CellReading(number, decimals: formats[format].decimals)
        }
        if formats[format].code.contains("%"), let ratio = number.divided(by: Rational(100)) {
          // A literal sign after the number, 0.00"%": the cell holds percentage points.
          return CellReading(ratio, decimals: formats[format].decimals)
        }
      }
      return CellReading(
        number,
        decimals: decimals(of: source, .number),
        isBarePercent: true
      )
    case .string(let text):
      if meaning(of: source).contains(.notApplicable) { return CellReading(.notApplicable) }
      if source.normalized.isEmpty { return CellReading(.blank) }
      if let prepared = source.prepared {
        return prepared.figure?.percent ?? CellReading(.unreadable)
      }
      return TypedFigure(text, normalized: source.normalized)?.percent ?? CellReading(.unreadable)
    case .date, .bool, .error: return CellReading(.unreadable)
    }
  }

  // MARK: Marks, dates, figures in text

  private func readMark(_ source: Source) -> CellReading {
    switch source.value {
    case .empty: return CellReading(.blank)
    case .bool(let flag): return flag ? CellReading(.marked) : CellReading(.unmarked)
    case .number(let double):
      switch Rational(double) {
      case .one: return CellReading(.marked)
      case .zero: return CellReading(.unmarked)
      default: return CellReading(.unreadable)
      }
    case .string:
      let meaning = meaning(of: source)
      if meaning.contains(.yes) { return CellReading(.marked) }
      if meaning.contains(.notApplicable) { return CellReading(.notApplicable) }
      if meaning.contains(.no) { return CellReading(.unmarked) }
      return source.normalized.isEmpty ? CellReading(.blank) : CellReading(.unreadable)
    case .date, .error: return CellReading(.unreadable)
    }
  }

  private func readDates(_ source: Source) -> CellReading {
    guard CellGrid.showsValue(source.value) else { return CellReading(.blank) }
    if meaning(of: source).contains(.notApplicable) { return CellReading(.notApplicable) }
    switch DateTexts.period(inNormalized: source.normalized) {
    case .period(let period): return CellReading(period)
    case .malformed: return CellReading(.unreadable)
    case .none: return CellReading(.text)
    }
  }

  private func readFigureInText(_ source: Source, preferredUnit: String?) -> CellReading {
    guard case .string = source.value else { return readNumber(source) }
    let normalized = source.normalized
    if normalized.isEmpty { return CellReading(.blank) }
    if meaning(of: source).contains(.notApplicable) { return CellReading(.notApplicable) }
    let figures = FiguresInText.find(
      in: normalized,
      words: figureWords,
      preferredUnit: preferredUnit
    )
    guard figures.count == 1 else {
      return .unclear(figures.map(\.value))
    }
    return CellReading(
      figures[0].value,
      decimals: figures[0].decimals,
      unit: figures[0].unit,
      normalizations: figures[0].isInChineseNumerals
        ? [.figureInText, .chineseNumeral] : [.figureInText]
    )
  }
}
