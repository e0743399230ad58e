import HebiaoCore

/// The words that reports share.
struct ReportWording: Sendable {
  let language: Language

  func callAsFunction(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  func name(of severity: Severity) -> String {
    switch severity {
    case .error: self("错误", "error")
    case .warning: self("提示", "warning")
    case .info: self("说明", "note")
    }
  }

  /// The name for so many: `errors`.
  func noun(for severity: Severity, _ number: Int) -> String {
    name(of: severity) + self("", number == 1 ? "" : "s")
  }

  /// `3 处错误, 2 处提示`: errors in any case, and the other severities that occur.
  func counts(_ totals: ReportTotals) -> String {
    [count(totals.errors, of: .error), doubts(totals)].compactMap { $0 }.joined(separator: ", ")
  }

  /// `2 处提示, 1 处说明`, or nil where there is neither.
  func doubts(_ totals: ReportTotals) -> String? {
    var parts: [String] = []
    if totals.warnings > 0 { parts.append(count(totals.warnings, of: .warning)) }
    if totals.infos > 0 { parts.append(count(totals.infos, of: .info)) }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  func count(_ number: Int, of severity: Severity) -> String {
    self("\(number) 处\(name(of: severity))", plural(number, name(of: severity)))
  }

  /// `3 张表, 56 行`.
  func extent(_ totals: ReportTotals) -> String {
    self(
      "\(totals.sheets) 张表, \(totals.rows) 行",
      "\(plural(totals.sheets, "sheet")), \(plural(totals.rows, "row"))"
    )
  }

  func noErrors(_ totals: ReportTotals) -> String {
    self("未发现错误: \(extent(totals))", "no errors found: \(extent(totals))")
  }

  var unrecognised: String {
    self("没有识别出可核对的表格", "no table that any schema recognises")
  }

  func unreadable(_ error: LocalizedText?) -> String {
    let why = error?[language] ?? self("原因不明", "no reason given")
    return self("无法读取: ", "cannot be read: ") + why
  }

  /// `另有 12 条同类提示`.
  func folded(_ number: Int, of severity: Severity) -> String {
    self(
      "另有 \(number) 条同类\(name(of: severity))",
      "\(number) more \(name(of: severity))\(number == 1 ? "" : "s") of the same kind"
    )
  }

  var reason: String { self("依据", "Why") }

  var skipped: String { self("未检查", "Not checked") }

  /// A rule that was not applied: a comparison is no rule of a schema, and has words of its own.
  func name(ofSkipped rule: String) -> String {
    rule == "against" ? self("与上期比较", "comparison with the earlier month") : rule
  }

  /// The last line under several files.
  func summary(_ totals: ReportTotals) -> String {
    var parts = [
      self("共 \(totals.files) 个文件", plural(totals.files, "file")),
      self("\(totals.filesWithErrors) 个有错误", "\(totals.filesWithErrors) with errors"),
    ]
    if totals.unrecognised > 0 {
      parts.append(
        self("\(totals.unrecognised) 个未识别", "\(totals.unrecognised) not recognised")
      )
    }
    if totals.unreadable > 0 {
      parts.append(self("\(totals.unreadable) 个无法读取", "\(totals.unreadable) unreadable"))
    }
    return parts.joined(separator: ", ") + self("; 合计 ", "; in all ") + counts(totals)
  }

  func plural(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
