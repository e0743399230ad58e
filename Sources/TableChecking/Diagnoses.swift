import FaultLocating
import HebiaoCore
import TableBinding

/// Puts located faults into words: which cells, what they should hold, and why it is thought so.
enum Diagnoses {
  /// Repairs of one diagnosis that are told; equal ones are told beyond that.
  private static let limit = 5

  /// The diagnoses in the order of the first finding that each explains.
  static func of(
    _ located: [LocatedFault],
    told findings: [ArithmeticFinding],
    in context: CheckContext
  ) -> [Diagnosis] {
    var tellers: [Int: [Int]] = [:]
    for (index, finding) in findings.enumerated() {
      for constraint in finding.explained { tellers[constraint, default: []].append(index) }
    }
    let diagnoses = located.map { fault -> (order: Int, diagnosis: Diagnosis) in
      let own = Set(fault.explained.flatMap { tellers[$0] ?? [] }).sorted()
      let shown = shown(fault.repairs)
      return (
        own.first ?? findings.count,
        Diagnosis(
          findings: own.map { findings[$0].finding.id },
          alternatives: shown.indices.map { index in
            repair(shown[index], place: index, of: shown, fault, in: context)
          },
          unlocated: shown.isEmpty ? unlocated(fault) : nil
        )
      )
    }
    return diagnoses.enumerated().sorted { left, right in
      (left.element.order, left.offset) < (right.element.order, right.offset)
    }.map(\.element.diagnosis)
  }

  /// The repairs worth showing: a few, and all that are as probable as the last of them.
  private static func shown(_ repairs: [RankedRepair]) -> [RankedRepair] {
    guard repairs.count > limit else { return repairs }
    let last = repairs[limit - 1].cost
    return repairs.enumerated().filter { $0.offset < limit || $0.element.cost <= last + 0.001 }
      .map(\.element)
  }

  private static func unlocated(_ fault: LocatedFault) -> LocalizedText {
    fault.isGivenUp
      ? LocalizedText(
        zh: "牵涉的格太多, 推算不出是哪一格, 请按各条提示逐一核对",
        en:
          "too many cells are involved to tell which is wrong; please check the findings one by one"
      )
      : LocalizedText(
        zh: "改动少数几格都不能使相关勾稽全部成立, 请按各条提示逐一核对",
        en:
          "changing a few cells does not make the figures agree; please check the findings one by one"
      )
  }

  private static func repair(
    _ repair: RankedRepair,
    place: Int,
    of all: [RankedRepair],
    _ fault: LocatedFault,
    in context: CheckContext
  ) -> Repair {
    Repair(
      changes: repair.changes.map {
        CellTexts.change(of: $0.figure, to: $0.value, in: context)
      },
      confidence: repair.confidence,
      why: RepairTexts(repair: repair, place: place, all: all, fault: fault, context: context).why
    )
  }
}
