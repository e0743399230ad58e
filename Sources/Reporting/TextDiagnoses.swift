import HebiaoCore

/// What most probably went wrong, as lines for people.
struct TextDiagnoses {
  /// Alternatives shown of one diagnosis before the rest is folded.
  private static let shown = 4

  private let wording: DiagnosisWording
  private let paint: TerminalPaint
  private let isVerbose: Bool

  init(wording: ReportWording, paint: TerminalPaint, isVerbose: Bool) {
    self.wording = DiagnosisWording(wording: wording)
    self.paint = paint
    self.isVerbose = isVerbose
  }

  func write(_ diagnoses: [Diagnosis], into output: inout [UInt8]) {
    guard !diagnoses.isEmpty else { return }
    output.append(text: "  \(paint.bold(wording.title))\n")
    for diagnosis in diagnoses { write(diagnosis, into: &output) }
  }

  private func write(_ diagnosis: Diagnosis, into output: inout [UInt8]) {
    let language = wording.wording.language
    if let reason = diagnosis.unlocated {
      let ids = DisplayText.singleLine(reason[language])
      output.append(text: "    \(paint.dim(ids))\n")
      return
    }
    let notable = isVerbose ? diagnosis.alternatives : diagnosis.notable
    let shown = isVerbose ? notable.count : min(notable.count, Self.shown)
    for (index, repair) in notable.prefix(shown).enumerated() {
      let beginning = index == 0 ? "    " : "      " + wording.wording("或 ", "or ")
      let share = paint.dim("(\(wording.share(repair)))")
      output.append(text: beginning + changes(repair) + " " + share + "\n")
      if index == 0 {
        let why = DisplayText.singleLine(repair.why[language])
        output.append(text: paint.dim("         \(why)") + "\n")
      }
    }
    if shown < notable.count {
      output.append(text: paint.dim("      \(wording.more(notable.count - shown))") + "\n")
    }
  }

  private func changes(_ repair: Repair) -> String {
    repair.changes.map { change in
      let old = DisplayText.singleLine(wording.shown(change.fromText))
      let new = DisplayText.singleLine(wording.shown(change.text))
      return
        "\(paint.bold(DisplayText.singleLine(wording.place(change, of: repair)))) \(old) → \(paint.good(new))"
    }.joined(separator: wording.wording("、", ", "))
  }
}
