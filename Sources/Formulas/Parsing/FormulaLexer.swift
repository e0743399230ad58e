import HebiaoCore

/// Cuts a formula into tokens.
///
/// ```
/// SUM('附件 1'!$B$2:B9, 0.5)*10%   function SUM( · area · , · 0.5 · ) · * · 10 · %
/// ```
/// Source: ECMA-376 part 1, 18.17.2 (syntax).
struct FormulaLexer {
  let bytes: [UInt8]
  var index = 0
  private(set) var tokens: [FormulaToken] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// All tokens of the formula.
  mutating func tokenize() throws(FormulaStop) -> [FormulaToken] {
    tokens.reserveCapacity(bytes.count / 3 + 4)
    while true {
      let hadSpace = skipSpaces()
      guard index < bytes.count else { return tokens }
      if hadSpace, endsOperand, startsReference {
        tokens.append(.operation(.intersection))
      }
      try append(bytes[index])
    }
  }

  private mutating func append(_ byte: UInt8) throws(FormulaStop) {
    switch byte {
    case UInt8(ascii: "\""): tokens.append(.text(try quoted(byte)))
    case UInt8(ascii: "'"):
      let sheet = try quoted(byte)
      guard peek() == UInt8(ascii: "!") else {
        throw unreadable("'\(FormulaRefusal.shown(sheet))'")
      }
      index += 1
      try Self.checkSheet(sheet)
      try appendReference(sheet: sheet)
    case UInt8(ascii: "#"): tokens.append(.error(try errorValue()))
    case UInt8(ascii: "{"): tokens.append(.array(try arrayConstant()))
    case UInt8(ascii: "["): throw Self.tableOrWorkbook
    case UInt8(ascii: "@"):
      throw .refused(
        FormulaRefusal(.uncovered, zh: "不支持隐式交集 @", en: "the implicit intersection @")
      )
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
      if let rows = rowRange() {
        tokens.append(.area(rows))
      } else if let number = number() {
        tokens.append(.number(number))
      } else {
        throw unreadable(".")
      }
    case _ where Self.isWord(byte): try appendWord()
    default: try appendSign(byte)
    }
  }

  private mutating func appendSign(_ byte: UInt8) throws(FormulaStop) {
    index += 1
    switch byte {
    case UInt8(ascii: "("): tokens.append(.openParenthesis)
    case UInt8(ascii: ")"): tokens.append(.closeParenthesis)
    case UInt8(ascii: ","): tokens.append(.comma)
    case UInt8(ascii: "%"): tokens.append(.percent)
    case UInt8(ascii: "+"): tokens.append(.operation(.add))
    case UInt8(ascii: "-"): tokens.append(.operation(.subtract))
    case UInt8(ascii: "*"): tokens.append(.operation(.multiply))
    case UInt8(ascii: "/"): tokens.append(.operation(.divide))
    case UInt8(ascii: "^"): tokens.append(.operation(.power))
    case UInt8(ascii: "&"): tokens.append(.operation(.concatenate))
    case UInt8(ascii: ":"): tokens.append(.operation(.range))
    case UInt8(ascii: "="): tokens.append(.operation(.equal))
    case UInt8(ascii: "<"):
      if take(UInt8(ascii: "=")) {
        tokens.append(.operation(.lessOrEqual))
      } else {
        tokens.append(.operation(take(UInt8(ascii: ">")) ? .notEqual : .less))
      }
    case UInt8(ascii: ">"):
      tokens.append(.operation(take(UInt8(ascii: "=")) ? .greaterOrEqual : .greater))
    default:
      throw unreadable(String(decoding: [byte], as: UTF8.self))
    }
  }

  // MARK: Characters

  func peek(_ ahead: Int = 0) -> UInt8 {
    index + ahead < bytes.count ? bytes[index + ahead] : 0
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    index += 1
    return true
  }

  /// Skips spaces and line ends; whether there were any.
  @discardableResult
  mutating func skipSpaces() -> Bool {
    let start = index
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    return index > start
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x0A, 0x0D, 0x09: true
    default: false
    }
  }

  /// Whether a byte may stand in a name, a reference or a function.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF, UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "$"), UInt8(ascii: "\\"), UInt8(ascii: "?"):
      true
    default: false
    }
  }

  func unreadable(_ part: String) -> FormulaStop {
    .refused(
      FormulaRefusal(.unreadable, zh: "公式在 “\(part)” 处读不通", en: "the formula breaks at \"\(part)\"")
    )
  }

  static let tableOrWorkbook = FormulaStop.refused(
    FormulaRefusal(
      .reference,
      zh: "引用了表格的列或别的工作簿",
      en: "refers to a table's column or another workbook"
    )
  )

  private var endsOperand: Bool {
    switch tokens.last {
    case .area, .name, .closeParenthesis: true
    default: false
    }
  }

  /// Whether what comes next could be a reference; an operator or a constant is none.
  private var startsReference: Bool {
    let byte = bytes[index]
    return Self.isWord(byte) || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "(")
  }

  // MARK: Constants

  /// A quoted text, the doubled quotes in it made single; the quote itself is the next byte.
  private mutating func quoted(_ quote: UInt8) throws(FormulaStop) -> String {
    index += 1
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == quote {
        if peek() != quote { return String(decoding: text, as: UTF8.self) }
        index += 1
      }
      text.append(byte)
    }
    throw unreadable(String(decoding: [quote], as: UTF8.self))
  }

  /// A number without a sign; nil where there is none.
  private mutating func number() -> Double? {
    let start = index
    var digits = 0
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    while isDigit(peek()) {
      index += 1
      digits += 1
    }
    if peek() == UInt8(ascii: ".") {
      index += 1
      while isDigit(peek()) {
        index += 1
        digits += 1
      }
    }
    guard digits > 0 else { return nil }
    if peek() | 0x20 == UInt8(ascii: "e") {
      let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if isDigit(peek(hasSign ? 2 : 1)) {
        index += hasSign ? 2 : 1
        while isDigit(peek()) { index += 1 }
      }
    }
    return DecimalNumber.double(bytes[start..<index]).flatMap { $0.isFinite ? $0 : nil }
  }

  private mutating func errorValue() throws(FormulaStop) -> FormulaError {
    let start = index
    index += 1
    while index < bytes.count, index - start < 16,
      Self.isWord(bytes[index]) && bytes[index] < 0x80 || bytes[index] == UInt8(ascii: "/")
        || bytes[index] == UInt8(ascii: "!")
    {
      index += 1
      if [UInt8(ascii: "!"), UInt8(ascii: "?")].contains(bytes[index - 1]) { break }
      // `#N/A` is the one that no mark ends.
      if index - start == 4, bytes[start..<index].elementsEqual("#N/A".utf8) { break }
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self).uppercased()
    guard let error = FormulaError(rawValue: text) else { throw unreadable(text) }
    return error
  }

  /// `{1,2;"a",TRUE}`.
  private mutating func arrayConstant() throws(FormulaStop) -> FormulaArray {
    index += 1
    var values: [FormulaValue] = []
    var columns = 0
    var rows = 0
    var inRow = 0
    while true {
      skipSpaces()
      values.append(try arrayElement())
      inRow += 1
      skipSpaces()
      let byte = peek()
      index += 1
      if byte == UInt8(ascii: ",") { continue }
      guard byte == UInt8(ascii: ";") || byte == UInt8(ascii: "}") else { throw unreadable("{") }
      if rows == 0 { columns = inRow }
      guard inRow == columns else { throw unreadable("{") }
      rows += 1
      inRow = 0
      if byte == UInt8(ascii: "}") {
        return FormulaArray(rows: rows, columns: columns, values: values)
      }
    }
  }

  private mutating func arrayElement() throws(FormulaStop) -> FormulaValue {
    let byte = peek()
    if byte == UInt8(ascii: "\"") { return .text(try quoted(byte)) }
    if byte == UInt8(ascii: "#") { return .error(try errorValue()) }
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative || byte == UInt8(ascii: "+") { index += 1 }
    if let number = number() { return .number(isNegative ? -number : number) }
    let start = index
    while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
    switch String(decoding: bytes[start..<index], as: UTF8.self).uppercased() {
    case "TRUE": return .bool(true)
    case "FALSE": return .bool(false)
    default: throw unreadable("{")
    }
  }

  mutating func append(_ token: FormulaToken) {
    tokens.append(token)
  }
}
