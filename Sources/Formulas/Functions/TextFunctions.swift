import HebiaoCore

/// Functions of texts.
///
/// Units: positions count UTF-16 units from 1, as Excel counts characters.
enum TextFunctions {
  private static let many = 1...FormulaFunction.manyArguments

  static let all: [FormulaFunction] = [
    .values("TEXT", 2...2, formatted),
    .values("VALUE", 1...1) { call throws(FormulaStop) in
      let value = try call.value(0)
      if case .bool = value { throw .error(.value) }
      return .number(try call.reader.number(value))
    },
    .operands("T", 1...1) { call throws(FormulaStop) in
      switch try call.firstValue(0) {
      case .text(let text): return .text(text)
      case .error(let error): throw .error(error)
      default: return .text("")
      }
    },
    .values("LEFT", 1...2) { call throws(FormulaStop) in
      let text = Array(try call.text(0).utf16)
      let count = try call.whole(1, else: 1)
      guard count >= 0 else { throw .error(.value) }
      return string(text.prefix(count))
    },
    .values("RIGHT", 1...2) { call throws(FormulaStop) in
      let text = Array(try call.text(0).utf16)
      let count = try call.whole(1, else: 1)
      guard count >= 0 else { throw .error(.value) }
      return string(text.suffix(count))
    },
    .values("MID", 3...3) { call throws(FormulaStop) in
      let text = Array(try call.text(0).utf16)
      let start = try call.whole(1)
      let count = try call.whole(2)
      guard start >= 1, count >= 0 else { throw .error(.value) }
      return string(text.dropFirst(start - 1).prefix(count))
    },
    .values("LEN", 1...1) { call throws(FormulaStop) in
      .number(Double(try call.text(0).utf16.count))
    },
    .values("TRIM", 1...1) { call throws(FormulaStop) in
      let words = try call.text(0).utf8.split(separator: UInt8(ascii: " "))
      return .text(words.map { String(Substring($0)) }.joined(separator: " "))
    },
    .values("UPPER", 1...1) { call throws(FormulaStop) in .text(try call.letters(0).uppercased()) },
    .values("LOWER", 1...1) { call throws(FormulaStop) in .text(try call.letters(0).lowercased()) },
    .values("EXACT", 2...2) { call throws(FormulaStop) in
      .bool(try call.text(0) == call.text(1))
    },
    .values("REPT", 2...2) { call throws(FormulaStop) in
      let text = try call.text(0)
      let count = try call.whole(1)
      guard count >= 0 else { throw .error(.value) }
      guard text.utf16.count.multipliedReportingOverflow(by: count).partialValue <= 32_767,
        count <= 32_767 || text.isEmpty
      else { throw .error(.value) }
      try call.cells.spend(count / 32)
      return text.isEmpty ? .text("") : try call.bounded(String(repeating: text, count: count))
    },
    .values("CONCATENATE", many) { call throws(FormulaStop) in
      var text = ""
      for position in 0..<call.count { text += try call.text(position) }
      return try call.bounded(text)
    },
    .operands("CONCAT", many) { call throws(FormulaStop) in
      try join(call, from: 0, separator: "", skipsEmpty: false)
    },
    .lifting("TEXTJOIN", 3...255, [0, 1]) { call throws(FormulaStop) in
      let skips = try call.truth(1)
      return try join(call, from: 2, separator: try call.text(0), skipsEmpty: skips)
    },
    .values("SUBSTITUTE", 3...4, substitute),
    .values("REPLACE", 4...4) { call throws(FormulaStop) in
      let text = Array(try call.text(0).utf16)
      let start = try call.whole(1)
      let count = try call.whole(2)
      guard start >= 1, count >= 0 else { throw .error(.value) }
      let new = Array(try call.text(3).utf16)
      let head = text.prefix(start - 1)
      return try call.bounded(
        String(decoding: head + new + text.dropFirst(start - 1).dropFirst(count), as: UTF16.self)
      )
    },
    .values("FIND", 2...3) { call throws(FormulaStop) in
      let wanted = Array(try call.text(0).utf16)
      let text = Array(try call.text(1).utf16)
      let start = try call.whole(2, else: 1)
      guard start >= 1, start <= text.count + 1 else { throw .error(.value) }
      if wanted.isEmpty { return .number(Double(start)) }
      try call.cells.spend(text.count * wanted.count / 1024 + text.count / 8)
      let last = text.count - wanted.count
      let places = (start - 1)..<max(start - 1, last + 1)
      guard let place = places.first(where: { text[$0...].starts(with: wanted) }) else {
        throw .error(.value)
      }
      return .number(Double(place + 1))
    },
    .values("SEARCH", 2...3) { call throws(FormulaStop) in
      let wanted = WildcardPattern(try call.text(0))
      let text = Array(try call.letters(1).lowercased())
      let start = try call.whole(2, else: 1)
      guard start >= 1, start <= text.count + 1 else { throw .error(.value) }
      guard let place = try wanted.firstMatch(in: text, from: start - 1, call.cells) else {
        throw .error(.value)
      }
      return .number(Double(String(text[..<place]).utf16.count + 1))
    },
    .values("CHAR", 1...1) { call throws(FormulaStop) in
      let code = try call.whole(0)
      guard (1...255).contains(code) else { throw .error(.value) }
      guard code < 128 else {
        throw call.refusal(zh: "128 以上的字符取决于区域设置", en: "codes from 128 depend on the locale")
      }
      return .text(String(UnicodeScalar(UInt8(code))))
    },
    .values("CODE", 1...1) { call throws(FormulaStop) in
      guard let first = try call.text(0).unicodeScalars.first else { throw .error(.value) }
      guard first.isASCII else {
        throw call.refusal(zh: "非英文字符的编码取决于区域设置", en: "codes from 128 depend on the locale")
      }
      return .number(Double(first.value))
    },
    .values("UNICHAR", 1...1) { call throws(FormulaStop) in
      let code = try call.whole(0)
      guard code > 0, code < 0x11_0000, let scalar = UnicodeScalar(UInt32(code)) else {
        throw .error(.value)
      }
      return .text(String(Character(scalar)))
    },
    .values("CLEAN", 1...1) { call throws(FormulaStop) in
      .text(
        String(String.UnicodeScalarView(try call.text(0).unicodeScalars.filter { $0.value >= 32 }))
      )
    },
  ]

  private static func string(_ units: some Collection<UInt16>) -> FormulaValue {
    .text(String(decoding: Array(units), as: UTF16.self))
  }

  /// What a cell shows for a number that its format cannot show.
  private static let unshown = "########"

  /// A value under a number format.
  @Sendable
  private static func formatted(_ call: FunctionCall) throws(FormulaStop) -> FormulaValue {
    let code = try call.text(1)
    try call.cells.spend(code.utf8.count)
    let value: FormulaValue
    switch try call.value(0) {
    case .text(let text):
      // A text that is a number is formatted as one.
      switch NumberInText(text, call.reader.settings.dateSystem) {
      case .number(let number): value = .number(number)
      case .none: value = .text(text)
      case .ambiguous: value = .number(try call.reader.number(.text(text)))
      }
    case .error(let error): throw .error(error)
    case .blank: value = .number(0)
    // A truth value is shown by the part of a format that is for texts.
    case .bool(let truth): value = .text(truth ? "TRUE" : "FALSE")
    case let other: value = other
    }
    if code.isEmpty { return .text("") }
    let shown = call.reader.settings.format(value.cellValue, code)
    // What a cell fills with `#`, a date before all dates, is no text.
    if case .number = value, shown == Self.unshown { throw .error(.value) }
    return try call.bounded(shown)
  }

  private static func join(
    _ call: FunctionCall,
    from position: Int,
    separator: String,
    skipsEmpty: Bool
  ) throws(FormulaStop) -> FormulaValue {
    var parts: [String] = []
    var length = 0
    for index in position..<call.count {
      var values: [FormulaValue]
      if case .area(let area) = call.arguments[index], skipsEmpty || separator.isEmpty {
        values = try call.cells.values(in: area.range, ofSheet: area.sheet).map(\.value)
      } else {
        values = try call.array(index).values
      }
      for value in values {
        let text = try call.reader.text(value)
        if skipsEmpty, text.isEmpty { continue }
        length += text.utf8.count + separator.utf8.count
        guard length < 200_000 else { throw .error(.value) }
        parts.append(text)
      }
    }
    return try call.bounded(parts.joined(separator: separator))
  }

  @Sendable
  private static func substitute(_ call: FunctionCall) throws(FormulaStop) -> FormulaValue {
    let text = Array(try call.text(0).utf8)
    let old = Array(try call.text(1).utf8)
    let new = Array(try call.text(2).utf8)
    let only = call.isGiven(3) ? try call.whole(3) : nil
    if let only, only < 1 { throw .error(.value) }
    guard let first = old.first else { return .text(String(decoding: text, as: UTF8.self)) }
    try call.cells.spend(text.count * old.count / 1024 + text.count / 16)
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var met = 0
    var index = 0
    while index < text.count {
      guard text[index] == first, text[index...].starts(with: old) else {
        result.append(text[index])
        index += 1
        continue
      }
      met += 1
      let isReplaced = only == nil || only == met
      result += isReplaced ? new : old
      guard result.count <= longestSubstitute else { throw .error(.value) }
      index += old.count
    }
    return try call.bounded(String(decoding: result, as: UTF8.self))
  }

  /// Bytes that a text with replacements may reach; no cell holds as many.
  private static let longestSubstitute = 200_000
}
