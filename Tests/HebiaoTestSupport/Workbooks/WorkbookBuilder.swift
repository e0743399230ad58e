/// Makes the bytes of an .xlsx workbook, without any library.
///
/// The options vary what real producers vary, so that a reader is tried on all of it.
/// Source: ECMA-376 part 1 (SpreadsheetML) and part 2 (packaging).
public struct WorkbookBuilder: Sendable {
  /// How the workbook is written; each of these occurs in real files.
  public struct Options: Hashable, Sendable {
    /// Where texts are kept.
    public enum Strings: Hashable, Sendable {
      /// In the shared-string part.
      case shared
      /// In the cells.
      case inline
    }

    /// How parts are encoded.
    public enum Encoding: Hashable, Sendable {
      /// UTF-8 without a mark.
      case utf8
      /// UTF-8 after a byte order mark.
      case utf8WithMark
      /// UTF-16, little endian, after a byte order mark.
      case utf16
    }

    /// Where texts are kept.
    public var strings: Strings = .shared
    /// The prefix of the main namespace; nil makes it the default namespace.
    public var prefix: String?
    /// Whether the namespaces are those of the strict variant.
    public var isStrict = false
    /// Whether rows and cells say where they are.
    public var writesReferences = true
    /// Whether sheets say which cells they use.
    public var writesDimension = true
    /// How the sheets, strings and styles are encoded.
    public var encoding: Encoding = .utf8
    /// Whether dates count from 1904.
    public var countsFrom1904 = false
    /// How ZIP entries are kept.
    public var method: ZipWriter.Method = .stored

    /// The most common choices.
    public init() {}
  }

  /// What `docProps` says.
  public struct Properties: Hashable, Sendable {
    /// The author's name.
    public var creator = "社工站"
    /// The title.
    public var title = ""
    /// The program's name.
    public var application = "Microsoft Excel"

    /// The usual properties.
    public init() {}
  }

  /// The sheets in tab order.
  public var sheets: [SheetBuilder]
  /// How they are written.
  public var options: Options
  /// What `docProps` says.
  public var properties = Properties()

  /// A workbook with its sheets.
  public init(sheets: [SheetBuilder] = [], options: Options = Options()) {
    self.sheets = sheets
    self.options = options
  }

  /// The file's bytes; the same workbook always gives the same bytes.
  public func bytes() -> [UInt8] {
    var zip = ZipWriter()
    for part in parts() { zip.add(part.name, part.bytes, method: options.method) }
    return zip.finished()
  }

  /// The parts of the file in the order in which they are kept.
  func parts() -> [(name: String, bytes: [UInt8])] {
    var styles = StyleTable()
    var strings = SharedStringTable()
    let dialect = Dialect(options)
    let sheetParts = sheets.map { sheet in
      var part = SheetPartWriter(sheet: sheet, options: options, dialect: dialect)
      return part.written(styles: &styles, strings: &strings)
    }
    var parts: [(name: String, bytes: [UInt8])] = []
    func add(_ name: String, _ body: String) {
      parts.append((name, encoded(body)))
    }
    func addPlain(_ name: String, _ body: String) {
      let text = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n" + body
      parts.append((name, Array(text.utf8)))
    }
    addPlain("[Content_Types].xml", contentTypes)
    addPlain("_rels/.rels", packageRelationships(dialect))
    addPlain("docProps/app.xml", applicationProperties(dialect))
    addPlain("docProps/core.xml", coreProperties)
    add("xl/workbook.xml", workbookPart(dialect))
    addPlain("xl/_rels/workbook.xml.rels", workbookRelationships(dialect))
    add("xl/styles.xml", styles.part(dialect))
    if options.strings == .shared { add("xl/sharedStrings.xml", strings.part(dialect)) }
    for (index, part) in sheetParts.enumerated() {
      add("xl/worksheets/sheet\(index + 1).xml", part)
    }
    return parts
  }

  private func encoded(_ body: String) -> [UInt8] {
    let name = options.encoding == .utf16 ? "UTF-16" : "UTF-8"
    let text = "<?xml version=\"1.0\" encoding=\"\(name)\" standalone=\"yes\"?>\n" + body
    switch options.encoding {
    case .utf8: return Array(text.utf8)
    case .utf8WithMark: return [0xEF, 0xBB, 0xBF] + text.utf8
    case .utf16:
      return [0xFF, 0xFE]
        + text.utf16.flatMap {
          [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
    }
  }
}
