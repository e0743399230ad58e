import HebiaoCore
import TableSchemas

/// Reads cells as what their column holds, and keeps the trace of what it normalised.
struct ValueReader {
  let marks: MarkVocabulary
  /// The position of the schema in the vocabulary.
  let schema: Int
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
      reading: source.map { read($0, as: column, context) } ?? CellReading()
    )
  }

  private func read(
    _ source: Source,
    as column: ColumnDefinition,
    _ context: Context
  ) -> CellReading {
    var reading = CellReading()
    if case .empty = source.value {
      // A formula without a stored result is neither zero nor blank.
      if source.hasFormula { reading.value = .uncomputed }
      return reading
    }
    switch column.content {
    case .label, .text, .name:
      reading.value = CellGrid.text(of: source.value).map { .text($0) } ?? .blank
    case .dateRange: readDates(source, into: &reading)
    case .percent: readPercent(source, into: &reading)
    case .mark where !context.countsMarks: readMark(source, into: &reading)
    case .figureInText:
      readFigureInText(source, preferredUnit: context.preferredUnit, into: &reading)
    case .attendance:
      readNumber(source, into: &reading)
      if case .unreadable = reading.value, case .string = source.value,
        meaning(of: source).contains(.yes)
      {
        reading.value = .number(context.weight ?? .one)
      }
    case .ordinal, .count, .amount, .mark: readNumber(source, into: &reading)
    }
    return reading
  }

  private func meaning(of source: Source) -> MarkMeaning {
    source.prepared?.mark(in: schema) ?? MarkMeaning(of: source.normalized, in: marks)
  }

  private func traits(of source: Source) -> NumberFormatTraits {
    formats.indices.contains(source.format) ? formats[source.format] : .general
  }

  // MARK: Numbers

  private func readNumber(_ source: Source, into reading: inout CellReading) {
    switch source.value {
    case .empty: reading.value = .blank
    case .number(let double):
      let traits = traits(of: source)
      guard let number = Rational(double) else {
        reading.value = .unreadable
        return
      }
      reading.value = .number(number)
      reading.decimals = traits.family == .number ? traits.decimals : nil
    case .string(let text): readNumber(text: text, source, into: &reading)
    case .date, .bool, .error: reading.value = .unreadable
    }
  }

  private func readNumber(text: String, _ source: Source, into reading: inout CellReading) {
    if meaning(of: source).contains(.notApplicable) {
      reading.value = .notApplicable
    } else {
      reading = figure(text, source).count
    }
  }

  private func figure(_ text: String, _ source: Source) -> TypedFigure {
    source.prepared?.figure ?? TypedFigure(text, normalized: source.normalized)
  }

  // MARK: Percentages

  private func readPercent(_ source: Source, into reading: inout CellReading) {
    switch source.value {
    case .empty: reading.value = .blank
    case .number(let double):
      guard let number = Rational(double) else {
        reading.value = .unreadable
        return
      }
      let traits = traits(of: source)
      if traits.family == .percent {
        reading.value = .number(number)
        reading.decimals = traits.decimals
      } else if traits.code.contains("%"), let ratio = number.divided(by: Rational(100)) {
        // A literal sign after the number, 0.00"%": the cell holds percentage points.
        reading.value = .number(ratio)
        reading.decimals = traits.decimals
      } else {
        reading.value = .number(number)
        reading.decimals = traits.family == .number ? traits.decimals : nil
        reading.isBarePercent = true
      }
    case .string(let text): readPercent(text: text, source, into: &reading)
    case .date, .bool, .error: reading.value = .unreadable
    }
  }

  private func readPercent(text: String, _ source: Source, into reading: inout CellReading) {
    if meaning(of: source).contains(.notApplicable) {
      reading.value = .notApplicable
    } else {
      reading = figure(text, source).percent
    }
  }

  // MARK: Marks, dates, figures in text

  private func readMark(_ source: Source, into reading: inout CellReading) {
    switch source.value {
    case .empty: reading.value = .blank
    case .bool(let flag): reading.value = .mark(flag)
    case .number(let double):
      switch Rational(double) {
      case .one: reading.value = .mark(true)
      case .zero: reading.value = .mark(false)
      default: reading.value = .unreadable
      }
    case .string:
      let meaning = meaning(of: source)
      if meaning.contains(.yes) {
        reading.value = .mark(true)
      } else if meaning.contains(.notApplicable) {
        reading.value = .notApplicable
      } else if meaning.contains(.no) {
        reading.value = .mark(false)
      } else {
        reading.value = source.normalized.isEmpty ? .blank : .unreadable
      }
    case .date, .error: reading.value = .unreadable
    }
  }

  private func readDates(_ source: Source, into reading: inout CellReading) {
    guard let text = CellGrid.text(of: source.value) else { return }
    if meaning(of: source).contains(.notApplicable) {
      reading.value = .notApplicable
      return
    }
    switch DateTexts.period(in: text) {
    case .period(let period): reading.value = .dates(period)
    case .malformed: reading.value = .unreadable
    case .none: reading.value = .text(text)
    }
  }

  private func readFigureInText(
    _ source: Source,
    preferredUnit: String?,
    into reading: inout CellReading
  ) {
    guard case .string = source.value else {
      readNumber(source, into: &reading)
      return
    }
    let normalized = source.normalized
    if normalized.isEmpty { return }
    if meaning(of: source).contains(.notApplicable) {
      reading.value = .notApplicable
      return
    }
    let figures = FiguresInText.find(
      in: normalized,
      units: units,
      namingWords: namingWords,
      preferredUnit: preferredUnit
    )
    reading.normalizations = [.figureInText]
    if figures.count == 1 {
      reading.value = .number(figures[0].value)
      reading.decimals = figures[0].decimals
      reading.unit = figures[0].unit
      if figures[0].isInChineseNumerals { reading.normalizations.append(.chineseNumeral) }
    } else {
      reading.value = .unclear(figures.map(\.value))
    }
  }
}
