import HebiaoCore

/// A formula as a tree that lies flat: the parts of a node stand before it.
package struct ParsedFormula: Sendable, Hashable {
  /// Characters that a formula may have.
  ///
  /// Source: Excel specifications and limits.
  package static let longest = 8192

  /// Parentheses and functions that may stand open at the same time.
  ///
  /// Excel allows 64 levels of functions; parentheses count here as well.
  package static let deepest = 256

  /// The nodes; the last is the whole formula.
  let nodes: [FormulaNode]

  /// Calls `body` with the areas that the formula names itself, on whatever branch.
  func forEachArea(_ body: (AreaReference) -> Void) {
    for node in nodes {
      switch node {
      case .area(let area): body(area)
      case .call(_, let arguments):
        if let area = enlarged(arguments) { body(area) }
      default: break
      }
    }
  }

  /// The third argument of a function in the size of its first, as `SUMIF(A1:A9,"是",B1)` reads it.
  private func enlarged(_ arguments: [Int]) -> AreaReference? {
    guard arguments.count == 3, case .area(let sized) = nodes[arguments[0]],
      case .area(var area) = nodes[arguments[2]]
    else { return nil }
    area.last.row = RowIndex(
      min(area.first.row.rawValue + sized.range.height, RowIndex.limit) - 1
    )
    area.last.column = ColumnIndex(
      min(area.first.column.rawValue + sized.range.width, ColumnIndex.limit) - 1
    )
    return area
  }

  /// The names it uses.
  var names: [(name: String, sheet: String?)] {
    nodes.compactMap { if case .name(let name, let sheet) = $0 { (name, sheet) } else { nil } }
  }

  /// Whether a function decides on its own which cells it reads.
  var readsUnknownCells: Bool {
    nodes.contains {
      if case .refused(let function) = $0 { function.readsUnknownCells } else { false }
    }
  }

  /// Whether `:` stands between references of which one is computed.
  var hasComputedRange: Bool {
    nodes.contains { if case .operation(.range, _, _) = $0 { true } else { false } }
  }

  init(nodes: [FormulaNode]) {
    self.nodes = nodes
  }

  /// Reads a formula without its `=`.
  ///
  /// Complexity: linear in its length.
  /// - Throws: `FormulaStop.refused` where it cannot be read or uses what is not covered.
  package init(_ text: String) throws(FormulaStop) {
    try self.init(utf8: Array(text.utf8))
  }

  /// Reads a formula from whatever bytes: what is no UTF-8 is read as replacement characters.
  ///
  /// - Throws: `FormulaStop.refused` where it cannot be read or uses what is not covered.
  package init(utf8 bytes: [UInt8]) throws(FormulaStop) {
    var characters = 0
    for byte in bytes where byte & 0xC0 != 0x80 { characters += byte >= 0xF0 ? 2 : 1 }
    guard characters <= Self.longest, bytes.count <= Self.longest * 4 else {
      throw .refused(
        FormulaRefusal(
          .tooLarge,
          zh: "公式超过 8,192 个字符",
          en: "the formula has more than 8,192 characters"
        )
      )
    }
    var lexer = FormulaLexer(bytes)
    var parser = FormulaParser(try lexer.tokenize())
    nodes = try parser.parse()
  }
}

/// A part of a formula; parts that belong to it are given by their position.
enum FormulaNode: Sendable, Hashable {
  case value(FormulaValue)
  case array(FormulaArray)
  case area(AreaReference)
  case name(String, sheet: String?)
  /// An argument that is left out: `IF(A1,,2)`.
  case missing
  case negative(Int)
  case positive(Int)
  case percent(Int)
  case operation(FormulaOperator, Int, Int)
  /// A function of the list, by its position there.
  case call(Int, arguments: [Int])
  /// A function that is not evaluated; its arguments are kept for the cells they name.
  case refused(RefusedFunction)
}
