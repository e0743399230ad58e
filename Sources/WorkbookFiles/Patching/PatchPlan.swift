public import HebiaoCore
import OpenPackaging
import XMLScanning

/// What becomes of one cell.
public struct PlannedCell: Sendable, Hashable {
  /// The cell.
  public var location: CellLocation
  /// What is to stand in it.
  public var content: CellEdit.Content
  /// Whether the sheet had no such cell.
  public var isInserted: Bool
  /// Whether a formula goes.
  public var losesFormula: Bool
  /// Whether the cell is filled or commented on.
  public var isMarked: Bool
}

/// What becomes of one part of the file.
public struct PlannedPart: Sendable, Hashable {
  /// What is done to it.
  public enum Change: Sendable, Hashable {
    /// So many bytes of it give way to others; all others stay.
    case edited(replaced: Int, by: Int)
    /// It is new.
    case added
    /// It is taken out.
    case removed
  }

  /// The part's name in the file.
  public var name: String
  /// What is done to it.
  public var change: Change
}

/// What a patch does to a workbook, worked out and not yet done.
///
/// Saving does what the plan says, with the same splices: there is no second way.
public final class PatchPlan {
  /// The cells that change.
  public let cells: [PlannedCell]
  /// The parts that change, by name.
  public let parts: [PlannedPart]
  /// Parts that stay byte for byte.
  public let untouchedParts: Int
  /// Formulas that may depend on an edit and keep their stored values, which may be out of date.
  public let keptResults: [CellLocation]
  /// The names of the sheets that are new, as they are in the workbook.
  public let addedSheets: [String]
  /// What else there is to know.
  public let notes: [LocalizedText]
  /// Whether Excel and WPS compute every formula when they open the result.
  public let recomputesOnLoad: Bool
  private let workbook: Workbook
  private let changes: PackageChanges

  init(
    _ workbook: Workbook,
    _ changes: PackageChanges,
    cells: [PlannedCell],
    keptResults: [CellLocation],
    addedSheets: [String],
    notes: [LocalizedText],
    recomputesOnLoad: Bool
  ) {
    self.workbook = workbook
    self.changes = changes
    self.cells = cells.sorted { $0.location < $1.location }
    self.keptResults = keptResults
    self.addedSheets = addedSheets
    self.notes = notes
    self.recomputesOnLoad = recomputesOnLoad
    var parts: [PlannedPart] = []
    for (name, splices) in changes.splices where !splices.isEmpty {
      let replaced = splices.reduce(0) { $0 + $1.range.count }
      let by = splices.reduce(0) { $0 + $1.bytes.count }
      parts.append(PlannedPart(name: name, change: .edited(replaced: replaced, by: by)))
    }
    parts += changes.removed.map { PlannedPart(name: $0, change: .removed) }
    parts += changes.added.map { PlannedPart(name: $0.name, change: .added) }
    self.parts = parts.sorted { $0.name < $1.name }
    untouchedParts =
      workbook.package.directory.entries.count
      - parts.count { $0.change != .added }
  }

  /// Whether nothing changes: the result is the same file, byte for byte.
  public var isEmpty: Bool { changes.isEmpty }

  /// The bytes of the changed workbook.
  ///
  /// - Throws: `PatchError` where a part of the file turns out to be damaged.
  public func bytes() throws(PatchError) -> [UInt8] {
    do { return try workbook.package.bytes(changes) } catch { throw PatchError(error) }
  }

  /// Writes the changed workbook to a path; the one that was opened stays.
  ///
  /// The file appears at its place only when it is whole and on the disk. `beforehand` runs right
  /// before that; what it throws leaves everything as it was.
  /// - Throws: `PatchError` where the disk is full, or a part of the file is damaged.
  public func save(
    to path: String,
    beforehand: () throws(PatchError) -> Void = { () throws(PatchError) in }
  ) throws(PatchError) {
    var failure: PatchError?
    do {
      let file = try FileOutput(path: path)
      try workbook.package.write(changes, to: file)
      try file.finish { () throws(PackagingError) in
        do throws(PatchError) {
          try beforehand()
        } catch {
          failure = error
          throw PackagingError(.unwritableFile, error.text)
        }
      }
    } catch {
      throw failure ?? PatchError(error)
    }
  }
}
