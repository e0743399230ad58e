import HebiaoCore
import TableBinding
import TableSchemas

/// A sentence with several figures, or none, does not say which one counts.
///
/// Wrong: 完成培训3次、沙龙2次.
/// Right: 完成活动5次; 完成活动, 共计5次.
enum FigureUnclearRule {
  /// So many of the figures are named.
  private static let mostShown = 8

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    let unclear = context.cells(of: rule) { facts, _, _ in facts.kind == .unclear }
    for (cell, place) in context.bound(unclear) {
      guard case .unclear(let figures) = cell.value else { continue }
      let shown = figures.prefix(mostShown).map { "\($0)" }
      let list = (shown + (figures.count > mostShown ? ["…"] : [])).joined(separator: "、")
      context.report(
        cell,
        at: place,
        message: figures.isEmpty
          ? LocalizedText(
            zh: "文字里没有找到数字, 未核对百分比",
            en: "the text holds no figure; the percentage was not checked"
          )
          : LocalizedText(
            zh: "文字里有几个数 (\(list)), 无从判断哪个是指标数, 未核对百分比",
            en: "the text holds several figures (\(list)); the percentage was not checked"
          )
      )
    }
  }
}
