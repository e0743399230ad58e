import HebiaoCore
import TableBinding
import TableSchemas

/// A figure that a remark gives for an indicator by its name is the total in the table.
///
/// Only an indicator that is named in full, right before the figure, is compared; remarks speak
/// loosely, so this is for somebody to look at.
///
/// Wrong: 合计 完成量 1753 beside the remark “17类困难群众和特殊群体建档1735份”.
/// Right: 1753 in both.
enum StatedTwiceRule {
  /// Words that may stand between an indicator and its figure.
  private static let fillers = [
    "累计", "共计", "合计", "总计", "完成", "服务", "开展", "共", "为", "达", "了", ":", "(", "约",
  ]

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let total = rule.value(.total) else { return }
    let tables = context.ruleTables
    // Without a remark nothing is stated twice.
    guard tables.contains(where: { !context.sheets[$0.sheet].remarks.isEmpty }) else { return }
    let names = tables.map { $0.bound.groups.map(name) }
    let isUnique = uniqueness(of: names.flatMap { $0 })
    var first = 0
    for (table, names) in zip(tables, names) {
      let own = isUnique[first..<(first + names.count)]
      first += names.count
      let bound = table.bound
      guard let row = bound.rows.lastIndex(where: { $0.kind == total }) else { continue }
      let remarks = context.sheets[table.sheet].remarks
      // A name over several indicators does not say which of them is meant.
      for ((group, name), isUnique) in zip(zip(bound.groups, names), own)
      where isUnique && name.count >= 4 {
        for field in rule.values(.fields) {
          guard let column = group.columns[field], let figure = table[row, column].number else {
            continue
          }
          for remark in remarks {
            guard let stated = self.figure(after: name, in: remark.normalized), stated != figure
            else { continue }
            report(stated, remark, figure, at: table.place(row, column), &context)
          }
        }
      }
    }
  }

  /// Whether each of some names occurs once.
  private static func uniqueness(of names: [String]) -> [Bool] {
    var isUnique = [Bool](repeating: true, count: names.count)
    var positions: [String: Int] = [:]
    positions.reserveCapacity(names.count)
    for (index, name) in names.enumerated() {
      if let other = positions.updateValue(index, forKey: name) {
        isUnique[other] = false
        isUnique[index] = false
      }
    }
    return isUnique
  }

  private static func name(of group: BoundGroup) -> String {
    group.path.last.map(NormalizedText.header) ?? ""
  }

  private static func report(
    _ stated: Rational,
    _ remark: Remark,
    _ figure: Rational,
    at place: TablePlace,
    _ context: inout CheckContext
  ) {
    guard let cell = context.cell(at: place), context.fault(at: cell.location) == nil else {
      return
    }
    let row = context.tables[place.table].rows[place.row].label
    context.report(
      cell,
      at: place,
      message: LocalizedText(
        zh: "\(remark.location.cell) 的文字写明 \(stated), \(row)为 \(figure), 请核对哪个对",
        en: "the text in \(remark.location.cell) says \(stated), \(row) is \(figure); please check"
      ),
      others: [remark.location]
    )
  }

  /// The whole number with a unit that follows a name, fillers left out; nil where there is none.
  private static func figure(after name: String, in text: String) -> Rational? {
    guard let offset = text.utf8Offset(of: name) else { return nil }
    var rest = text[text.utf8.index(text.startIndex, offsetBy: offset + name.utf8.count)...]
    while let filler = fillers.first(where: rest.hasPrefix) { rest = rest.dropFirst(filler.count) }
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ",") }
    let after = rest.dropFirst(digits.count).first
    // A percentage, a decimal or a number that goes on is another statement.
    guard !digits.isEmpty, let after, !after.isASCII else { return nil }
    return Rational(decimalText: digits.replacing(",", with: ""))
  }
}
