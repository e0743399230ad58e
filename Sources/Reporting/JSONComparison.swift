import HebiaoCore

extension [UInt8] {
  /// Appends the comparison with an earlier file as a JSON object.
  mutating func append(json comparison: MonthComparison, in language: Language) {
    append(text: "{\"old\":")
    append(json: comparison.earlierPath)
    append(text: ",\"oldPeriod\":")
    append(json: comparison.earlierPeriod)
    append(text: ",\"period\":")
    append(json: comparison.period)
    append(text: ",\"increments\":[")
    var isFirst = true
    for increment in comparison.increments {
      appendSeparator(&isFirst)
      append(json: increment)
    }
    append(text: "],\"unmatched\":[")
    isFirst = true
    for text in comparison.unmatched {
      appendSeparator(&isFirst)
      append(json: text[language])
    }
    append(text: "]}")
  }

  private mutating func append(json period: DatePeriod?) {
    guard let period else { return append(text: "null") }
    append(text: "{\"start\":\"\(period.start.isoText)\",\"end\":")
    append(json: period.end?.isoText)
    append(0x7D)
  }

  private mutating func append(json increment: IndicatorIncrement) {
    append(text: "\n    {\"label\":")
    append(json: increment.label)
    append(text: ",\"sheet\":")
    append(json: increment.location.sheet)
    append(text: ",\"cell\":\"\(increment.location.cell)\",\"oldSheet\":")
    append(json: increment.earlierLocation.sheet)
    append(text: ",\"oldCell\":\"\(increment.earlierLocation.cell)\",\"old\":")
    append(json: increment.before)
    append(text: ",\"new\":")
    append(json: increment.now)
    append(text: ",\"increment\":")
    append(json: increment.increment)
    append(text: ",\"standsOut\":\(increment.standsOut)}")
  }
}
