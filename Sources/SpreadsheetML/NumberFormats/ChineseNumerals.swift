/// How figures are written in Chinese: `[DBNum1]`, `[DBNum2]`, `[DBNum3]`.
enum ChineseNumerals: Int, Sendable, Hashable {
  /// 一二三
  case plain = 1
  /// 壹贰叁
  case formal = 2
  /// １２３
  case fullWidth = 3

  /// Replaces every ASCII digit after an offset by its Chinese form, digit for digit.
  func replaceDigits(in output: inout [UInt8], from start: Int) {
    let written = Array(output[start...])
    output.removeSubrange(start...)
    for byte in written {
      if byte >= 48 && byte <= 57 {
        append(digit: Int(byte) - 48, to: &output)
      } else {
        output.append(byte)
      }
    }
  }

  /// Appends a whole number in words: 一百二十三.
  ///
  /// Shape: `digits` in ASCII, the highest first, at most sixteen.
  func append(words digits: ArraySlice<UInt8>, to output: inout [UInt8]) {
    let significant = digits.drop { $0 == 48 }
    guard !significant.isEmpty else {
      append(digit: 0, to: &output)
      return
    }
    var needsZero = false
    var groupHasDigit = false
    for (offset, byte) in significant.enumerated() {
      let place = significant.count - 1 - offset
      let digit = Int(byte) - 48
      if digit == 0 {
        needsZero = true
      } else {
        if needsZero { append(digit: 0, to: &output) }
        needsZero = false
        groupHasDigit = true
        append(digit: digit, to: &output)
        output.append(contentsOf: units[place % 4])
      }
      if place % 4 == 0, place > 0 {
        if groupHasDigit { output.append(contentsOf: Self.groups[min(place / 4, 3)]) }
        groupHasDigit = false
      }
    }
  }

  /// Appends a number below a hundred as the day or month of a date: 十二, not 一十二.
  func append(calendar number: Int, to output: inout [UInt8]) {
    if self == .plain && number >= 10 && number < 20 {
      output.append(contentsOf: units[1])
      if number > 10 { append(digit: number - 10, to: &output) }
      return
    }
    append(words: Array(String(number).utf8)[...], to: &output)
  }

  func append(digit: Int, to output: inout [UInt8]) {
    output.append(contentsOf: self.digits[digit % 10])
  }

  private var units: [[UInt8]] { self == .formal ? Self.formalUnits : Self.plainUnits }

  private var digits: [[UInt8]] {
    switch self {
    case .plain: Self.plainDigits
    case .formal: Self.formalDigits
    case .fullWidth: Self.fullWidthDigits
    }
  }

  private static let groups = characters("", "万", "亿", "兆")
  private static let plainUnits = characters("", "十", "百", "千")
  private static let formalUnits = characters("", "拾", "佰", "仟")
  private static let plainDigits =
    characters("○", "一", "二", "三", "四", "五", "六", "七", "八", "九")
  private static let formalDigits =
    characters("零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖")
  private static let fullWidthDigits =
    characters("０", "１", "２", "３", "４", "５", "６", "７", "８", "９")

  private static func characters(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}

extension NumberFormatSection {
  /// Appends a magnitude under `General`, with the fixed text around it.
  func append(general number: Double, to output: inout [UInt8]) {
    for token in tokens {
      switch token {
      case .literal(let literal): output.append(contentsOf: literal)
      case .general, .text:
        guard let numerals else {
          GeneralNumber.appendMagnitude(of: number, to: &output)
          continue
        }
        let start = output.count
        let digits = DecimalDigits(number)
        if digits.integerCount > 11 && digits.integerCount < 16 {
          GeneralNumber.append(digits.rounded(decimals: 0), to: &output)
        } else {
          GeneralNumber.appendMagnitude(of: number, to: &output)
        }
        numerals.spellOut(&output, from: start)
      default: break
      }
    }
  }
}

extension ChineseNumerals {
  /// Turns a plain number into words, its decimals digit for digit.
  fileprivate func spellOut(_ output: inout [UInt8], from start: Int) {
    let written = Array(output[start...])
    guard !written.contains(UInt8(ascii: "E")) else {
      replaceDigits(in: &output, from: start)
      return
    }
    output.removeSubrange(start...)
    let point = written.firstIndex(of: UInt8(ascii: ".")) ?? written.endIndex
    append(words: written[..<point], to: &output)
    let decimals = output.count
    output.append(contentsOf: written[point...])
    replaceDigits(in: &output, from: decimals)
  }
}
