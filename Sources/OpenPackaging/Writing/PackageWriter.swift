import CISAL
import HebiaoCore
import XMLScanning

/// Writes a package again with some of its parts changed.
///
/// ```
/// │local│data│local│data│local│data│directory│end│      as it was
///  copied     changed    copied     new parts, then the directory with other offsets
/// ```
/// What is not changed is copied as it is stored: headers, compressed bytes, descriptors, gaps. Its
/// record in the directory is copied too; only the offset in it is another one.
/// Source: APPNOTE.TXT 6.3.10, 4.3.
struct PackageWriter: ~Copyable {
  private let output: ArchiveOutput
  private var records: [Int: [UInt8]] = [:]
  private var newRecords: [[UInt8]] = []

  init(_ output: ArchiveOutput) {
    self.output = output
  }

  mutating func write(
    _ package: borrowing Package,
    _ changes: PackageChanges
  ) throws(PackagingError) {
    let directory = package.directory
    guard !changes.isEmpty else {
      return try output.copy(package, 0..<package.storedSize)
    }
    var place = 0
    let order = directory.entries.sorted { $0.stored.lowerBound < $1.stored.lowerBound }
    for entry in order {
      try output.copy(package, place..<entry.stored.lowerBound)
      place = entry.stored.upperBound
      // Of entries with one name only the last is ever read.
      let isRead = package.isRead(entry)
      if isRead, changes.removed.contains(entry.name) { continue }
      let offset = output.count - directory.prefix
      if isRead, let splices = changes.splices[entry.name], !splices.isEmpty {
        let known = changes.knownTexts[entry.name]
        try writeChanged(package, entry, splices.inOrder, known, offset)
      } else {
        try output.copy(package, entry.stored)
        records[entry.index] = try ZipRecordBytes(package.storedBytes(entry.record))
          .moved(to: offset)
      }
    }
    try output.copy(package, place..<directory.range.lowerBound)
    for (name, bytes) in changes.added {
      try writeNew(name, bytes, offset: output.count - directory.prefix)
    }
    try writeDirectory(package)
  }

  private mutating func writeChanged(
    _ package: borrowing Package,
    _ entry: ZipEntry,
    _ splices: [ByteSplice],
    _ known: KnownText?,
    _ offset: Int
  ) throws(PackagingError) {
    let header = try ZipRecordBytes(
      package.storedBytes(entry.stored.lowerBound..<entry.data.lowerBound)
    )
    let start = output.count
    try output.append(header.localHeader(PartSummary()))
    let summary: PartSummary
    if let known, let splicer = try BlockSplicer(package, entry, splices, known) {
      summary = try splicer.write(package, to: output)
    } else {
      summary = try compressAnew(package, entry, splices)
    }
    try output.replace(at: start, header.localHeader(summary))
    records[entry.index] = try ZipRecordBytes(package.storedBytes(entry.record))
      .changed(summary, offset: offset)
  }

  private func compressAnew(
    _ package: borrowing Package,
    _ entry: ZipEntry,
    _ splices: [ByteSplice]
  ) throws(PackagingError) -> PartSummary {
    var writer = PartWriter(output, method: entry.method)
    var splicer = PartSplicer(splices)
    var stream = try package.stream(entry, isLarge: true)
    writer.encoding = stream.encoding
    while true {
      try splicer.pass(stream.window, isLast: stream.isAtEnd, to: &writer)
      if stream.isAtEnd { break }
      let count = stream.window.count
      stream.consume(count)
      try stream.fill()
      writer.encoding = stream.encoding
    }
    return try writer.finish()
  }

  private mutating func writeNew(
    _ name: String,
    _ bytes: [UInt8],
    offset: Int
  ) throws(PackagingError) {
    let header = ZipRecordBytes(newEntry: name)
    let start = output.count
    try output.append(header.localHeader(PartSummary()))
    var writer = PartWriter(output, method: ZipEntry.Method.deflate)
    try writer.append(bytes.span)
    let summary = try writer.finish()
    try output.replace(at: start, header.localHeader(summary))
    newRecords.append(try ZipRecordBytes(newRecord: name).changed(summary, offset: offset))
  }

  private func writeDirectory(_ package: borrowing Package) throws(PackagingError) {
    let directory = package.directory
    let start = output.count
    for entry in directory.entries {
      if let record = records[entry.index] { try output.append(record) }
    }
    for record in newRecords { try output.append(record) }
    let size = output.count - start
    let count = records.count + newRecords.count
    let offset = start - directory.prefix
    guard count < 0xFFFF, size < 0xFFFF_FFFF, offset < 0xFFFF_FFFF else { throw .tooLargeToWrite }
    let tail = try package.storedBytes(directory.range.upperBound..<package.storedSize)
    var end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
    end.append(count, bytes: 2)
    end.append(count, bytes: 2)
    end.append(size, bytes: 4)
    end.append(offset, bytes: 4)
    // The comment, and whatever follows it, stays.
    try output.append(end + tail.dropFirst(Self.endRecord(in: tail) + 20))
  }

  /// Where the end record stands in what follows the directory.
  private static func endRecord(in tail: [UInt8]) -> Int {
    let bytes = tail.span
    guard bytes.count >= 56, bytes.number32(at: 0) == 0x0606_4B50,
      let rest = bytes.number64(at: 4), rest + 12 + 20 + 22 <= bytes.count
    else { return 0 }
    return rest + 12 + 20
  }
}

extension Package {
  /// Writes the package with some of its parts changed into a file that is being prepared.
  ///
  /// - Throws: `PackagingError` where a part is damaged or the disk is full.
  package func write(
    _ changes: PackageChanges,
    to file: FileOutput
  ) throws(PackagingError) {
    let output = ArchiveOutput(file)
    var writer = PackageWriter(output)
    try writer.write(self, changes)
    try output.flush()
  }

  /// The bytes of the package with some of its parts changed.
  package func bytes(_ changes: PackageChanges) throws(PackagingError) -> [UInt8] {
    let output = ArchiveOutput(nil)
    var writer = PackageWriter(output)
    try writer.write(self, changes)
    return output.kept
  }
}

extension PackagingError {
  static var shrunk: PackagingError {
    PackagingError(
      .unreadableFile,
      zh: "文件在读取时被改动了, 请关闭正在编辑它的程序后再试",
      en: "the file changed while it was read; close the program that edits it and try again"
    )
  }

  static var tooLargeToWrite: PackagingError {
    PackagingError(
      .tooLarge,
      zh: "结果超过 4 GB, 无法写出, 请拆分后再试",
      en: "the result exceeds 4 GB; split the file and try again"
    )
  }
}
