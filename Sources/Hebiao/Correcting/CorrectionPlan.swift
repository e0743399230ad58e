public import HebiaoCore
public import WorkbookFiles

/// The correction of one workbook, worked out, tried and not yet written.
public final class CorrectionPlan {
  /// The path of the workbook.
  public let path: String
  /// What was wrong before.
  public let before: FileReport
  /// What is wrong afterwards.
  public let after: FileReport
  /// What is done to each cell: changes first, then marks, each in reading order.
  public let corrections: [Correction]
  /// What becomes of the file.
  public let patch: PatchPlan

  init(
    path: String,
    before: FileReport,
    after: FileReport,
    corrections: [Correction],
    patch: PatchPlan
  ) {
    self.path = path
    self.before = before
    self.after = after
    self.corrections = corrections
    self.patch = patch
  }

  /// Errors that remain.
  public var remainingErrors: Int { after.findings.count { $0.severity == .error } }

  /// Writes the corrected workbook to a path; the one that was read stays.
  ///
  /// What stands at the path is replaced, and kept beside it first where that is asked for.
  /// - Throws: `PatchError`; nothing has been written then.
  public func save(to path: String, keepsExisting: Bool = false) throws -> CorrectionReceipt {
    var backup: String?
    try patch.save(to: path) { () throws(PatchError) in
      if keepsExisting, BackupFile.isFilled(path) {
        // A second name for a link would lead to what takes the file's place.
        backup = try BackupFile.keep(BackupFile.behindLink(path))
      }
    }
    var receipt = receipt(output: path)
    receipt.backup = backup
    return receipt
  }

  /// Puts the corrected workbook in the place of the one that was read, which is kept beside it.
  ///
  /// - Throws: `PatchError`; everything is as it was then.
  public func saveInPlace() throws -> CorrectionReceipt {
    let place = BackupFile.resolved(path)
    // The same file once more needs no backup.
    if patch.isEmpty { return receipt(output: place) }
    var backup: String?
    try patch.save(to: place) { () throws(PatchError) in
      backup = try BackupFile.keep(place)
    }
    var receipt = receipt(output: place)
    receipt.backup = backup
    return receipt
  }

  /// What is told of the correction; `output` is nil while nothing was written.
  public func receipt(output: String? = nil) -> CorrectionReceipt {
    CorrectionReceipt(
      input: path,
      inputHash: before.sha256,
      output: output,
      outputHash: output.flatMap { SHA256.hexadecimalDigest(ofFile: $0) },
      backup: nil,
      corrections: corrections,
      refreshed: results { $0 != .empty },
      dropped: results { $0 == .empty },
      kept: patch.keptResults,
      recomputesOnLoad: patch.recomputesOnLoad,
      parts: patch.parts,
      untouchedParts: patch.untouchedParts,
      addedSheets: patch.addedSheets,
      errorsBefore: before.findings.count { $0.severity == .error },
      errorsAfter: remainingErrors,
      notes: patch.notes
    )
  }

  /// The formulas whose stored values changed, by what they are now.
  private func results(_ isWanted: (CellValue) -> Bool) -> [CellLocation] {
    patch.cells.compactMap { cell in
      guard case .result(let value) = cell.content, isWanted(value) else { return nil }
      return cell.location
    }
  }
}
