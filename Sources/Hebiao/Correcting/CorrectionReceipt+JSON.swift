public import HebiaoCore
import Reporting
import WorkbookFiles

extension CorrectionReceipt {
  /// The receipt as one JSON object, for programs.
  ///
  /// Source: the command-line contract, `hebiao fix --receipt`.
  public func json(in language: Language) -> [UInt8] {
    var object = JSONObject()
    object.add("schemaVersion", 1)
    object.add("input", raw: Self.file(input, inputHash))
    object.add("output", raw: output.map { Self.file($0, outputHash) } ?? Array("null".utf8))
    object.add("backup", backup)
    object.add("errorsBefore", errorsBefore)
    object.add("errorsAfter", errorsAfter)
    object.add("changed", changed.map { Self.object($0, language) })
    object.add("marked", marked.map { Self.object($0, language) })
    var caches = JSONObject()
    caches.add("refreshed", refreshed.map(Self.object))
    caches.add("dropped", dropped.map(Self.object))
    caches.add("kept", kept.map(Self.object))
    caches.add("recomputesOnLoad", recomputesOnLoad)
    object.add("caches", raw: caches.whole)
    object.add("untouchedParts", untouchedParts)
    object.add("parts", parts.map(Self.object))
    object.add("addedSheets", addedSheets)
    object.add("notes", notes.map { $0[language] })
    return object.whole + [0x0A]
  }

  private static func file(_ path: String, _ hash: String?) -> [UInt8] {
    var object = JSONObject()
    object.add("path", path)
    object.add("sha256", hash)
    return object.whole
  }

  private static func object(_ correction: Correction, _ language: Language) -> JSONObject {
    var object = JSONObject()
    object.add("sheet", correction.sheet)
    object.add("cell", correction.cell?.description)
    object.add("label", correction.label?[language])
    object.add("old", correction.old)
    object.add("new", correction.new)
    switch correction.action {
    case .changed, .marked: break
    case .restored(let formula): object.add("formula", formula)
    case .recalculated: object.add("keptFormula", correction.formula)
    }
    if let formula = correction.lostFormula { object.add("lostFormula", formula) }
    object.add("rules", correction.rules)
    object.add("findings", correction.findings)
    object.add("reasons", correction.messages.map { $0[language] })
    object.add("why", correction.why?[language])
    let confidence = correction.confidence.map { "\(($0 * 1000).rounded() / 1000)" } ?? "null"
    object.add("confidence", raw: Array(confidence.utf8))
    return object
  }

  private static func object(_ location: CellLocation) -> JSONObject {
    var object = JSONObject()
    object.add("sheet", location.sheet)
    object.add("cell", "\(location.cell)")
    return object
  }

  private static func object(_ part: PlannedPart) -> JSONObject {
    var object = JSONObject()
    object.add("name", part.name)
    switch part.change {
    case .added: object.add("change", "added")
    case .removed: object.add("change", "removed")
    case .edited(let replaced, let by):
      object.add("change", "edited")
      object.add("bytesReplaced", replaced)
      object.add("bytesWritten", by)
    }
    return object
  }
}
