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
  }

  /// What a cell holds.
  enum Content {
    /// A text that is prepared, and shows something.
    case text(PreparedText)
    case value(CellValue)

    /// Whether it shows something.
    var showsValue: Bool {
      switch self {
      case .text: true
      case .value(let value): CellGrid.showsValue(value)
      }
    }

    /// Whether it is a text.
    var isText: Bool {
      switch self {
      case .text, .value(.string): true
      case .value: false
      }
    }
  }

  /// What the file holds in a cell.
  struct Source {
    let content: Content
    /// Its number format, an index into `formats`.
    var format = 0
    var hasFormula = false

    /// The text without white space, in half-width forms.
    var normalized: String {
      switch content {
      case .text(let prepared): prepared.normalized
      case .value(let value): CellGrid.text(of: value).map(NormalizedText.header) ?? ""
      }
    }
  }

  /// How the content of a cell is read; of several figures in a text the one counts that has the unit
  /// of the figure that it is compared with.
  func read(
    _ source: Source,
    as content: ColumnDefinition.Content,
    context: Context,
    preferredUnit: String? = nil
  ) -> CellReading {
    if case .value(.empty) = source.content {
      // A formula without a stored result is neither zero nor blank.
      return source.hasFormula ? CellReading(.uncomputed) : CellReading(.blank)
    }
    switch content {
    case .label, .text, .name:
      return CellReading(source.content.showsValue ? .text : .blank)
    case .dateRange: return readDates(source)
    case .percent: return readPercent(source)
    case .mark where !context.countsMarks: return readMark(source)
    case .figureInText: return readFigureInText(source, preferredUnit: preferredUnit)
    case .attendance:
      let reading = readNumber(source)
      if reading.kind == .unreadable, source.content.isText, meaning(of: source).contains(.yes) {
        return CellReading(context.weight ?? .one)
      }
      return reading
    case .ordinal, .count, .amount, .mark: return readNumber(source)
    }
  }

  private func meaning(of source: Source) -> MarkMeaning {
    switch source.content {
    case .text(let prepared): prepared.mark(in: schema)
    case .value: MarkMeaning(of: source.normalized, in: marks)
    }
  }

  /// The position of a cell's number format among `formats`; nil where it is the general one.
  private func format(of source: Source) -> Int? {
    formats.indices.contains(source.format) ? source.format : nil
  }

  // MARK: Numbers

  private func readNumber(_ source: Source) -> CellReading {
    switch source.content {
    case .text(let prepared):
      if prepared.mark(in: schema).contains(.notApplicable) { return CellReading(.notApplicable) }
      return prepared.figure?.count ?? CellReading(.unreadable)
    case .value(.empty): return CellReading(.blank)
    case .value(.number(let double)):
      guard let number = Rational(double) else { return CellReading(.unreadable) }
      return CellReading(number, decimals: decimals(of: source, .number))
    case .value(.string(let text)): return readLongText(source, text, \.count)
    case .value: return CellReading(.unreadable)
    }
  }

  /// Reads a text that was too long to be prepared, or shows nothing.
  private func readLongText(
    _ source: Source,
    _ text: String,
    _ figure: KeyPath<TypedFigure, CellReading?>
  ) -> CellReading {
    let normalized = source.normalized
    if MarkMeaning(of: normalized, in: marks).contains(.notApplicable) {
      return CellReading(.notApplicable)
    }
    if normalized.isEmpty { return CellReading(.blank) }
    return TypedFigure(text, normalized: normalized)?[keyPath: figure] ?? CellReading(.unreadable)
  }

  /// The decimals that a cell's format prints, where it is one of a family.
  private func decimals(of source: Source, _ family: NumberFormatTraits.Family) -> Int? {
    guard let format = format(of: source), formats[format].family == family else { return nil }
    return formats[format].decimals
  }

  // MARK: Percentages

  private func readPercent(_ source: Source) -> CellReading {
    switch source.content {
    case .text(let prepared):
      if prepared.mark(in: schema).contains(.notApplicable) { return CellReading(.notApplicable) }
      return prepared.figure?.percent ?? CellReading(.unreadable)
    case .value(.empty): return CellReading(.blank)
    case .value(.number(let double)):
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
    case .value(.string(let text)): return readLongText(source, text, \.percent)
    case .value: return CellReading(.unreadable)
    }
  }

  // MARK: Marks, dates, figures in text

  private func readMark(_ source: Source) -> CellReading {
    switch source.content {
    case .value(.empty): return CellReading(.blank)
    case .value(.bool(let flag)): return CellReading(flag ? .marked : .unmarked)
    case .value(.number(let double)):
      switch Rational(double) {
      case .one: return CellReading(.marked)
      case .zero: return CellReading(.unmarked)
      default: return CellReading(.unreadable)
      }
    case .text, .value(.string):
      let meaning = meaning(of: source)
      if meaning.contains(.yes) { return CellReading(.marked) }
      if meaning.contains(.notApplicable) { return CellReading(.notApplicable) }
      if meaning.contains(.no) { return CellReading(.unmarked) }
      return source.normalized.isEmpty ? CellReading(.blank) : CellReading(.unreadable)
    case .value: return CellReading(.unreadable)
    }
  }

  private func readDates(_ source: Source) -> CellReading {
    guard source.content.showsValue else { return CellReading(.blank) }
    if meaning(of: source).contains(.notApplicable) { return CellReading(.notApplicable) }
    let period =
      switch source.content {
      case .text(let prepared): prepared.period
      case .value: DateTexts.period(inNormalized: source.normalized)
      }
    switch period {
    case .period(let period): return CellReading(period)
    case .malformed: return CellReading(.unreadable)
    case .none: return CellReading(.text)
    }
  }

  /// So many of the figures that may be meant are kept; more than a message names.
  private static let mostContending = 10

  private func readFigureInText(_ source: Source, preferredUnit: String?) -> CellReading {
    guard source.content.isText else { return readNumber(source) }
    let normalized = source.normalized
    if normalized.isEmpty { return CellReading(.blank) }
    if meaning(of: source).contains(.notApplicable) { return CellReading(.notApplicable) }
    let figures = FiguresInText.find(
      in: normalized,
      words: figureWords,
      preferredUnit: preferredUnit
    )
    guard figures.count == 1 else {
      return .unclear(figures.prefix(Self.mostContending).map(\.value))
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
