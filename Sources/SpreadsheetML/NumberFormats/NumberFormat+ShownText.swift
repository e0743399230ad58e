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

  /// Whether a text is shown as it is.
  var showsTextsAsTheyAre: Bool {
    guard let textSection else { return true }
    return textSection.tokens == [.text]
  }

  /// Whether all that is shown of a number are its digits, because it is whole and fits.
  func showsAllDigits(of number: Double) -> Bool {
    isPlainGeneral && number.magnitude < 1e11 && number.magnitude.wholePart == number.magnitude
  }

  /// Appends the text that Excel shows for a value, in UTF-8.
  package func appendShownText(
    of value: CellValue,
    system: SerialDate.System,
    to output: inout [UInt8]
  ) {
    switch value {
    case .empty: break
    case .number(let number): append(number: number, nil, system: system, to: &output)
    case .date(let date): append(number: date.serial, nil, system: date.system, to: &output)
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
    let start = output.count
    for token in textSection.tokens {
      switch token {
      case .literal(let literal): output.append(contentsOf: literal)
      case .text, .general:
        // Excel shows no more than this of a cell; a format may ask for a text thousands of times.
        if output.count - start > Self.longestRepetition { return }
        output.append(contentsOf: text.utf8)
      default: break
      }
    }
  }

  /// Appends the text that Excel shows for a number of which the digits may be known.
  func append(
    number: Double,
    _ digits: DecimalDigits?,
    system: SerialDate.System,
    to output: inout [UInt8]
  ) {
    guard number.isFinite else {
      output.append(contentsOf: "#NUM!".utf8)
      return
    }
    if isPlainGeneral {
      GeneralNumber.append(number, digits, to: &output)
      return
    }
    let section: NumberFormatSection
    let hidesSign: Bool
    switch choice(for: number) {
    case .section(let index, let hides):
      section = numberSections[index]
      hidesSign = hides
    case .general:
      GeneralNumber.append(number, digits, to: &output)
      return
    case .unshowable:
      output.append(contentsOf: Self.unshowable)
      return
    }
    if section.kind == .date {
      section.append(
        serial: hidesSign ? number.magnitude : number,
        system: system,
        to: &output
      )
      return
    }
    if number < 0 && !hidesSign { output.append(UInt8(ascii: "-")) }
    switch section.kind {
    case .number: section.append(digits: digits ?? DecimalDigits(number), to: &output)
    case .scientific: section.append(scientific: number.magnitude, to: &output)
    case .fraction: section.append(fraction: number.magnitude, to: &output)
    case .general, .text, .literal, .date: section.append(general: number.magnitude, to: &output)
    }
  }

  /// Bytes after which a text is not repeated: the longest text that Excel keeps in a cell.
  private static let longestRepetition = 32_767

  /// What Excel shows when no section takes a value, or the value is no date.
  static let unshowable = Array("########".utf8)
}
