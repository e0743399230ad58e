import HebiaoCore

/// The functions that are evaluated; any other is refused by its name.
package enum FunctionList {
  static let functions: [FormulaFunction] =
    AggregateFunctions.all + ConditionalFunctions.all + RoundingFunctions.all
    + ArithmeticFunctions.all + BranchingFunction.all + LogicalFunctions.all
    + LookupFunctions.all + TextFunctions.all + DateFunctions.all + InformationFunctions.all
    + StatisticalFunctions.all

  /// The names of the functions, in alphabetical order.
  package static var names: [String] { functions.map(\.name).sorted() }

  private static let positions = Dictionary(
    uniqueKeysWithValues: functions.enumerated().map { ($1.name, $0) }
  )

  /// Functions whose value changes although no cell does.
  private static let volatile: Set<String> = ["TODAY", "NOW", "RAND", "RANDBETWEEN", "RANDARRAY"]

  /// Functions whose cells only their value tells.
  private static let indirect: Set<String> = ["OFFSET", "INDIRECT", "INFO", "CELL"]

  /// Functions that show a picture, WPS's in a cell and Excel's: they read what they name.
  private static let pictures: Set<String> = ["DISPIMG", "IMAGE"]

  /// What a name with a parenthesis after it calls.
  enum Meaning {
    /// A function of the list, by its position.
    case listed(Int)
    case refused(RefusedFunction)
  }

  static func meaning(of name: String) -> Meaning {
    var plain = name.uppercased()
    for prefix in ["_XLFN.", "_XLWS."] where plain.hasPrefix(prefix) {
      plain.removeFirst(prefix.count)
    }
    if let position = positions[plain] { return .listed(position) }
    let shown = FormulaRefusal.shown(plain)
    if volatile.contains(plain) || indirect.contains(plain) {
      let refusal = FormulaRefusal(
        .volatile,
        zh: "函数 \(shown) 的结果随时间、随机数或间接引用而变",
        en: "the value of \(shown) changes with time, chance or an indirect reference"
      )
      return .refused(
        RefusedFunction(refusal: refusal, readsUnknownCells: indirect.contains(plain))
      )
    }
    let refusal = FormulaRefusal(
      .unknownFunction,
      zh: "不支持函数 \(shown)",
      en: "the function \(shown) is not covered"
    )
    return .refused(
      RefusedFunction(refusal: refusal, readsUnknownCells: !pictures.contains(plain))
    )
  }
}

/// A function that is not evaluated: a formula that comes to it is refused.
struct RefusedFunction: Sendable, Hashable {
  let refusal: FormulaRefusal
  /// Whether it may read cells that its formula does not name.
  let readsUnknownCells: Bool
}

extension FormulaFunction {
  /// A function of values.
  static func values(
    _ name: String,
    _ arity: ClosedRange<Int>,
    _ body: @escaping Body
  ) -> FormulaFunction {
    FormulaFunction(name: name, arity: arity, kind: .values(body))
  }

  /// A function of some values and of ranges.
  static func lifting(
    _ name: String,
    _ arity: ClosedRange<Int>,
    _ positions: [Int],
    _ body: @escaping Body
  ) -> FormulaFunction {
    FormulaFunction(name: name, arity: arity, kind: .lifting(positions, body))
  }

  /// A function of ranges whose result is a value.
  static func operands(
    _ name: String,
    _ arity: ClosedRange<Int>,
    _ body: @escaping Body
  ) -> FormulaFunction {
    FormulaFunction(
      name: name,
      arity: arity,
      kind: .operands { call throws(FormulaStop) in .value(try body(call)) }
    )
  }
}
