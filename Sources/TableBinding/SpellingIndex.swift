import HebiaoCore
import TableSchemas

/// The spellings of many columns' headers, looked through for those that a text nearly has.
///
/// Nearly all are ruled out by the characters that a text has or lacks.
struct SpellingIndex: Sendable {
  private let columns: [ColumnDefinition]
  private var signatures: [TextSignature] = []
  private var spellings: [[Unicode.Scalar]] = []
  /// The position of each spelling's column, ascending.
  private var codes: [UInt16] = []

  /// Headers of other lengths are never taken for misspelt ones.
  private static let lengths = 3...24

  /// The spellings of columns that are told by their position in a list.
  init(_ columns: [ColumnDefinition]) {
    self.columns = columns
    for (position, column) in columns.enumerated() {
      for spelling in column.spellings {
        signatures.append(spelling.signature)
        spellings.append(spelling.scalars)
        codes.append(UInt16(clamping: position))
      }
    }
  }

  /// The positions of the columns whose header a normalised text is but for one slip of the fingers,
  /// ascending.
  func codes(of normalized: String, signature: TextSignature) -> [UInt16] {
    var scalars: [Unicode.Scalar] = []
    var found: [UInt16] = []
    for (index, known) in signatures.enumerated() where signature.mayBeOneChange(from: known) {
      if scalars.isEmpty { scalars = Array(normalized.unicodeScalars) }
      guard Self.lengths.contains(scalars.count) else { return [] }
      let code = codes[index]
      if found.last != code, Spelling.isOneChange(spellings[index], scalars),
        !columns[Int(code)].isException(normalized, signature: signature)
      {
        found.append(code)
      }
    }
    return found
  }
}
