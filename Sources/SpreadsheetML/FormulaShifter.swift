import HebiaoCore

/// Moves the relative references of a formula, as a shared formula is read from another cell.
///
/// ```
/// SUM($A2:B2)&"A1"   one row down   SUM($A3:B3)&"A1"
/// ```
/// Source: ECMA-376 part 1, 18.3.1.40 (shared formulas).
package enum FormulaShifter {
  /// The longest formula that is expanded, in bytes; Excel's own limit is 8,192 characters.
  package static let longest = 16_384

  /// The formula with its relative references moved; nil where it is too long.
  package static func shift(_ formula: [UInt8], rows: Int, columns: Int) -> [UInt8]? {
    guard formula.count <= longest else { return nil }
    if rows == 0, columns == 0 { return formula }
    var output: [UInt8] = []
    output.reserveCapacity(formula.count + 8)
    var index = 0
    while index < formula.count {
      let byte = formula[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        copyQuoted(formula, &index, byte, to: &output)
      case UInt8(ascii: "["):
        copyBracketed(formula, &index, to: &output)
      default:
        if isWord(byte) || byte == UInt8(ascii: "$") {
          shiftWord(formula, &index, rows, columns, to: &output)
        } else {
          output.append(byte)
          index += 1
        }
      }
    }
    return output
  }

  private static func copyQuoted(
    _ formula: [UInt8],
    _ index: inout Int,
    _ quote: UInt8,
    to output: inout [UInt8]
  ) {
    output.append(quote)
    index += 1
    // A doubled quote ends one quoted part and begins the next: copying both is the same.
    while index < formula.count {
      output.append(formula[index])
      index += 1
      if formula[index - 1] == quote { return }
    }
  }

  private static func copyBracketed(
    _ formula: [UInt8],
    _ index: inout Int,
    to output: inout [UInt8]
  ) {
    var depth = 0
    while index < formula.count {
      let byte = formula[index]
      output.append(byte)
      index += 1
      if byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 { return }
      }
    }
  }

  /// Copies a word, or shifts it where it is a reference.
  private static func shiftWord(
    _ formula: [UInt8],
    _ index: inout Int,
    _ rows: Int,
    _ columns: Int,
    to output: inout [UInt8]
  ) {
    let start = index
    while index < formula.count, isWord(formula[index]) || formula[index] == UInt8(ascii: "$") {
      index += 1
    }
    let next = index < formula.count ? formula[index] : 0
    let word = start..<index
    if next != UInt8(ascii: "("), next != UInt8(ascii: "!"), next != UInt8(ascii: "[") {
      if let cell = Reference(formula, word), cell.letters > 0, cell.digits > 0 {
        cell.append(shiftedBy: rows, columns, to: &output)
        return
      }
      // `A:C` and `2:3` are references as a whole only.
      if next == UInt8(ascii: ":"), let first = Reference(formula, word) {
        var end = index + 1
        while end < formula.count, isWord(formula[end]) || formula[end] == UInt8(ascii: "$") {
          end += 1
        }
        let after = end < formula.count ? formula[end] : 0
        if after != UInt8(ascii: "("), let last = Reference(formula, index + 1..<end),
          (first.letters > 0) == (last.letters > 0), (first.digits > 0) == (last.digits > 0)
        {
          first.append(shiftedBy: rows, columns, to: &output)
          output.append(UInt8(ascii: ":"))
          last.append(shiftedBy: rows, columns, to: &output)
          index = end
          return
        }
      }
    }
    output.append(contentsOf: formula[word])
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "?")
      || byte >= 0x80
  }

  private static func appendLetters(_ column: Int, to output: inout [UInt8]) {
    if column >= 702 { output.append(UInt8(truncatingIfNeeded: 64 + (column - 26) / 676)) }
    if column >= 26 { output.append(UInt8(truncatingIfNeeded: 65 + (column - 26) / 26 % 26)) }
    output.append(UInt8(truncatingIfNeeded: 65 + column % 26))
  }

  private static func appendNumber(_ number: Int, to output: inout [UInt8]) {
    var power = 1
    while power <= number / 10 { power *= 10 }
    while power > 0 {
      output.append(UInt8(truncatingIfNeeded: 48 + number / power % 10))
      power /= 10
    }
  }

  /// `$A$1`, `A1`, `$A`, `1`.
  private struct Reference {
    var column = 0
    var row = 0
    var letters = 0
    var digits = 0
    var fixesColumn = false
    var fixesRow = false

    init?(_ formula: [UInt8], _ range: Range<Int>) {
      var index = range.lowerBound
      let end = range.upperBound
      func isDollar(_ index: Int) -> Bool { index < end && formula[index] == UInt8(ascii: "$") }
      var dollar = isDollar(index)
      if dollar { index += 1 }
      while index < end, (formula[index] | 0x20) &- 0x61 < 26, letters < 4 {
        column = column * 26 + Int((formula[index] | 0x20) &- 0x60)
        letters += 1
        index += 1
      }
      if letters > 0 {
        fixesColumn = dollar
        dollar = isDollar(index)
        if dollar { index += 1 }
      }
      while index < end, formula[index] &- 0x30 < 10, digits < 8 {
        row = row * 10 + Int(formula[index] &- 0x30)
        digits += 1
        index += 1
      }
      fixesRow = dollar && digits > 0
      guard index == end, letters + digits > 0, letters <= 3, digits <= 7,
        !(dollar && digits == 0 && letters > 0), column <= ColumnIndex.limit,
        row <= RowIndex.limit, digits == 0 || row > 0
      else { return nil }
    }

    func append(shiftedBy rows: Int, _ columns: Int, to output: inout [UInt8]) {
      let newColumn = fixesColumn ? column : column + columns
      let newRow = fixesRow ? row : row + rows
      if letters > 0, newColumn < 1 || newColumn > ColumnIndex.limit {
        output.append(contentsOf: "#REF!".utf8)
        return
      }
      if digits > 0, newRow < 1 || newRow > RowIndex.limit {
        output.append(contentsOf: "#REF!".utf8)
        return
      }
      if letters > 0 {
        if fixesColumn { output.append(UInt8(ascii: "$")) }
        appendLetters(newColumn - 1, to: &output)
      }
      if digits > 0 {
        if fixesRow { output.append(UInt8(ascii: "$")) }
        appendNumber(newRow, to: &output)
      }
    }
  }
}
