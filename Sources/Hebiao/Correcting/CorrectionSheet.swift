import HebiaoCore
import WorkbookFiles

/// The sheet that lists what was corrected and what is left to decide.
///
/// ```
/// 更正说明
/// 原文件 …, 共更正 2 格, 待核实 1 处
/// 序号 | 工作表 | 单元格 | 位置 | 原值 | 更正为 | 原因 | 把握
/// ```
struct CorrectionSheet {
  private let corrections: [Correction]
  private let report: FileReport
  private let fileName: String
  private let language: Language

  init(
    _ corrections: [Correction],
    _ report: FileReport,
    path: String,
    options: CorrectionOptions
  ) {
    self.corrections = corrections
    self.report = report
    fileName = path.split(separator: "/").last.map(String.init) ?? path
    language = options.language
  }

  /// The name on the sheet's tab.
  static func name(in language: Language) -> String {
    language == .chinese ? "更正说明" : "Corrections"
  }

  var sheet: AddedSheet {
    let isChinese = language == .chinese
    let changed = corrections.filter { $0.action != .marked }
    let marked = corrections.filter { $0.action == .marked }
    var rows: [[AddedSheet.Cell]] = [
      [.init(isChinese ? "更正说明" : "Corrections", .title)],
      [.init(isChinese ? "原文件: \(fileName)" : "Original: \(fileName)", .note)],
      [.init("SHA-256: \(report.sha256 ?? "")", .note)],
      [
        .init(
          isChinese
            ? "黄底: 已更正 \(changed.count) 格; 橙底: 待核实 \(marked.count) 处, 未改动。点击单元格可跳到该处。"
            : "Yellow: \(changed.count) corrected; orange: \(marked.count) to be checked, not changed.",
          .note
        )
      ],
      headings.map { AddedSheet.Cell($0, .heading) },
    ]
    for (index, correction) in (changed + marked).enumerated() {
      rows.append(row(index + 1, correction))
    }
    return AddedSheet(
      name: Self.name(in: language),
      columnWidths: [6, 14, 9, 36, 22, 22, 60, 8],
      rows: rows,
      frozenRows: 5
    )
  }

  private var headings: [String] {
    language == .chinese
      ? ["序号", "工作表", "单元格", "位置", "原值", "更正为", "原因", "把握"]
      : ["No.", "Sheet", "Cell", "Where", "Was", "Now", "Because", "Sure"]
  }

  private func row(_ number: Int, _ correction: Correction) -> [AddedSheet.Cell] {
    let isMarked = correction.action == .marked
    let fill = isMarked ? CorrectionDraft.Fill.doubtful : CorrectionDraft.Fill.changed
    let link = correction.location.map { AddedSheet.Style.link($0) } ?? .body
    return [
      .init("\(number)", .short),
      .init(correction.sheet),
      .init(correction.cell.map { "\($0)" } ?? "", link),
      .init(correction.label?[language] ?? ""),
      .init(CorrectionTexts.old(correction, language)),
      .init(now(correction), .filled(fill)),
      .init(CorrectionTexts.messages(correction, language)),
      .init(correction.confidence.map(CorrectionTexts.percentage) ?? "", .short),
    ]
  }

  private func now(_ correction: Correction) -> String {
    let new = correction.new ?? ""
    switch correction.action {
    case .changed, .restored, .recalculated:
      var lines = [CorrectionTexts.shown(new, language)]
      if case .restored(let formula) = correction.action { lines.append("=\(formula)") }
      lines += [
        CorrectionTexts.keptFormula(correction, language),
        CorrectionTexts.replacedFormula(correction, language),
      ].compactMap { $0 }
      return lines.joined(separator: "\n")
    case .marked:
      let word = language == .chinese ? "待核实" : "to be checked"
      guard !new.isEmpty else { return word }
      return language == .chinese ? "\(word); 或 \(new)" : "\(word); perhaps \(new)"
    }
  }
}
