import HebiaoCore
import XMLScanning

/// An open package of parts: the archive, what its parts are and how they refer to one another.
package struct Package: ~Copyable {
  private let archive: ZipArchive
  /// Names that several entries bear; the last one counts, as it does for programs that append.
  package let repeatedNames: [RepeatedName]
  private let exactNames: [String: Int]
  private var foldedNames: [String: Int]?
  private var contentTypes: ContentTypes?

  /// Opens a file.
  package init(path: String, limits: PackageLimits = .default) throws(PackagingError) {
    try self.init(ArchiveBytes(path: path), limits: limits)
  }

  /// Opens the package that some bytes are.
  package init(_ bytes: ArchiveBytes, limits: PackageLimits = .default) throws(PackagingError) {
    try self.init(ZipArchive(bytes, limits: limits))
  }

  /// Opens a package that is in memory.
  package init(bytes: [UInt8], limits: PackageLimits = .default) throws(PackagingError) {
    try self.init(ArchiveBytes(bytes), limits: limits)
  }

  private init(_ archive: ZipArchive) throws(PackagingError) {
    self.archive = archive
    let entries = archive.directory.entries
    var names: [String: Int] = [:]
    var repeated: [RepeatedName] = []
    names.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      guard let earlier = names.updateValue(index, forKey: entry.name) else { continue }
      repeated.append(RepeatedName(entry, entries[earlier]))
    }
    // Names that differ in letter case alone are equivalent, which a package may not hold.
    var folded: [String: Int] = [:]
    for (index, entry) in entries.enumerated()
    where names[entry.name] == index && entry.name.utf8.contains(where: { (65...90).contains($0) })
    {
      let lower = entry.name.lowercased()
      if let twin = names[lower] ?? folded[lower] {
        repeated.append(RepeatedName(entry, entries[twin]))
      }
      folded[lower] = index
    }
    exactNames = names
    repeatedNames = repeated
  }

  /// The limits in force.
  package var limits: PackageLimits { archive.limits }

  /// What the archive holds, and where in it each entry stands.
  package var directory: ZipDirectory { archive.directory }

  /// Bytes of the archive as they are stored, as many of the range as are there.
  package func storedBytes(_ range: Range<Int>) throws(PackagingError) -> [UInt8] {
    try archive.bytes.bytes(range)
  }

  /// The archive as it is stored.
  var archiveBytes: ArchiveBytes { archive.bytes }

  /// Bytes of the archive as a whole.
  package var storedSize: Int { archive.bytes.count }

  /// Whether an entry is the one that is read under its name.
  func isRead(_ entry: ZipEntry) -> Bool { exactNames[entry.name] == entry.index }

  /// The entry of a part: by its exact name, else by its name in another letter case.
  package mutating func entry(named name: String) -> ZipEntry? {
    if let index = exactNames[name] { return archive.directory.entries[index] }
    if foldedNames == nil {
      var names: [String: Int] = [:]
      for (index, entry) in archive.directory.entries.enumerated() {
        names[PartName.unescaped(entry.name).lowercased()] = index
      }
      foldedNames = names
    }
    let folded = PartName.unescaped(name).lowercased()
    return foldedNames?[folded].map { archive.directory.entries[$0] }
  }

  /// Opens a part as text.
  package func stream(
    _ entry: ZipEntry,
    isLarge: Bool = false
  ) throws(PackagingError) -> PartStream {
    try PartStream(
      archive,
      entry,
      limit: isLarge ? archive.limits.largePart : archive.limits.smallPart
    )
  }

  /// Opens a small part and reads all of it.
  package func wholeStream(_ entry: ZipEntry) throws(PackagingError) -> PartStream {
    var stream = try stream(entry)
    while !stream.isAtEnd { try stream.fill() }
    return stream
  }

  /// The name of the part that holds the relationships of a part.
  package static func relationshipsPart(of part: String) -> String {
    PartName.relationships(of: part)
  }

  /// The relationships of a part, or of the package itself where `part` is empty.
  ///
  /// - Throws: `PackagingError` where the relationships part is there but broken.
  package mutating func relationships(
    of part: String
  ) throws(PackagingError) -> [Relationship] {
    guard let entry = entry(named: PartName.relationships(of: part)) else { return [] }
    let stream = try wholeStream(entry)
    return try Relationship.parse(stream.window, source: part, name: entry.name)
  }

  /// The content type of a part, or nil where the package does not say.
  package mutating func contentType(of part: String) throws(PackagingError) -> String? {
    try types().type(of: part)
  }

  /// Parts that are declared to have one of these content types.
  package mutating func parts(
    withContentType matches: (String) -> Bool
  ) throws(PackagingError) -> [String] {
    try types().overrides.filter { matches($0.value) }.map(\.key).sorted()
  }

  private mutating func types() throws(PackagingError) -> ContentTypes {
    if let contentTypes { return contentTypes }
    var found = ContentTypes()
    if let entry = entry(named: "[Content_Types].xml") {
      let stream = try wholeStream(entry)
      found = try ContentTypes.parse(stream.window, name: entry.name)
    }
    contentTypes = found
    return found
  }
}

/// A name that an entry bears although another one bears it too, in whatever letter case.
package struct RepeatedName: Sendable, Hashable {
  /// The name.
  package let name: String
  /// The name of the other entry.
  package let otherName: String
  /// Whether both entries hold the same bytes, as their size and checksum tell.
  package let isSameContent: Bool

  init(_ entry: ZipEntry, _ other: ZipEntry) {
    name = entry.name
    otherName = other.name
    isSameContent = entry.crc == other.crc && entry.size == other.size
  }
}

extension Package {
  /// The workbook part: the one the package's relationships lead to, else the one declared as such.
  ///
  /// - Throws: `PackagingError` that says what the package is instead.
  package mutating func mainPart() throws(PackagingError) -> ZipEntry {
    for relationship in try relationships(of: "")
    where relationship.kind == "officeDocument" && !relationship.isExternal {
      guard let entry = entry(named: relationship.target) else { continue }
      let type = try contentType(of: relationship.target) ?? ""
      if let refusal = FileSignature.error(forMainType: type, part: entry.name) { throw refusal }
      return entry
    }
    let declared = try parts { type in
      type.holds("spreadsheetml.") && type.holds(".main+xml")
        || type.hasPrefix("application/vnd.ms-excel.") && type.holds(".main+xml")
    }
    for part in declared {
      if let entry = entry(named: part) { return entry }
    }
    throw try notAWorkbook()
  }

  private mutating func notAWorkbook() throws(PackagingError) -> PackagingError {
    if let entry = entry(named: "mimetype") {
      let stream = try wholeStream(entry)
      let type = String(copying: stream.window)
      if type.holds("opendocument.spreadsheet") {
        return FileSignature.saveAs(
          "这是 OpenDocument 表格 (.ods)",
          "this is an OpenDocument spreadsheet (.ods)"
        )
      }
      if type.holds("opendocument") {
        return FileSignature.saveAs(
          "这是 OpenDocument 文档, 不是工作簿",
          "this is an OpenDocument document, not a workbook"
        )
      }
    }
    if entry(named: "xl/workbook.bin") != nil {
      return FileSignature.saveAs("这是二进制工作簿 (.xlsb)", "this is a binary workbook (.xlsb)")
    }
    if entry(named: "Index/Document.iwa") != nil || entry(named: "Index.zip") != nil {
      return FileSignature.saveAs("这是 Numbers 表格", "this is a Numbers spreadsheet")
    }
    let names = archive.directory.entries.map { $0.name.lowercased() }
    if names.contains(where: { name in FileSignature.endings.contains(where: name.hasSuffix) }) {
      return FileSignature.unpack("这是装有工作簿的压缩包", "this is an archive of workbooks")
    }
    if names.contains(where: { $0.hasSuffix("/xl/workbook.xml") }) {
      return PackagingError(
        .notAPackage,
        zh: "这是解开后重新压缩的工作簿, 各部件不在原处, 请使用原来的 .xlsx 文件",
        en:
          "this is a workbook that was unpacked and packed again, its parts in another place; use "
          + "the .xlsx file that it was made from"
      )
    }
    return FileSignature.saveAs(
      "这是压缩包, 但里面没有工作簿",
      "this is an archive that holds no workbook"
    )
  }
}
