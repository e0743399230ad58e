public import HebiaoCore
public import OpenPackaging
import SpreadsheetML
import XMLScanning

/// A workbook that is open for reading.
///
/// Opening reads the list of sheets; cells, shared strings and styles are read when they are needed.
public final class Workbook {
  /// The sheets in the order of their tabs.
  public let sheets: [SheetEntry]
  /// The epoch that the workbook's dates count from.
  public let dateSystem: SerialDate.System
  /// The names that the workbook defines.
  public let definedNames: [DefinedName]
  /// What was odd in what has been read so far.
  public private(set) var notes: [ReaderNote]

  var package: Package
  private let parts: [String?]
  let supportingParts: SupportingParts
  private var loadedStrings: SharedStrings?
  private var loadedStyles: Styles?
  private var sharedTextNumbers = SharedTextNumbers()

  /// Opens a file.
  public convenience init(path: String, limits: PackageLimits = .default) throws(WorkbookError) {
    let bytes: ArchiveBytes
    do {
      bytes = try ArchiveBytes(path: path)
    } catch {
      throw WorkbookError(error)
    }
    try self.init(bytes, limits: limits)
  }

  /// Opens a workbook that is in memory.
  public convenience init(
    bytes: [UInt8],
    limits: PackageLimits = .default
  ) throws(WorkbookError) {
    try self.init(ArchiveBytes(bytes), limits: limits)
  }

  /// Opens the workbook that some bytes are.
  package convenience init(
    _ bytes: ArchiveBytes,
    limits: PackageLimits = .default
  ) throws(WorkbookError) {
    let package: Package
    do {
      package = try Package(bytes, limits: limits)
    } catch {
      throw WorkbookError(error)
    }
    try self.init(package)
  }

  private init(_ opened: consuming Package) throws(WorkbookError) {
    let listing: WorkbookListing
    do {
      listing = try WorkbookListing(&opened)
    } catch {
      throw WorkbookError(error)
    }
    package = opened
    sheets = listing.sheets
    parts = listing.parts
    supportingParts = listing.supportingParts
    dateSystem = listing.dateSystem
    definedNames = listing.definedNames
    notes = listing.notes
  }

  /// Reads one sheet and keeps its cells, at most `maximumCells` of them.
  ///
  /// A sheet without cells of its own, such as a chart, yields an empty content.
  /// - Throws: `WorkbookError` where the sheet is damaged or holds more cells.
  public func content(
    ofSheet index: Int,
    maximumCells: Int = 5_000_000
  ) throws(WorkbookError) -> SheetContent {
    guard sheets.indices.contains(index) else { throw .noSheet(index) }
    let entry = sheets[index]
    var content = emptyContent(ofSheet: index)
    guard var reader = try reader(ofSheet: index) else { return content }
    let resolver = try resolver()
    content.numberFormats = resolver.styles.formats.map(\.traits)
    var keeping = SheetKeeping(resolver)
    sharedTextNumbers.begin()
    try keeping.read(&reader, &sharedTextNumbers, maximum: maximumCells)
    content.cells = keeping.cells
    reader.layout.fill(&content)
    note(reader.problems, in: entry)
    note(.missingString, at: keeping.missing, in: entry)
    note(.repeatedCell, at: keeping.repeated, in: entry)
    return content
  }

  /// What a sheet is called and what kind it is, before any of its cells.
  func emptyContent(ofSheet index: Int) -> SheetContent {
    let entry = sheets[index]
    return SheetContent(name: entry.name, index: index, state: entry.state, kind: entry.kind)
  }

  /// What Excel would show of a cell under its number format.
  public func shownText(of cell: SheetCell, in sheet: SheetContent) -> String {
    let formats = loadedStyles?.formats ?? []
    let format = formats.indices.contains(cell.format) ? formats[cell.format] : .general
    return format.shownText(of: cell.value, system: dateSystem)
  }

  /// A reader at the first row of a sheet; nil where the sheet has no cells that can be read.
  func reader(
    ofSheet index: Int,
    keepsLayout: Bool = true
  ) throws(WorkbookError) -> SheetReader? {
    guard let entry = entry(ofSheet: index) else { return nil }
    do {
      return SheetReader(try package.stream(entry, isLarge: true), keepsLayout: keepsLayout)
    } catch {
      throw WorkbookError(error)
    }
  }

  /// The entry that holds a worksheet; nil where there is none.
  func entry(ofSheet index: Int) -> ZipEntry? {
    guard sheets[index].kind == .worksheet, let part = parts[index] else { return nil }
    return package.entry(named: part)
  }

  /// What is needed to turn raw cells into values.
  func resolver() throws(WorkbookError) -> CellResolver {
    do {
      return CellResolver(
        strings: try strings(),
        styles: try styles(),
        dateSystem: dateSystem
      )
    } catch {
      throw WorkbookError(error)
    }
  }

  /// Notes what was odd in a sheet; the first of very many.
  func note(_ problems: SheetProblems, in sheet: SheetEntry) {
    for problem in problems.first { notes.append(ReaderNote(problem, in: sheet)) }
    for kind in SheetProblems.Kind.allCases {
      let more = problems.more(kind)
      if more > 0 { notes.append(ReaderNote(kind, more: more, in: sheet)) }
    }
  }

  /// Notes what is odd about cells of a sheet.
  private func note(_ kind: SheetProblems.Kind, at cells: [CellReference], in sheet: SheetEntry) {
    if cells.isEmpty { return }
    var problems = SheetProblems()
    for cell in cells.sorted() {
      problems.add(kind, row: cell.row.rawValue, column: cell.column.rawValue)
    }
    note(problems, in: sheet)
  }

  private func styles() throws(PackagingError) -> Styles {
    if let loadedStyles { return loadedStyles }
    var styles = Styles()
    if let part = supportingParts.styles, let entry = package.entry(named: part) {
      let stream = try package.wholeStream(entry)
      do {
        styles = try Styles.parse(stream.window)
      } catch {
        throw .unreadablePart(entry.name, error)
      }
    }
    loadedStyles = styles
    return styles
  }

  private func strings() throws(PackagingError) -> SharedStrings {
    if let loadedStrings { return loadedStrings }
    var strings = SharedStrings()
    if let part = supportingParts.sharedStrings, let entry = package.entry(named: part) {
      var stream = try package.stream(entry, isLarge: true)
      var scanner = SharedStringsScanner()
      while true {
        do {
          if try scanner.scan(stream.window, isLast: stream.isAtEnd) { break }
        } catch {
          throw .unreadablePart(entry.name, error)
        }
        if scanner.strings.keptBytes > package.limits.keptText {
          throw .overKeptText(package.limits.keptText)
        }
        stream.consume(scanner.discardConsumed())
        try stream.fill()
      }
      strings = scanner.takeStrings()
    }
    loadedStrings = strings
    return strings
  }
}
