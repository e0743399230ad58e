import Hebiao
import HebiaoCore

/// What is said of a correction on the terminal.
struct ReceiptWording {
  let receipt: CorrectionReceipt
  let language: Language

  /// Cells that are told of one kind, the others being counted.
  private static let limit = 40

  /// The lines, each with its end.
  var text: String {
    (heading + cells(receipt.changed) + cells(receipt.marked) + formulas + parts + remaining)
      .map { Trouble.onOneLine($0) + "\n" }.joined()
  }

  private var isChinese: Bool { language == .chinese }

  private var heading: [String] {
    let target = receipt.output ?? (isChinese ? "(未写出)" : "(nothing written)")
    var lines = [receipt.input == target ? target : "\(receipt.input) → \(target)"]
    if let backup = receipt.backup {
      lines.append(
        isChinese
          ? "  原有的文件保存为 \(backup)" : "  the file that was there is kept as \(backup)"
      )
    }
    let counts = (receipt.changed.count, receipt.marked.count)
    lines.append(
      isChinese
        ? "  更正 \(counts.0) 格, 待核实 \(counts.1) 处"
        : "  \(counts.0) corrected, \(counts.1) to be checked"
    )
    return lines
  }

  private func cells(_ corrections: [Correction]) -> [String] {
    var lines = corrections.prefix(Self.limit).map { correction -> String in
      let place = correction.cell.map { "\(correction.sheet)!\($0)" } ?? correction.sheet
      let message = correction.messages.first?[language] ?? ""
      let more = correction.messages.count - 1
      let rest = more > 0 ? (isChinese ? " (等 \(more + 1) 项)" : " (and \(more) more)") : ""
      guard correction.action != .marked else {
        return "  " + (isChinese ? "待核实 " : "check ") + "\(place): \(message)"
      }
      var line = "  \(place): \(correction.oldText[language]) → \(correction.newText[language])"
      if case .restored(let formula) = correction.action { line += " (=\(formula))" }
      if let formula = correction.formulaText { line += "; " + formula[language] }
      return line + (isChinese ? "; 原因: " : "; because: ") + message + rest
    }
    let more = corrections.count - lines.count
    if more > 0 { lines.append(isChinese ? "  … 另有 \(more) 处" : "  … and \(more) more") }
    return lines
  }

  private var formulas: [String] {
    var lines: [String] = []
    // Those that are told of cell by cell are not counted again.
    let told = Set(receipt.changed.compactMap(\.location))
    let others = receipt.refreshed.count { !told.contains($0) }
    if others > 0 {
      lines.append(
        isChinese ? "  随之刷新了 \(others) 个公式的结果" : "  \(others) formulas computed again"
      )
    }
    return lines + receipt.notes.map { "  " + $0[language] }
  }

  private var parts: [String] {
    guard !receipt.parts.isEmpty else {
      return [isChinese ? "  没有需要改动的内容, 与原文件完全相同" : "  nothing to change: the same file"]
    }
    let edited = receipt.parts.count { if case .edited = $0.change { true } else { false } }
    let added = receipt.parts.count { $0.change == .added }
    return [
      isChinese
        ? "  文件中 \(receipt.untouchedParts) 个部件原样保留, \(edited) 个局部改动, 新增 \(added) 个"
        : "  \(receipt.untouchedParts) parts of the file kept as they are, \(edited) edited, "
          + "\(added) added"
    ]
  }

  private var remaining: [String] {
    let (before, after) = (receipt.errorsBefore, receipt.errorsAfter)
    guard before != after else {
      return [isChinese ? "  错误 \(after) 处" : "  errors: \(after)"]
    }
    return [
      isChinese
        ? "  错误由 \(before) 处变为 \(after) 处" : "  errors: \(before) before, \(after) now"
    ]
  }
}
