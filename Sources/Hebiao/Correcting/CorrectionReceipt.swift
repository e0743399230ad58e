public import HebiaoCore
public import WorkbookFiles

/// What a correction did, for people and programs.
public struct CorrectionReceipt: Sendable {
  /// The path of the workbook that was read.
  public var input: String
  /// Its SHA-256 in hexadecimal.
  public var inputHash: String?
  /// The path of the workbook that was written; nil where none was.
  public var output: String?
  /// Its SHA-256 in hexadecimal.
  public var outputHash: String?
  /// Where the workbook that was replaced is kept.
  public var backup: String?
  /// What was done to each cell.
  public var corrections: [Correction]
  /// Formulas whose stored value was computed again.
  public var refreshed: [CellLocation]
  /// Formulas whose stored value was taken out: it depends on what changed, and nothing here can
  /// compute it.
  public var dropped: [CellLocation]
  /// Formulas that may depend on what changed and keep their stored value, since nothing here can
  /// tell.
  public var kept: [CellLocation]
  /// Whether Excel and WPS compute every formula when they open the workbook.
  public var recomputesOnLoad: Bool
  /// The parts of the file that changed.
  public var parts: [PlannedPart]
  /// Parts of the file that stayed byte for byte.
  public var untouchedParts: Int
  /// Sheets that were added.
  public var addedSheets: [String]
  /// Errors before.
  public var errorsBefore: Int
  /// Errors that remain.
  public var errorsAfter: Int
  /// What else there is to know.
  public var notes: [LocalizedText]

  /// The cells that hold something else than before.
  public var changed: [Correction] { corrections.filter { $0.action != .marked } }
  /// The cells that are only marked.
  public var marked: [Correction] { corrections.filter { $0.action == .marked } }
}
