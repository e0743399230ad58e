import HebiaoCore

/// Functions that tell what a value is.
enum InformationFunctions {
  static let all: [FormulaFunction] = [
    test("ISNUMBER") { if case .number = $0 { true } else { false } },
    test("ISTEXT") { if case .text = $0 { true } else { false } },
    test("ISNONTEXT") { if case .text = $0 { false } else { true } },
    test("ISLOGICAL") { if case .bool = $0 { true } else { false } },
    test("ISBLANK") { $0 == .blank },
    test("ISERROR") { $0.isError },
    test("ISERR") { $0.isError && $0 != .error(.notAvailable) },
    test("ISNA") { $0 == .error(.notAvailable) },
    .operands("ISREF", 1...1) { call throws(FormulaStop) in .bool(call.area(0) != nil) },
    .values("ISEVEN", 1...1) { call throws(FormulaStop) in
      .bool(try call.whole(0).isMultiple(of: 2))
    },
    .values("ISODD", 1...1) { call throws(FormulaStop) in
      .bool(try !call.whole(0).isMultiple(of: 2))
    },
    .values("NA", 0...0) { _ throws(FormulaStop) in .error(.notAvailable) },
    .operands("N", 1...1) { call throws(FormulaStop) in
      switch try call.firstValue(0) {
      case .number(let number): return .number(number)
      case .bool(let truth): return .number(truth ? 1 : 0)
      case .error(let error): throw .error(error)
      case .blank, .text: return .number(0)
      }
    },
    .values("ERROR.TYPE", 1...1) { call throws(FormulaStop) in
      guard case .error(let error) = try call.value(0), let number = error.number else {
        throw .error(.notAvailable)
      }
      return .number(number)
    },
    .values("HYPERLINK", 1...2) { call throws(FormulaStop) in
      let shown = try call.value(call.isGiven(1) ? 1 : 0)
      return shown == .blank ? .number(0) : shown
    },
  ]

  private static func test(
    _ name: String,
    _ condition: @escaping @Sendable (FormulaValue) -> Bool
  ) -> FormulaFunction {
    .values(name, 1...1) { call throws(FormulaStop) in .bool(condition(try call.value(0))) }
  }
}
