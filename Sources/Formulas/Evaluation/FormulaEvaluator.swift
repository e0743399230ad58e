import HebiaoCore

/// Evaluates one formula, without recursion.
///
/// Each frame is a node whose parts are being evaluated; what they came to stands on a second stack.
package struct FormulaEvaluator {
  private let cells: any FormulaCells
  private let settings: FormulaSettings
  private let cell: WorkbookCell
  private var frames: [Frame] = []
  private var results: [Operand] = []

  /// Names that may stand for names.
  private static let deepestNames = 32

  private struct Frame {
    var formula: ParsedFormula
    var node: Int
    var isArray: Bool
    /// How many names led here; the references of a name move with the cell.
    var names: Int
    /// How many parts have been evaluated.
    var done = 0
  }

  /// An evaluator for the formula of a cell.
  package init(cells: any FormulaCells, settings: FormulaSettings, cell: WorkbookCell) {
    self.cells = cells
    self.settings = settings
    self.cell = cell
  }

  /// The value of a formula; `isArray` where the file stores it as an array formula.
  ///
  /// - Throws: `FormulaStop.needs` where other cells have to be computed first,
  ///   `FormulaStop.refused` where it is not evaluated.
  package mutating func value(
    of formula: ParsedFormula,
    isArray: Bool = false
  ) throws(FormulaStop) -> FormulaValue {
    frames = [
      Frame(formula: formula, node: formula.nodes.count - 1, isArray: isArray, names: 0)
    ]
    results.removeAll(keepingCapacity: true)
    while let frame = frames.last { try step(frame) }
    guard let result = results.last else { return .blank }
    let value: FormulaValue
    if case .area(let area) = result, isArray {
      value = try cells.value(at: area.cell(0, 0))
    } else {
      value = try reader(isArray: isArray).scalar(result)
    }
    if case .blank = value { return .number(0) }
    return value
  }

  private func reader(isArray: Bool) -> OperandReader {
    OperandReader(cells: cells, cell: cell, settings: settings, isArray: isArray)
  }

  private mutating func step(_ frame: Frame) throws(FormulaStop) {
    switch frame.formula.nodes[frame.node] {
    case .value(let value): finish(.value(value))
    case .array(let array): finish(.array(array))
    case .missing: finish(.missing)
    case .area(let area): finish(.area(try resolve(area, frame)))
    case .name(let name, let sheet): try enter(name, sheet, frame)
    case .negative(let part), .positive(let part), .percent(let part):
      if frame.done == 0 {
        push(part, of: frame)
      } else {
        try applySign(frame)
      }
    case .operation(let operation, let left, let right):
      switch frame.done {
      case 0: push(left, of: frame)
      case 1: push(right, of: frame)
      default:
        try cells.spend(1)
        let second = results.removeLast()
        let first = results.removeLast()
        finish(try reader(isArray: frame.isArray).apply(operation, first, second))
      }
    case .call(let function, let arguments):
      try call(FunctionList.functions[function], arguments, frame)
    case .refused(let function): throw .refused(function.refusal)
    }
  }

  private mutating func applySign(_ frame: Frame) throws(FormulaStop) {
    let operand = results.removeLast()
    let node = frame.formula.nodes[frame.node]
    if case .positive = node {
      finish(operand)
      return
    }
    let isPercent = if case .percent = node { true } else { false }
    let reader = reader(isArray: frame.isArray)
    finish(
      try reader.lifted([operand]) { values throws(FormulaStop) in
        let number = try reader.number(values[0])
        return .number(isPercent ? number / 100 : -number)
      }
    )
  }

  private mutating func call(
    _ function: FormulaFunction,
    _ arguments: [Int],
    _ frame: Frame
  ) throws(FormulaStop) {
    if case .branching(let branching) = function.kind {
      try branch(branching, arguments, frame)
      return
    }
    if frame.done < arguments.count {
      push(arguments[frame.done], of: frame, asArray: function.takesArrays)
      return
    }
    try cells.spend(1)
    let start = results.count - arguments.count
    let operands = Array(results[start...])
    results.removeLast(arguments.count)
    let isArray = frame.isArray || function.takesArrays
    let call = FunctionCall(
      name: function.name,
      arguments: operands,
      reader: reader(isArray: isArray)
    )
    finish(try function.evaluate(call))
  }

  // MARK: Branches

  /// Evaluates only the arguments that a branching function comes to.
  private mutating func branch(
    _ branching: BranchingFunction,
    _ arguments: [Int],
    _ frame: Frame
  ) throws(FormulaStop) {
    guard frame.done > 0 else {
      push(arguments[0], of: frame)
      return
    }
    let evaluated = Array(results.suffix(frame.done))
    let next = try branching.next(
      evaluated,
      of: arguments.count,
      reader(isArray: frame.isArray)
    )
    switch next {
    case .evaluate(let argument): push(arguments[argument], of: frame)
    case .become(let argument):
      // The chosen argument takes the place of the function.
      results.removeLast(frame.done)
      frames[frames.count - 1] = Frame(
        formula: frame.formula,
        node: arguments[argument],
        isArray: frame.isArray,
        names: frame.names
      )
      // An argument that is left out counts as zero where it is chosen.
      if case .missing = frame.formula.nodes[arguments[argument]] { finish(.number(0)) }
    case .result(let operand):
      results.removeLast(frame.done)
      finish(operand)
    }
  }

  // MARK: Stacks

  private mutating func push(_ node: Int, of frame: Frame, asArray: Bool = false) {
    frames[frames.count - 1].done += 1
    frames.append(
      Frame(
        formula: frame.formula,
        node: node,
        isArray: frame.isArray || asArray,
        names: frame.names
      )
    )
  }

  private mutating func finish(_ operand: Operand) {
    frames.removeLast()
    results.append(operand)
  }

  // MARK: References

  private func resolve(_ area: AreaReference, _ frame: Frame) throws(FormulaStop) -> CellArea {
    // A name's references are written for the first cell of a sheet.
    let area =
      frame.names > 0
      ? area.moved(
        rows: cell.reference.row.rawValue,
        columns: cell.reference.column.rawValue
      ) : area
    return CellArea(sheet: try sheet(area.sheet), range: area.range)
  }

  private func sheet(_ name: String?) throws(FormulaStop) -> Int {
    guard let name else { return cell.sheet }
    guard let sheet = cells.sheet(named: name) else {
      throw .refused(
        FormulaRefusal(
          .unknownName,
          zh: "没有工作表 “\(FormulaRefusal.shown(name))”",
          en: "there is no sheet \"\(FormulaRefusal.shown(name))\""
        )
      )
    }
    return sheet
  }

  private mutating func enter(
    _ name: String,
    _ sheet: String?,
    _ frame: Frame
  ) throws(FormulaStop) {
    let place = try self.sheet(sheet)
    guard let meaning = try cells.meaning(of: name, onSheet: place) else {
      throw .refused(
        FormulaRefusal(
          .unknownName,
          zh: "名称 “\(FormulaRefusal.shown(name))” 没有定义",
          en: "the name \"\(FormulaRefusal.shown(name))\" is not defined"
        )
      )
    }
    guard frame.names < Self.deepestNames else {
      throw .refused(
        FormulaRefusal(
          .cycle,
          zh: "名称 “\(FormulaRefusal.shown(name))” 引用了自己",
          en: "the name \"\(FormulaRefusal.shown(name))\" stands for itself"
        )
      )
    }
    try cells.spend(1)
    // A name's formula is evaluated as an array formula; its areas stay areas.
    frames[frames.count - 1] = Frame(
      formula: meaning,
      node: meaning.nodes.count - 1,
      isArray: true,
      names: frame.names + 1
    )
  }
}
