import HebiaoCore

/// What a text is where a formula wants a number.
enum NumberInText: Hashable {
  /// A number, a percentage, a date or a time that is written the same everywhere.
  case number(Double)
  /// No number anywhere.
  case none
  /// A number under the settings of some computers: `1/2/2024`, `¥12`.
  case ambiguous

  /// Reads a text as Excel does where it is multiplied or added.
  init(_ text: String, _ system: SerialDate.System) {
    var bytes = Array(text.utf8)
    guard bytes.count <= 64 else {
      self = .none
      return
    }
    while bytes.last == 0x20 { bytes.removeLast() }
    while bytes.first == 0x20 { bytes.removeFirst() }
    if let number = Self.plain(bytes) ?? Self.date(bytes, system) {
      self = .number(number)
    } else {
      self = Self.looksLikeNumber(bytes) ? .ambiguous : .none
    }
  }

  /// `-1,234.5`, `12%`, `1.5E3`.
  private static func plain(_ bytes: [UInt8]) -> Double? {
    var digits: [UInt8] = []
    var index = 0
    var hasDigit = false
    func peek() -> UInt8 { index < bytes.count ? bytes[index] : 0 }
    if [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(peek()) {
      digits.append(peek())
      index += 1
    }
    var group = 0
    var hasGroups = false
    while true {
      let byte = peek()
      if byte &- 0x30 < 10 {
        digits.append(byte)
        hasDigit = true
        group += 1
      } else if byte == UInt8(ascii: ","), hasDigit, hasGroups ? group == 3 : group <= 3 {
        hasGroups = true
        group = 0
      } else {
        break
      }
      index += 1
    }
    if hasGroups, group != 3 { return nil }
    if peek() == UInt8(ascii: ".") {
      digits.append(peek())
      index += 1
      while peek() &- 0x30 < 10 {
        digits.append(peek())
        hasDigit = true
        index += 1
      }
    }
    guard hasDigit else { return nil }
    if peek() | 0x20 == UInt8(ascii: "e"), index + 1 < bytes.count {
      digits += bytes[index...].prefix { $0 != UInt8(ascii: "%") && $0 != 0x20 }
      index = min(bytes.count, index + bytes[index...].prefix { $0 != 0x25 && $0 != 0x20 }.count)
    }
    while peek() == 0x20 { index += 1 }
    let isPercent = peek() == UInt8(ascii: "%")
    if isPercent { index += 1 }
    guard index == bytes.count, let number = DecimalNumber.double(digits), number.isFinite else {
      return nil
    }
    return isPercent ? number / 100 : number
  }

  /// `2024-04-30`, `2024/4/30 8:30`, `2024年4月30日`, `8:30:15`.
  private static func date(_ bytes: [UInt8], _ system: SerialDate.System) -> Double? {
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 1 || parts.count == 2 else { return nil }
    if parts.count == 1, let time = time(parts[0]) { return time }
    guard let day = day(parts[0], system) else { return nil }
    if parts.count == 1 { return day }
    guard let time = time(parts[1]), time < 1 else { return nil }
    return day + time
  }

  private static func day(_ text: Substring, _ system: SerialDate.System) -> Double? {
    var fields: [Int] = []
    var marks: [Character] = []
    var current = ""
    for character in text {
      if character.isASCII, character.isNumber {
        current.append(character)
        guard current.count <= 4 else { return nil }
      } else {
        guard let number = Int(current), "-/年月日".contains(character) else { return nil }
        fields.append(number)
        marks.append(character)
        current = ""
      }
    }
    if let number = Int(current) { fields.append(number) }
    let isMarked = [["-", "-"], ["/", "/"], ["年", "月", "日"]].contains(marks)
    guard isMarked, fields.count == 3, (1900...9999).contains(fields[0]),
      current.isEmpty == (marks.count == 3)
    else { return nil }
    return SerialCalendar(system).serial(existing: fields[0], fields[1], fields[2])
  }

  private static func time(_ text: Substring) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 else { return nil }
    var days = 0.0
    for (part, unit) in zip(parts, [24.0, 1440.0, 86_400.0]) {
      guard !part.isEmpty, part.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int(part),
        unit == 24 ? number < 10_000 : number < 60
      else { return nil }
      days += Double(number) / unit
    }
    return days
  }

  /// Whether Excel may read a number where the settings of a computer say so.
  private static func looksLikeNumber(_ bytes: [UInt8]) -> Bool {
    guard bytes.contains(where: { $0 &- 0x30 < 10 }) || bytes.contains(where: { $0 >= 0x80 })
    else { return false }
    let text = NormalizedText.halfWidth(String(decoding: bytes, as: UTF8.self)).lowercased()
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "am",
      "pm",
    ]
    var rest = text
    for month in months {
      if let range = rest.firstRange(of: month) { rest.removeSubrange(range) }
    }
    guard rest.contains(where: { $0.isASCII && $0.isNumber }) else { return false }
    return rest.allSatisfy { $0.isASCII && $0.isNumber || " /-.:,()+%$¥€£￥年月日时分秒".contains($0) }
  }
}
