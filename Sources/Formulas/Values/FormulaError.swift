/// An error value, as a cell shows it.
///
/// Source: ECMA-376 part 1, 18.17.3 (error values); the later ones as Excel writes them.
package enum FormulaError: String, Sendable, Hashable, CaseIterable {
  /// Two ranges that do not meet.
  case null = "#NULL!"
  /// A division by zero.
  case divisionByZero = "#DIV/0!"
  /// An operand of the wrong kind.
  case value = "#VALUE!"
  /// A cell that is gone.
  case reference = "#REF!"
  /// A name that nobody defined.
  case name = "#NAME?"
  /// A number that does not exist, or does not fit.
  case number = "#NUM!"
  /// A value that was not found.
  case notAvailable = "#N/A"
  /// Data that is still being fetched.
  case gettingData = "#GETTING_DATA"
  /// An array without room.
  case spill = "#SPILL!"
  /// A failed calculation on arrays.
  case calculation = "#CALC!"
  /// A field that a record does not have.
  case field = "#FIELD!"
  /// A source that may not be read.
  case blocked = "#BLOCKED!"
  /// Something that this version of Excel does not know.
  case unknown = "#UNKNOWN!"
  /// A source that cannot be reached.
  case connection = "#CONNECT!"
  /// A calculation that still runs.
  case busy = "#BUSY!"

  /// The number that `ERROR.TYPE` gives it; nil where Excel documents none.
  var number: Double? {
    switch self {
    case .null: 1
    case .divisionByZero: 2
    case .value: 3
    case .reference: 4
    case .name: 5
    case .number: 6
    case .notAvailable: 7
    case .gettingData: 8
    default: nil
    }
  }
}
