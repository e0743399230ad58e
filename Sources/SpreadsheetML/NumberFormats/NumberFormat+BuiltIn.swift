extension NumberFormat {
  /// The code of a format that files name by number alone, as mainland Chinese Excel has them.
  ///
  /// Nil for a number that no built-in format has.
  /// Source: ECMA-376 part 1, 18.8.30 (numFmt), the lists for all languages and for zh-CN.
  package static func builtIn(_ numFmtId: Int) -> String? {
    switch numFmtId {
    case 0: "General"
    case 1: "0"
    case 2: "0.00"
    case 3: "#,##0"
    case 4: "#,##0.00"
    case 5, 23: "$#,##0_);($#,##0)"
    case 6, 24: "$#,##0_);[Red]($#,##0)"
    case 7, 25: "$#,##0.00_);($#,##0.00)"
    case 8, 26: "$#,##0.00_);[Red]($#,##0.00)"
    case 9: "0%"
    case 10: "0.00%"
    case 11: "0.00E+00"
    case 12: "# ?/?"
    case 13: "# ??/??"
    case 14: "yyyy/m/d"
    case 15: "d-mmm-yy"
    case 16: "d-mmm"
    case 17: "mmm-yy"
    case 18: "h:mm AM/PM"
    case 19: "h:mm:ss AM/PM"
    case 20: "h:mm"
    case 21: "h:mm:ss"
    case 22: "yyyy/m/d h:mm"
    case 27, 36, 50, 52, 57: "yyyy\"年\"m\"月\""
    case 28, 29, 51, 53, 54, 58: "m\"月\"d\"日\""
    case 30: "m-d-yy"
    case 31: "yyyy\"年\"m\"月\"d\"日\""
    case 32: "h\"时\"mm\"分\""
    case 33: "h\"时\"mm\"分\"ss\"秒\""
    case 34, 55: "上午/下午h\"时\"mm\"分\""
    case 35, 56: "上午/下午h\"时\"mm\"分\"ss\"秒\""
    case 37: "#,##0_);(#,##0)"
    case 38: "#,##0_);[Red](#,##0)"
    case 39: "#,##0.00_);(#,##0.00)"
    case 40: "#,##0.00_);[Red](#,##0.00)"
    case 41: "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)"
    case 42: "_($* #,##0_);_($* \\(#,##0\\);_($* \"-\"_);_(@_)"
    case 43: "_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)"
    case 44: "_($* #,##0.00_);_($* \\(#,##0.00\\);_($* \"-\"??_);_(@_)"
    case 45: "mm:ss"
    case 46: "[h]:mm:ss"
    case 47: "mm:ss.0"
    case 48: "##0.0E+0"
    case 49: "@"
    default: nil
    }
  }
}
