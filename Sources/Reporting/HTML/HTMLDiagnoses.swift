import HebiaoCore

/// Lists what most probably went wrong: per cause the best repair, and those that come near it.
struct HTMLDiagnoses {
  private let wording: DiagnosisWording

  init(wording: ReportWording) {
    self.wording = DiagnosisWording(wording: wording)
  }

  func write(_ diagnoses: [Diagnosis], into output: inout [UInt8]) {
    guard !diagnoses.isEmpty else { return }
    output.append(text: "<section class=\"repairs\">")
    output.append(element: "h3", html: wording.title)
    output.append(text: "<ol>\n")
    for diagnosis in diagnoses { write(diagnosis, into: &output) }
    output.append(text: "</ol></section>\n")
  }

  private func write(_ diagnosis: Diagnosis, into output: inout [UInt8]) {
    let language = wording.wording.language
    output.append(text: "<li>")
    if let reason = diagnosis.unlocated {
      output.append(element: "p", class: "why", html: reason[language])
    }
    for (index, repair) in diagnosis.notable.enumerated() {
      output.append(text: index == 0 ? "<div class=\"repair\">" : "<div class=\"repair or\">")
      if index > 0 { output.append(element: "span", html: wording.wording("或", "or")) }
      for change in repair.changes { write(change, of: repair, into: &output) }
      output.append(element: "span", class: "share", html: wording.share(repair))
      output.append(text: "</div>")
      if index == 0 { output.append(element: "p", class: "why", html: repair.why[language]) }
    }
    output.append(text: "</li>\n")
  }

  private func write(_ change: CellChange, of repair: Repair, into output: inout [UInt8]) {
    output.append(text: "<span>")
    output.append(element: "span", class: "cell", html: wording.place(change, of: repair))
    output.append(text: " ")
    output.append(element: "del", html: wording.shown(change.fromText))
    output.append(text: " → ")
    output.append(element: "ins", html: wording.shown(change.text))
    output.append(text: "</span>")
  }
}
