import HebiaoCore

extension [UInt8] {
  /// Appends a pace as a JSON object.
  ///
  /// Units: shares and completions are ratios, exact; `months` counts months by what they weigh.
  mutating func append(json pace: PaceReport, in language: Language) {
    append(text: "{\"agreement\":")
    if let time = pace.time {
      append(text: "{\"start\":\"\(time.agreement.start.isoText)\",\"end\":")
      append(json: time.agreement.end?.isoText)
      append(text: "},\"reportedUntil\":\"\(time.reportedUntil.isoText)\"")
      append(text: ",\"measure\":\"\(time.measure.rawValue)\",\"months\":")
      append(json: time.months)
      append(text: ",\"days\":")
      append(json: time.days)
    } else {
      append(text: "null,\"reportedUntil\":null,\"measure\":null,\"months\":null,\"days\":null")
    }
    append(text: ",\"indicators\":[")
    var isFirst = true
    for indicator in pace.indicators {
      appendSeparator(&isFirst)
      append(json: indicator)
    }
    append(text: "],\"missing\":[")
    isFirst = true
    for gap in pace.gaps {
      appendSeparator(&isFirst)
      append(text: "\n    {\"label\":")
      append(json: gap.label)
      append(text: ",\"sheet\":")
      append(json: gap.location?.sheet)
      append(text: ",\"cell\":")
      append(json: gap.location?.cell.description)
      append(text: ",\"reason\":")
      append(json: gap.reason[language])
      append(0x7D)
    }
    append(text: "]}")
  }

  private mutating func append(json share: AgreementTime.Share) {
    append(text: "{\"elapsed\":")
    append(json: share.elapsed)
    append(text: ",\"total\":")
    append(json: share.total)
    append(text: ",\"share\":")
    append(json: share.ratio)
    append(0x7D)
  }

  private mutating func append(json indicator: IndicatorPace) {
    append(text: "\n    {\"label\":")
    append(json: indicator.label)
    append(0x2C)
    append(jsonMembersOf: indicator.location)
    append(text: ",\"agreed\":")
    append(json: indicator.agreed)
    append(text: ",\"done\":")
    append(json: indicator.done)
    append(text: ",\"completion\":")
    append(json: indicator.completion)
    append(text: ",\"standing\":")
    append(json: indicator.standing?.rawValue)
    append(text: ",\"rest\":")
    append(json: indicator.rest)
    append(text: ",\"restPerMonth\":")
    append(json: indicator.restPerMonth)
    append(0x7D)
  }

  private mutating func append(json number: Rational?) {
    if let number { append(json: number) } else { append(text: "null") }
  }
}
