import HebiaoCore

/// A formula of a fresh sheet, as what it computes.
enum TemplateFormula: Hashable {
  /// Dividend ÷ divisor, rounded half up; the mark where either does not apply.
  case quotient(CellReference, CellReference, decimals: Int, mark: String)
  /// The quotient of the last numbers in two texts.
  case quotientInText(CellReference, CellReference, decimals: Int)
  /// The sum of ranges; the mark where nothing in a single range applies.
  case sum([CellRange], mark: String)
  /// How often a mark stands in a range.
  case count(CellRange, of: String)
  /// The sum of those cells of a range beside which every other range has the mark.
  case sumWhere(CellRange, marked: [CellRange], with: String)
  /// What another cell holds.
  case same(CellReference)
  /// The number after the highest above, where a row has a name.
  case nextNumber(above: CellRange, name: CellReference)
  /// What a cell holds, as long as two others hold the same.
  case whereEqual(CellReference, CellReference, then: CellReference)

  /// The formula in Excel's language, without `=`.
  var text: String {
    switch self {
    case .quotient(let top, let bottom, let decimals, let mark):
      let quoted = Self.quoted(mark)
      return "IF(AND(ISNUMBER(\(bottom)),ISNUMBER(\(top))),"
        + "IF(\(bottom)=0,\(quoted),ROUND(\(top)/\(bottom),\(decimals + 2))),"
        + "IF(OR(\(bottom)=\(quoted),\(top)=\(quoted)),\(quoted),\"\"))"
    case .quotientInText(let top, let bottom, let decimals):
      return "IF(OR(\(bottom)=\"\",\(top)=\"\"),\"\","
        + "IFERROR(ROUND(\(Self.lastNumber(top))/\(Self.lastNumber(bottom)),\(decimals + 2)),\"\"))"
    case .sum(let ranges, let mark):
      let list = ranges.map(\.description).joined(separator: ",")
      let otherwise =
        ranges.count == 1 && ranges[0].first != ranges[0].last
        ? "IF(COUNTIF(\(list),\(Self.quoted(mark)))>0,\(Self.quoted(mark)),\"\")" : "\"\""
      return "IF(COUNT(\(list))=0,\(otherwise),SUM(\(list)))"
    case .count(let range, let mark):
      return "IF(COUNTA(\(range))=0,\"\",COUNTIF(\(range),\(Self.quoted(mark))))"
    case .sumWhere(let range, let marked, let mark):
      let conditions = marked.map { ",\($0),\(Self.quoted(mark))" }.joined()
      return "IF(COUNT(\(range))=0,\"\",SUMIFS(\(range)\(conditions)))"
    case .same(let cell): return "IF(\(cell)=\"\",\"\",\(cell))"
    case .nextNumber(let above, let name):
      // The first row stays where it is when the formula is filled down or rows are sorted.
      let first = "\(above.first.column)$\(above.first.row.rawValue + 1)"
      return "IF(\(name)=\"\",\"\",MAX(\(first):\(above.last))+1)"
    case .whereEqual(let one, let other, let cell):
      return "IF(\(one)=\(other),\(cell),\"\")"
    }
  }

  /// The last number in a text: from its last digit to the left for as long as it is one number.
  private static func lastNumber(_ cell: CellReference) -> String {
    let places = "ROW($1:$99)"
    let end = "SUMPRODUCT(MAX(ISNUMBER(--MID(\(cell),\(places),1))*\(places)))"
    return "LOOKUP(9E+99,--RIGHT(LEFT(\(cell),\(end)),{1,2,3,4,5,6,7,8,9}))"
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
