import HebiaoCore
import HebiaoTestSupport
import OpenPackaging
import Testing
import WorkbookFiles

extension WorkbookFixture {
  static let sheetName = "表&1"

  /// The fixture with edits made, as the sheet part reads afterwards.
  func patchedSheet(_ edits: [(String, CellEdit.Content)]) throws -> String {
    try text(of: "xl/sheets/a.xml", after: WorkbookPatch(edits: Self.edits(edits)))
  }

  /// A part as it reads once a patch is made.
  func text(of part: String, after patch: WorkbookPatch) throws -> String {
    try partText(part, in: open().plan(patch).bytes())
  }

  static func edits(_ edits: [(String, CellEdit.Content)]) throws -> [CellEdit] {
    try edits.map { name, content in
      CellEdit(CellLocation(sheet: sheetName, cell: try #require(CellReference(name))), content)
    }
  }
}

/// A part of a package as text.
func partText(_ part: String, in bytes: [UInt8]) throws -> String {
  var package = try Package(bytes: bytes)
  let found = package.entry(named: part)
  let entry = try #require(found)
  let stream = try package.wholeStream(entry)
  var text: [UInt8] = []
  for index in 0..<stream.window.count { text.append(stream.window[index]) }
  return String(decoding: text, as: UTF8.self)
}

/// The stored bytes of every entry but some, headers and all, by name.
func storedEntries(_ bytes: [UInt8], but changed: Set<String> = []) throws -> [String: [UInt8]] {
  let package = try Package(bytes: bytes)
  var entries: [String: [UInt8]] = [:]
  for entry in package.directory.entries where !changed.contains(entry.name) {
    entries[entry.name] = try package.storedBytes(entry.stored)
  }
  return entries
}
