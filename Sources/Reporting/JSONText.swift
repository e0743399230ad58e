import HebiaoCore

extension [UInt8] {
  /// Appends a text as a JSON string.
  ///
  /// Source: RFC 8259, section 7.
  mutating func append(json text: String) {
    append(0x22)
    text.withBytes { bytes in
      if bytes.contains(where: Self.mayBeEscaped) {
        append(escaping: bytes)
      } else {
        append(contentsOf: bytes)
      }
    }
    append(0x22)
  }

  private static func mayBeEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F
      || SteeringCharacter.mayBegin(with: byte)
  }

  private mutating func append(escaping bytes: UnsafeBufferPointer<UInt8>) {
    var next = 0
    while next < bytes.count {
      let byte = bytes[next]
      if SteeringCharacter.mayBegin(with: byte),
        let scalar = SteeringCharacter.scalar(
          byte,
          next + 1 < bytes.count ? bytes[next + 1] : 0,
          next + 2 < bytes.count ? bytes[next + 2] : 0
        )
      {
        append(escape: scalar)
        next += scalar < 0x800 ? 2 : 3
        continue
      }
      next += 1
      switch byte {
      case 0x22: append(contentsOf: [0x5C, 0x22])
      case 0x5C: append(contentsOf: [0x5C, 0x5C])
      case 0x0A: append(contentsOf: [0x5C, 0x6E])
      case 0x0D: append(contentsOf: [0x5C, 0x72])
      case 0x09: append(contentsOf: [0x5C, 0x74])
      case 0..<0x20, 0x7F: append(escape: UInt32(byte))
      default: append(byte)
      }
    }
  }

  private mutating func append(escape scalar: UInt32) {
    append(text: "\\u")
    for shift: UInt32 in [12, 8, 4, 0] {
      append(Self.hexadecimalDigits[Int(scalar >> shift & 15)])
    }
  }

  /// Appends the A1 text of a cell as a JSON string.
  mutating func append(json cell: CellReference) {
    append(0x22)
    cell.appendText(to: &self)
    append(0x22)
  }

  /// Appends the members `sheet` and `cell` of a location, without braces.
  mutating func append(jsonMembersOf location: CellLocation) {
    append(text: "\"sheet\":")
    append(json: location.sheet)
    append(text: ",\"cell\":")
    append(json: location.cell)
  }

  /// Appends an array of locations; the name of their sheet is put into JSON once.
  mutating func append(json locations: [CellLocation]) {
    append(0x5B)
    var sheet: String?
    var head: [UInt8] = []
    for (index, location) in locations.enumerated() {
      if index > 0 { append(0x2C) }
      if location.sheet != sheet {
        sheet = location.sheet
        head = Array("{\"sheet\":".utf8)
        head.append(json: location.sheet)
        head.append(text: ",\"cell\":\"")
      }
      append(contentsOf: head)
      location.cell.appendText(to: &self)
      append(0x22)
      append(0x7D)
    }
    append(0x5D)
  }

  /// Appends a text as a JSON string, or `null`.
  mutating func append(json text: String?) {
    if let text { append(json: text) } else { append(text: "null") }
  }

  /// Appends a reported value: a number without loss, a text, or `null`.
  mutating func append(json value: ReportedValue) {
    switch value {
    case .none: append(text: "null")
    case .text(let text): append(json: text)
    case .number(let number): append(json: number)
    }
  }

  /// Appends an exact number.
  ///
  /// A fraction without a finite decimal text, such as 1/3, is given to as many decimals as fit,
  /// at most 17: beyond what a reader's double can tell apart.
  mutating func append(json number: Rational) {
    if number.isInteger, let whole = Int(exactly: number.numerator) {
      append(decimal: whole)
      return
    }
    if let text = number.decimalText {
      append(text: text)
      return
    }
    var decimals = 17
    while decimals > 0 {
      if let text = number.fixedText(decimals: decimals) {
        append(text: text)
        return
      }
      decimals -= 1
    }
    // The rounded quotient always fits where there are no decimals to make room for.
    append(text: "\(number.numerator / number.denominator)")
  }

  /// Appends `,` unless it stands before the first element.
  mutating func appendSeparator(_ isFirst: inout Bool) {
    if !isFirst { append(0x2C) }
    isFirst = false
  }

  private static let hexadecimalDigits: [UInt8] = Array("0123456789abcdef".utf8)
}
