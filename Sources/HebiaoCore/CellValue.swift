/// What a cell holds.
///
/// Source: ECMA-376 part 1, 18.18.11 (ST_CellType).
public enum CellValue: Hashable, Sendable {
  /// A cell without a value: it may still have a format or a formula without a stored result.
  case empty
  /// A number that its number format shows as a number.
  case number(Double)
  /// A text, `_xHHHH_` escapes decoded, rich text joined, phonetic runs left out.
  case string(String)
  /// A truth value.
  case bool(Bool)
  /// An error value, as Excel prints it: `#DIV/0!`.
  case error(String)
  /// A number that its number format shows as a date, a time or an elapsed time.
  case date(SerialDate)
}
