import HebiaoCore

/// Cuts a format code into sections and tokens, in one pass from left to right.
struct NumberFormatParser {
  private let bytes: [UInt8]
  private var position = 0
  private var section = NumberFormatSection()
  private var placesSeen = false
  private var dateSeen = false

  init(code: String) {
    bytes = Array(code.utf8)
  }

  /// The sections in order; at least one.
  mutating func parse() -> [NumberFormatSection] {
    var sections: [NumberFormatSection] = []
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: ";") {
        position += 1
        sections.append(finishSection())
      } else {
        readToken()
      }
    }
    // A code that is empty altogether is General; an empty last section prints nothing.
    if sections.isEmpty && section.tokens.isEmpty && section.condition == nil {
      section.tokens = [.general]
    }
    sections.append(finishSection())
    return sections
  }

  private mutating func finishSection() -> NumberFormatSection {
    var finished = section
    finished.resolve()
    finished.plainPlaces = PlainPlaces(finished)
    section = NumberFormatSection()
    placesSeen = false
    dateSeen = false
    return finished
  }

  private mutating func readToken() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\""): readQuoted()
    case UInt8(ascii: "\\"), UInt8(ascii: "!"): readEscaped()
    case UInt8(ascii: "_"):
      position += 1
      skipCharacter()
      append(literal: [32])
    case UInt8(ascii: "*"):
      position += 1
      skipCharacter()
    case UInt8(ascii: "["): readBracket()
    case UInt8(ascii: "0"): appendPlace(.zero)
    case UInt8(ascii: "#"): appendPlace(.optional)
    case UInt8(ascii: "?"): appendPlace(.space)
    case UInt8(ascii: "1")...UInt8(ascii: "9"): append(.digit(byte))
    case UInt8(ascii: "."): readPoint()
    case UInt8(ascii: ","): append(.comma)
    case UInt8(ascii: "%"): append(.percent)
    case UInt8(ascii: "/"): append(.slash)
    case UInt8(ascii: "@"): append(.text)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      readLetter(byte | 0x20)
    default:
      if matches("上午/下午") {
        position += 13
        append(field: .meridiem(.chinese))
      } else {
        let start = position
        skipCharacter()
        append(literal: Array(bytes[start..<position]))
      }
    }
  }

  private mutating func readQuoted() {
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { position += 1 }
    append(literal: Array(bytes[start..<position]))
    position += 1
  }

  private mutating func readEscaped() {
    let mark = bytes[position]
    position += 1
    let start = position
    skipCharacter()
    append(literal: start < position ? Array(bytes[start..<position]) : [mark])
  }

  private mutating func readPoint() {
    position += 1
    var zeros = 0
    if dateSeen {
      while zeros < 9, position + zeros < bytes.count, bytes[position + zeros] == 48 { zeros += 1 }
    }
    if zeros > 0 {
      position += zeros
      section.tokens.append(.date(.secondFraction(zeros)))
    } else {
      section.tokens.append(.decimalPoint)
    }
  }

  private mutating func readLetter(_ letter: UInt8) {
    if letter == UInt8(ascii: "g"), let length = generalLength() {
      position += length
      section.tokens.append(.general)
      return
    }
    if letter == UInt8(ascii: "e"), placesSeen, !dateSeen, position + 1 < bytes.count,
      bytes[position + 1] == UInt8(ascii: "+") || bytes[position + 1] == UInt8(ascii: "-")
    {
      section.tokens.append(
        .exponent(letter: bytes[position], showsPlus: bytes[position + 1] == UInt8(ascii: "+"))
      )
      position += 2
      return
    }
    if placesSeen && !dateSeen {
      // Excel refuses a date after places for digits; a unit written without quotes is meant.
      append(literal: [bytes[position]])
      position += 1
      return
    }
    if letter == UInt8(ascii: "a"), let (length, meridiem) = meridiemLength() {
      position += length
      append(field: .meridiem(meridiem))
      return
    }
    let start = position
    while position < bytes.count, bytes[position] | 0x20 == letter { position += 1 }
    let count = position - start
    switch letter {
    case UInt8(ascii: "y"): append(field: .year(count))
    case UInt8(ascii: "m"): append(field: .month(count))
    case UInt8(ascii: "d"): append(field: .day(count))
    case UInt8(ascii: "h"): append(field: .hour(count))
    case UInt8(ascii: "s"): append(field: .second(count))
    case UInt8(ascii: "e"): append(field: .eraYear(count))
    case UInt8(ascii: "g"): append(field: .era(count))
    case UInt8(ascii: "b"): append(field: .buddhistYear(count))
    case UInt8(ascii: "a") where count >= 3: append(field: .chineseWeekday(count))
    default: append(literal: Array(bytes[start..<position]))
    }
  }

  private mutating func append(_ token: NumberFormatToken) {
    position += 1
    section.tokens.append(token)
  }

  private mutating func appendPlace(_ place: NumberFormatToken.Place) {
    placesSeen = true
    append(.place(place))
  }

  private mutating func append(field: NumberFormatToken.DateField) {
    dateSeen = true
    section.tokens.append(.date(field))
  }

  private mutating func append(literal: [UInt8]) {
    if !literal.isEmpty { section.tokens.append(.literal(literal)) }
  }

  private mutating func skipCharacter() {
    guard position < bytes.count else { return }
    position += 1
    while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
  }

  /// Whether the code goes on with a text, letters of either case.
  private func matches(_ text: StaticString) -> Bool {
    matches(text.description)
  }

  private func matches(_ text: String) -> Bool {
    var index = position
    for byte in text.utf8 {
      guard index < bytes.count else { return false }
      let here = bytes[index]
      let isLetter = here | 0x20 >= 97 && here | 0x20 <= 122 && here < 128
      guard (isLetter ? here | 0x20 : here) == byte else { return false }
      index += 1
    }
    return true
  }

  private func generalLength() -> Int? {
    for name in ["general", "g/通用格式", "g/標準", "g/표준"] where matches(name) {
      return name.utf8.count
    }
    return nil
  }

  private func meridiemLength() -> (Int, NumberFormatToken.Meridiem)? {
    if matches("am/pm") { return (5, .full) }
    if matches("a/p") {
      return (3, .letters(morning: bytes[position], afternoon: bytes[position + 2]))
    }
    return nil
  }
}

extension NumberFormatParser {
  /// Reads a bracket: elapsed time, currency and language, condition, numerals or a colour.
  private mutating func readBracket() {
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "]")) else {
      // Without an end the bracket is a character like any other; so is each later one, which a
      // second search for the end must not make quadratic.
      append(literal: Array(bytes[position...]))
      position = bytes.count
      return
    }
    let content = bytes[(position + 1)..<end]
    position = end + 1
    guard let first = content.first else { return }
    switch first {
    case UInt8(ascii: "$"): readCurrency(content.dropFirst())
    case UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">"):
      section.condition = NumberFormatCondition(content) ?? section.condition
    default:
      let letter = first | 0x20
      if content.allSatisfy({ $0 | 0x20 == letter }) {
        switch letter {
        case UInt8(ascii: "h"): append(field: .elapsedHours(content.count))
        case UInt8(ascii: "m"): append(field: .elapsedMinutes(content.count))
        case UInt8(ascii: "s"): append(field: .elapsedSeconds(content.count))
        default: break
        }
      } else if content.count == 6, content.prefix(5).elementsEqual("dbnum".utf8, by: sameLetter),
        let last = content.last
      {
        section.numerals = ChineseNumerals(rawValue: Int(last) - 48)
      }
    }
  }

  private func sameLetter(_ left: UInt8, _ right: UInt8) -> Bool { left | 0x20 == right }

  private mutating func readCurrency(_ content: ArraySlice<UInt8>) {
    guard let dash = content.lastIndex(where: { $0 == UInt8(ascii: "-") }) else {
      append(literal: Array(content))
      return
    }
    // A language name such as zh-CN has a dash of its own: the symbol ends at the first one.
    let start = content.firstIndex(of: UInt8(ascii: "-")) ?? dash
    append(literal: Array(content[..<start]))
    let language = String(decoding: content[(start + 1)...], as: UTF8.self).lowercased()
    if language.hasPrefix("zh-") {
      section.language =
        language.hasPrefix("zh-tw") || language.hasPrefix("zh-hk")
        ? .traditionalChinese : .simplifiedChinese
    } else if language.hasPrefix("x-sysdate") {
      section.systemFormat = .longDate
    } else if language.hasPrefix("x-systime") {
      section.systemFormat = .longTime
    } else if language.hasPrefix("ja") {
      section.language = .japanese
    } else if let number = UInt64(language.prefix { $0 != "," }, radix: 16) {
      switch number & 0xFFFF {
      case 0x0804, 0x0004, 0x1004: section.language = .simplifiedChinese
      case 0x0404, 0x0C04, 0x1404: section.language = .traditionalChinese
      case 0x0411: section.language = .japanese
      case 0xF800: section.systemFormat = .longDate
      case 0xF400: section.systemFormat = .longTime
      default: section.language = .other
      }
    } else {
      section.language = .other
    }
  }
}

extension NumberFormatCondition {
  /// Reads the inside of a bracket such as `>=100`.
  init?(_ content: ArraySlice<UInt8>) {
    let marks = content.prefix { $0 >= 60 && $0 <= 62 }
    guard
      let limit = Double(
        String(decoding: content.dropFirst(marks.count), as: UTF8.self).filter { $0 != " " }
      )
    else { return nil }
    switch String(decoding: marks, as: UTF8.self) {
    case "<": self.init(comparison: .less, limit: limit)
    case "<=": self.init(comparison: .lessOrEqual, limit: limit)
    case "=": self.init(comparison: .equal, limit: limit)
    case "<>": self.init(comparison: .notEqual, limit: limit)
    case ">=": self.init(comparison: .greaterOrEqual, limit: limit)
    case ">": self.init(comparison: .greater, limit: limit)
    default: return nil
    }
  }
}
