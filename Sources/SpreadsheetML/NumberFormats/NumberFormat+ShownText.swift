package import HebiaoCore

extension NumberFormat {
  /// The text that Excel shows for a value in a column wide enough for it.
  ///
  /// Negative dates, which Excel cannot show, are a row of hash marks as in Excel.
  package func shownText(of value: CellValue, system: SerialDate.System) -> String {
    var output: [UInt8] = []
    switch value {
    case .string(let text) where textSection == nil: return text
    case .error(let text): return text
    case .empty: return ""
    case .bool(let truth): return truth ? "TRUE" : "FALSE"
    case .number, .date, .string:
      output.reserveCapacity(32)
      appendShownText(of: value, system: system, to: &output)
      return String(decoding: output, as: UTF8.self)
    }
  }

  /// Appends the text that Excel shows for a value, in UTF-8.
  package func appendShownText(
    of value: CellValue,
    system: SerialDate.System,
    to output: inout [UInt8]
  ) {
    switch value {
    case .empty: break
    case .number(let number): append(number: number, system: system, to: &output)
    case .date(let date): append(number: date.serial, system: date.system, to: &output)
    case .bool(let truth): output.append(contentsOf: (truth ? "TRUE" : "FALSE").utf8)
    case .error(let text): output.append(contentsOf: text.utf8)
    case .string(let text): append(text: text, to: &output)
    }
  }

  private func append(text: String, to output: inout [UInt8]) {
    guard let textSection else {
      output.append(contentsOf: text.utf8)
      return
    }
    for token in textSection.tokens {
      switch token {
      case .literal(let literal): output.append(contentsOf: literal)
      case .text, .general: output.append(contentsOf: text.utf8)
      default: break
      }
    }
  }

  private func append(number: Double, system: SerialDate.System, to output: inout [UInt8]) {
    guard number.isFinite else {
      output.append(contentsOf: "#NUM!".utf8)
      return
    }
    if isPlainGeneral {
      GeneralNumber.append(number, to: &output)
      return
    }
    guard let choice = section(for: number) else {
      output.append(contentsOf: Self.unshowable)
      return
    }
    let section = choice.section
    let isNegative = number < 0 && !choice.hidesSign
    if section.kind == .date {
      section.append(
        serial: choice.hidesSign ? number.magnitude : number,
        system: system,
        to: &output
      )
      return
    }
    if isNegative { output.append(UInt8(ascii: "-")) }
    switch section.kind {
    case .number: section.append(number: number.magnitude, to: &output)
    case .scientific: section.append(scientific: number.magnitude, to: &output)
    case .fraction: section.append(fraction: number.magnitude, to: &output)
    case .general, .text, .literal, .date: section.append(general: number.magnitude, to: &output)
    }
  }

  /// What Excel shows when no section takes a value, or the value is no date.
  static let unshowable = Array("########".utf8)

  /// The section that shows a number, and whether it stands for the sign by itself.
  private func section(
    for number: Double
  ) -> (section: NumberFormatSection, hidesSign: Bool)? {
    let sections = numberSections
    guard let first = sections.first else { return nil }
    if let condition = first.condition {
      if condition.holds(for: number) { return (first, sections.count > 1) }
    } else if sections.count == 1 {
      return (first, false)
    } else if sections[1].condition == nil {
      if number > 0 || number == 0 && sections.count == 2 { return (first, false) }
      return number < 0 ? (sections[1], true) : (sections[2], false)
    } else if number > 0 {
      return (first, false)
    }
    guard sections.count > 1 else { return nil }
    let second = sections[1]
    if let condition = second.condition {
      if condition.holds(for: number) { return (second, true) }
      return sections.count > 2
        ? (sections[2], false) : first.condition == nil ? (first, false) : nil
    }
    if sections.count == 2 || number < 0 { return (second, true) }
    return (sections[2], false)
  }
}
