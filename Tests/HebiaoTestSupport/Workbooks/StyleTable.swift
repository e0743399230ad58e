/// The distinct styles of a workbook, numbered as they are met.
struct StyleTable {
  private var indices: [CellStyle: Int] = [.plain: 0]
  private var styles: [CellStyle] = [.plain]

  mutating func index(of style: CellStyle) -> Int {
    if let index = indices[style] { return index }
    indices[style] = styles.count
    styles.append(style)
    return styles.count - 1
  }

  func part(_ dialect: Dialect) -> String {
    // The first two fills and the first border are fixed by convention: none, grey and no lines.
    var formats = Numbering<String>()
    var fonts = Numbering<String>()
    var fills = Numbering<String>()
    var borders = Numbering<String>()
    _ = fills.index(of: Self.patternFill(dialect, "none", nil))
    _ = fills.index(of: Self.patternFill(dialect, "gray125", nil))
    var cellFormats = ""
    for style in styles {
      let format =
        Self.builtInFormats[style.numberFormat] ?? 164 + formats.index(of: style.numberFormat)
      let font = fonts.index(of: Self.font(dialect, style))
      let fill = style.fill.map { fills.index(of: Self.patternFill(dialect, "solid", $0)) } ?? 0
      let border = borders.index(of: Self.border(dialect, style.hasBorder))
      cellFormats += dialect.start(
        "xf",
        [
          ("numFmtId", "\(format)"), ("fontId", "\(font)"), ("fillId", "\(fill)"),
          ("borderId", "\(border)"), ("xfId", "0"), ("applyNumberFormat", "1"),
          ("applyFont", "1"), ("applyFill", "1"), ("applyBorder", "1"), ("applyAlignment", "1"),
        ]
      )
      var alignment = [("vertical", "center")]
      if let horizontal = style.alignment { alignment.append(("horizontal", horizontal.rawValue)) }
      if style.wraps { alignment.append(("wrapText", "1")) }
      cellFormats += dialect.empty("alignment", alignment) + dialect.end("xf")
    }
    func list(_ name: String, _ count: Int, _ body: String) -> String {
      dialect.start(name, [("count", "\(count)")]) + body + dialect.end(name)
    }
    var body = dialect.open("styleSheet")
    if !formats.values.isEmpty {
      body += list(
        "numFmts",
        formats.values.count,
        formats.values.enumerated().map { index, code in
          dialect.empty("numFmt", [("numFmtId", "\(164 + index)"), ("formatCode", code)])
        }.joined()
      )
    }
    body += list("fonts", fonts.values.count, fonts.values.joined())
    body += list("fills", fills.values.count, fills.values.joined())
    body += list("borders", borders.values.count, borders.values.joined())
    body += list(
      "cellStyleXfs",
      1,
      dialect.empty(
        "xf",
        [("numFmtId", "0"), ("fontId", "0"), ("fillId", "0"), ("borderId", "0")]
      )
    )
    body += list("cellXfs", styles.count, cellFormats)
    body += list(
      "cellStyles",
      1,
      dialect.empty("cellStyle", [("name", "常规"), ("xfId", "0"), ("builtinId", "0")])
    )
    return body + dialect.end("styleSheet")
  }

  /// Source: ECMA-376 part 1, 18.8.30.
  private static let builtInFormats = [
    "General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49,
  ]

  private static func font(_ dialect: Dialect, _ style: CellStyle) -> String {
    dialect.start("font") + (style.isBold ? dialect.empty("b") : "")
      + dialect.empty("sz", [("val", "\(style.fontSize)")])
      + dialect.empty("name", [("val", style.fontName)])
      + dialect.empty("charset", [("val", "134")]) + dialect.end("font")
  }

  private static func patternFill(_ dialect: Dialect, _ pattern: String, _ color: String?) -> String
  {
    let fill =
      color.map {
        dialect.start("patternFill", [("patternType", pattern)])
          + dialect.empty("fgColor", [("rgb", "FF" + $0)])
          + dialect.empty("bgColor", [("indexed", "64")]) + dialect.end("patternFill")
      } ?? dialect.empty("patternFill", [("patternType", pattern)])
    return dialect.start("fill") + fill + dialect.end("fill")
  }

  private static func border(_ dialect: Dialect, _ isDrawn: Bool) -> String {
    let sides = ["left", "right", "top", "bottom"].map { side in
      isDrawn
        ? dialect.start(side, [("style", "thin")])
          + dialect.empty("color", [("auto", "1")]) + dialect.end(side)
        : dialect.empty(side)
    }
    return dialect.start("border") + sides.joined() + dialect.empty("diagonal")
      + dialect.end("border")
  }
}

/// The distinct texts of a workbook, numbered as they are met.
struct SharedStringTable {
  private var numbering = Numbering<String>()
  private var uses = 0

  mutating func index(of text: String) -> Int {
    uses += 1
    return numbering.index(of: text)
  }

  func part(_ dialect: Dialect) -> String {
    var body = dialect.open("sst")
    // The root's namespace declaration is already there; the counts go in before the bracket.
    body.removeLast()
    body += " count=\"\(uses)\" uniqueCount=\"\(numbering.values.count)\">"
    for text in numbering.values {
      body += dialect.start("si") + textElement(dialect, text) + dialect.end("si")
    }
    return body + dialect.end("sst")
  }
}

/// The `t` element of a text; spaces at its ends and line breaks are kept.
func textElement(_ dialect: Dialect, _ text: String) -> String {
  let keeps =
    text.first?.isWhitespace == true || text.last?.isWhitespace == true
    || text.contains("\n")
  return dialect.start("t", keeps ? [("xml:space", "preserve")] : []) + escaped(text)
    + dialect.end("t")
}

/// Distinct values in the order they were first met.
private struct Numbering<Value: Hashable> {
  var values: [Value] = []
  private var indices: [Value: Int] = [:]

  init() {}

  mutating func index(of value: Value) -> Int {
    if let index = indices[value] { return index }
    indices[value] = values.count
    values.append(value)
    return values.count - 1
  }
}
