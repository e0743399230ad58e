public import HebiaoCore
public import OpenPackaging

/// A workbook that is open for reading.
///
/// Opening reads the list of sheets; cells are read when they are asked for.
public final class Workbook {
  /// The sheets in the order of their tabs.
  public let sheets: [SheetEntry]
  /// Whether dates count from 1904.
  public let dateSystem: SerialDate.System
  /// The names that the workbook defines.
  public let definedNames: [DefinedName]
  /// What was odd in what has been read so far.
  public private(set) var notes: [ReaderNote] = []

  /// Opens a file.
  public init(path: String, limits: PackageLimits = .default) throws(WorkbookError) {
    sheets = []
    dateSystem = .from1900
    definedNames = []
  }

  /// Opens a workbook that is in memory.
  public init(bytes: [UInt8], limits: PackageLimits = .default) throws(WorkbookError) {
    sheets = []
    dateSystem = .from1900
    definedNames = []
  }

  /// Reads one sheet and keeps its cells, at most `maximumCells` of them.
  public func content(
    ofSheet index: Int,
    maximumCells: Int = 5_000_000
  ) throws(WorkbookError) -> SheetContent {
    SheetContent(name: "")
  }

  /// What Excel would show of a cell under its number format.
  public func shownText(of cell: SheetCell, in sheet: SheetContent) -> String {
    ""
  }
}
