import HebiaoCore
import TableBinding
import TableSchemas

/// What to say of a workbook that no schema recognises.
enum Unrecognised {
  /// A workbook in which no schema recognises a table; nothing is checked.
  ///
  /// Wrong: a sheet with the headers 日期 | 摘要 | 金额.
  /// Right: a sheet with the headers that `hebiao schema show` lists.
  static let code = "unrecognised"

  static func finding(
    for sheets: [SheetContent],
    bound: [BoundSheet],
    binder: TableBinder
  ) -> Finding {
    let blank = bound.flatMap(\.unbound).filter { $0.kind == .empty }
    if let first = blank.first { return notFilledIn(first, blank, binder) }
    let name = sheets.first?.name ?? ""
    guard let near = binder.nearestSchema(to: sheets) else {
      return Finding(
        rule: code,
        severity: .warning,
        sheet: name,
        message: LocalizedText(
          zh: "没有认出任何一种表: 没有一个表头与已知的表样相符; 请确认交来的是附件 1 或附件 2",
          en:
            "no known table: no header is worded like one of the schemas'; is this the right file?"
        )
      )
    }
    let found = list(near.found)
    let missing = list(near.missing)
    let zhTail =
      near.missing.isEmpty
      ? "但表头没有排在一起, 或下面还没有填数" : "但缺少表头: \(missing.chinese)"
    let enTail =
      near.missing.isEmpty
      ? "but the headers do not stand together, or nothing is filled in below them"
      : "but these are missing: \(missing.english)"
    return Finding(
      rule: code,
      severity: .warning,
      sheet: name,
      message: LocalizedText(
        zh: "没有认出任何一种表; 最接近“\(near.name.chinese)” (\(near.schema)): 有 \(found.chinese), \(zhTail)",
        en: "no known table; nearest is \"\(near.name.english)\" (\(near.schema)): "
          + "it has \(found.english), \(enTail)"
      )
    )
  }

  /// The headers are there, the figures are not: a form as it is handed out.
  private static func notFilledIn(
    _ first: UnboundPart,
    _ blank: [UnboundPart],
    _ binder: TableBinder
  ) -> Finding {
    let schemas = binder.schemas.filter { schema in
      blank.contains { $0.nearest == schema.name.chinese }
    }
    let names = list(schemas.map(\.name))
    return Finding(
      rule: code,
      severity: .warning,
      sheet: first.location.sheet,
      cell: first.location.cell,
      message: LocalizedText(
        zh: "这是还没有填的空白表 (\(names.chinese)): 表头认出来了, 下面没有填数, 没有可核对的; 填好后再核对",
        en: "this form is still blank (\(names.english)): its headers are known, but nothing is "
          + "filled in below them; check it again once it is"
      ),
      cells: blank.map(\.location)
    )
  }

  private static func list(_ names: [LocalizedText]) -> LocalizedText {
    LocalizedText(
      zh: names.map(\.chinese).joined(separator: "、"),
      en: names.map(\.english).joined(separator: ", ")
    )
  }
}
