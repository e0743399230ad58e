import HebiaoCore

/// The words for what most probably went wrong and how it is mended.
struct DiagnosisWording {
  let wording: ReportWording

  var title: String { wording("更正建议", "Suggested corrections") }

  /// `97%`, of what is more probable than can be known `97%以上`.
  func share(_ repair: Repair) -> String {
    let percent = Int((min(max(repair.confidence, 0), 1) * 100).rounded())
    if percent >= 97 { return wording("可能性 97% 以上", "97% or more") }
    if percent < 1 { return wording("可能性不足 1%", "less than 1%") }
    return wording("可能性 \(percent)%", "\(percent)%")
  }

  /// `附件1-1!K5`, after a change on the same sheet `K5`.
  func place(_ change: CellChange, of repair: Repair) -> String {
    let first = repair.changes.first
    let isFirst = first == change || first?.location.sheet != change.location.sheet
    return change.location.text(from: isFirst ? "" : change.location.sheet)
  }

  func shown(_ text: String) -> String {
    text.isEmpty ? wording("空白", "blank") : text
  }

  func more(_ count: Int) -> String {
    wording("另有 \(count) 种改法, 见 --verbose", "\(count) more with --verbose")
  }
}

extension Diagnosis {
  /// The alternatives that a reader should see: those that come near the first.
  var notable: [Repair] {
    guard let first = alternatives.first else { return [] }
    return alternatives.enumerated().filter { offset, repair in
      offset == 0 || repair.confidence >= max(0.05, first.confidence / 10)
    }.map(\.element)
  }
}
