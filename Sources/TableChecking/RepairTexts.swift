import FaultLocating
import HebiaoCore
import TableBinding

/// Why a repair is thought to be right, in the clerk's words.
struct RepairTexts {
  let repair: RankedRepair
  /// Its place among the repairs of its fault.
  let place: Int
  let all: [RankedRepair]
  let fault: LocatedFault
  let context: CheckContext

  var why: LocalizedText {
    let parts = [effort, slip, place == 0 ? rival : costlier].compactMap { $0 }
    return LocalizedText(
      zh: parts.map(\.chinese).joined(separator: "; "),
      en: parts.map(\.english).joined(separator: "; ")
    )
  }

  /// How much is changed, and how much agrees then.
  private var effort: LocalizedText {
    let relations = Set(repair.changes.flatMap { equations(on: $0.figure) }).count
    let count = repair.changes.count
    return LocalizedText(
      zh: "改动 \(count) 格即可使全部相关勾稽 (\(relations) 条) 成立",
      en: "changing \(count) \(count == 1 ? "cell" : "cells") makes all \(relations) relations "
        + "on \(count == 1 ? "it" : "them") hold"
    )
  }

  /// The slip that would explain it.
  private var slip: LocalizedText? {
    guard let change = repair.changes.first(where: { $0.slip != nil }), let slip = change.slip
    else {
      return nil
    }
    let typed = CellTexts.present(change.figure, in: context)
    let meant = CellTexts.text(of: change.value, for: change.figure, in: context)
    let name = slip.name
    if slip == .omitted {
      return LocalizedText(zh: "多半是漏填了 \(meant)", en: "\(meant) was probably left out")
    }
    return LocalizedText(
      zh: "多半是把 \(meant) 写成了 \(typed) (\(name.chinese))",
      en: "\(meant) was probably written as \(typed) (\(name.english))"
    )
  }

  /// What the next best repair would cost, or what another cell of the same relation would break.
  private var rival: LocalizedText? {
    if all.count > 1 {
      let other = all[1]
      if other.cost <= repair.cost + 0.001 {
        return LocalizedText(
          zh: "另有 \(all.count { $0.cost <= repair.cost + 0.001 } - 1) 种改法同样可能, 需人工判断",
          en: "\(all.count { $0.cost <= repair.cost + 0.001 } - 1) more as probable: please decide"
        )
      }
      let cells = names(of: other)
      return LocalizedText(
        zh: "其次是改 \(cells.chinese)",
        en: "next comes changing \(cells.english)"
      )
    }
    return broken
  }

  /// What changing another cell of the relation instead would break.
  private var broken: LocalizedText? {
    guard let first = repair.changes.first,
      let relation = fault.explained.first(where: {
        context.figures(of: $0).contains(first.figure)
      })
    else { return nil }
    let changed = Set(repair.changes.map(\.figure))
    let others = context.figures(of: relation).filter { !changed.contains($0) }
    let costs = others.map { figure in
      (
        figure: figure,
        cost: equations(on: figure).subtracting(fault.explained).count
      )
    }
    guard let most = costs.filter({ $0.cost > 0 }).max(by: { $0.cost < $1.cost }) else {
      return nil
    }
    let sheet = context.describedFigures[first.figure].location.sheet
    let cell = context.describedFigures[most.figure].location.text(from: sheet)
    return LocalizedText(
      zh: "若改 \(cell), 另有 \(most.cost) 条现在成立的勾稽会不成立",
      en:
        "changing \(cell) instead would break \(most.cost) that hold\(most.cost == 1 ? "s" : "") now"
    )
  }

  /// What a repair that is not the first has against it.
  private var costlier: LocalizedText? {
    guard let first = all.first else { return nil }
    if repair.cost <= first.cost + 0.001 {
      return LocalizedText(zh: "与第一种同样可能", en: "as probable as the first")
    }
    if repair.changes.count > first.changes.count {
      return LocalizedText(
        zh: "比第一种多改 \(repair.changes.count - first.changes.count) 格",
        en: "takes \(repair.changes.count - first.changes.count) more than the first"
      )
    }
    return LocalizedText(zh: "可能性较小", en: "less probable")
  }

  /// The equations that speak of a figure.
  private func equations(on figure: Int) -> Set<Int> {
    guard let index = context.constraintIndex else { return [] }
    return Set(index.constraints(on: figure).filter { context.constraints.isEquation($0) })
  }

  private func names(of repair: RankedRepair) -> LocalizedText {
    let sheet = self.repair.changes.first.map { context.describedFigures[$0.figure].location.sheet }
    let texts = repair.changes.map { change in
      let location = context.describedFigures[change.figure].location
      return location.text(from: sheet ?? location.sheet) + " 为 "
        + CellTexts.text(of: change.value, for: change.figure, in: context)
    }
    return LocalizedText(
      zh: texts.joined(separator: "、"),
      en: texts.map { $0.replacing(" 为 ", with: " to ") }.joined(separator: ", ")
    )
  }
}

extension TypingSlip {
  /// The slip in the clerk's words.
  var name: LocalizedText {
    switch self {
    case .replaced: LocalizedText(zh: "错了一位数字", en: "one digit replaced")
    case .exchanged: LocalizedText(zh: "相邻两位颠倒", en: "two digits exchanged")
    case .dropped: LocalizedText(zh: "漏了一位数字", en: "a digit dropped")
    case .doubled: LocalizedText(zh: "重复了一位数字", en: "a digit doubled")
    case .inserted: LocalizedText(zh: "多了一位数字", en: "a digit too many")
    case .shifted: LocalizedText(zh: "小数点错位", en: "the point moved")
    case .coarsened: LocalizedText(zh: "小数位截断或取整", en: "decimals cut off")
    case .sign: LocalizedText(zh: "正负号写反", en: "the sign turned")
    case .omitted: LocalizedText(zh: "漏填", en: "left out")
    }
  }
}
