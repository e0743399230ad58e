import CLibXLSXWriter
import HebiaoCore

/// A fresh workbook that is being written.
///
/// The one owner of the library's workbook: it is packed once, by `pack`, or given up when this
/// value ends. Every return code of the library is looked at.
package struct AuthoredWorkbook: ~Copyable {
  private let library: LibraryWorkbook
  private let output: PackedWorkbook
  private var formats = FormatTable()
  private(set) var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []

  /// A sheet of the workbook.
  package struct Sheet: Hashable, Sendable {
    let index: Int
  }

  /// An empty workbook.
  ///
  /// With `isStreaming`, each sheet's rows are written from the top down and leave memory at once.
  /// - Throws: `AuthoringError` where temporary files cannot be made.
  package init(isStreaming: Bool = false) throws(AuthoringError) {
    try TemporaryFolder.check()
    let output = try PackedWorkbook()
    let made: UnsafeMutablePointer<lxw_workbook>? = TemporaryFolder.path.withCString { folder in
      var options = lxw_workbook_options()
      options.constant_memory = isStreaming ? 1 : 0
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      return workbook_new_opt(output.path, &options)
    }
    guard let made else {
      throw AuthoringError(
        .refused(code: LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue, words: "workbook_new_opt")
      )
    }
    library = LibraryWorkbook(made)
    self.output = output
  }

  var workbook: UnsafeMutablePointer<lxw_workbook> { library.pointer }

  /// Packs the workbook.
  ///
  /// `readBack` reads it under the path it is given, since the library does not notice when the
  /// disk of its temporary files is full.
  /// - Throws: `AuthoringError`; also where `readBack` throws.
  package consuming func pack(
    readingBack readBack: (String) throws -> Void
  ) throws(AuthoringError) -> PackedWorkbook {
    try TemporaryFolder.check()
    let library = library
    let packed = output
    try AuthoringError.check(library.close())
    do {
      try readBack(packed.path)
    } catch {
      let words =
        (error as? any DescribedError)?.text ?? LocalizedText(verbatim: String(describing: error))
      throw AuthoringError(.damaged(words))
    }
    return packed
  }

  /// Adds a sheet behind the others.
  ///
  /// - Throws: `AuthoringError.Kind.limit` for a name that Excel does not take.
  package mutating func addSheet(named name: String) throws(AuthoringError) -> Sheet {
    guard !name.isEmpty, workbook_validate_sheet_name(workbook, name) == LXW_NO_ERROR,
      let sheet = workbook_add_worksheet(workbook, name)
    else {
      throw AuthoringError(
        .limit(
          LocalizedText(
            zh: "工作表名 “\(name)” 不能用: 至多 31 字, 不含 [ ] : * ? / \\, 不与其他表同名",
            en: "no sheet can be named \"\(name)\": at most 31 characters, none of [ ] : * ? / \\, "
              + "and no other sheet's name"
          )
        )
      )
    }
    sheets.append(sheet)
    return Sheet(index: sheets.count - 1)
  }

  /// The library's object for a format.
  mutating func format(
    _ format: CellFormat
  ) throws(AuthoringError) -> UnsafeMutablePointer<lxw_format> {
    try formats.format(format, of: workbook)
  }

  /// States what the workbook is about, in the document's properties.
  package mutating func setProperties(
    title: String,
    comments: String,
    custom: [(name: String, value: String)]
  ) throws(AuthoringError) {
    let code = title.withCString { title in
      comments.withCString { comments in
        var properties = lxw_doc_properties()
        properties.title = UnsafeMutablePointer(mutating: title)
        properties.comments = UnsafeMutablePointer(mutating: comments)
        return workbook_set_properties(workbook, &properties)
      }
    }
    try AuthoringError.check(code)
    for (name, value) in custom {
      try AuthoringError.check(
        workbook_set_custom_property_string(workbook, name, value.clipped(to: 255))
      )
    }
  }

  /// Makes a sheet the one that the workbook opens at.
  package mutating func open(at sheet: Sheet) {
    worksheet_activate(sheets[sheet.index])
    worksheet_set_first_sheet(sheets[sheet.index])
  }
}

/// The library's workbook, freed once: by closing it, or when this value ends.
struct LibraryWorkbook: ~Copyable {
  let pointer: UnsafeMutablePointer<lxw_workbook>

  init(_ pointer: UnsafeMutablePointer<lxw_workbook>) {
    self.pointer = pointer
  }

  deinit {
    lxw_workbook_free(pointer)
  }

  /// Packs the workbook into its file; the library frees it whatever comes of that.
  consuming func close() -> lxw_error {
    let pointer = pointer
    discard self
    return workbook_close(pointer)
  }
}
