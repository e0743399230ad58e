import HebiaoCore
import XMLScanning

/// Where a new archive goes: a file that is being written, or memory.
final class ArchiveOutput {
  private let file: FileOutput?
  private(set) var kept: [UInt8] = []
  private var buffer: [UInt8] = []
  /// Bytes that are in the file, without those that wait.
  private var written = 0
  private static let chunk = 1 << 18

  init(_ file: FileOutput?) {
    self.file = file
  }

  /// Bytes so far.
  var count: Int { file == nil ? kept.count : written + buffer.count }

  func append(_ bytes: Span<UInt8>) throws(PackagingError) {
    guard file != nil else {
      kept.append(contentsOf: bytes, 0..<bytes.count)
      return
    }
    buffer.append(contentsOf: bytes, 0..<bytes.count)
    if buffer.count >= Self.chunk { try flush() }
  }

  func append(_ bytes: [UInt8]) throws(PackagingError) {
    try append(bytes.span)
  }

  /// Copies bytes of another archive as they are stored there.
  func copy(_ package: borrowing Package, _ range: Range<Int>) throws(PackagingError) {
    var place = range.lowerBound
    while place < range.upperBound {
      let end = min(range.upperBound, place + Self.chunk)
      let bytes = try package.storedBytes(place..<end)
      guard bytes.count == end - place else { throw .shrunk }
      try append(bytes)
      place = end
    }
  }

  /// Replaces bytes that were appended before.
  func replace(at place: Int, _ bytes: [UInt8]) throws(PackagingError) {
    guard let file else {
      kept.replaceSubrange(place..<place + bytes.count, with: bytes)
      return
    }
    try flush()
    try file.write(bytes.span, at: place)
  }

  func flush() throws(PackagingError) {
    guard let file, !buffer.isEmpty else { return }
    let bytes = buffer
    try file.write(bytes.span, at: written)
    written += bytes.count
    buffer.removeAll(keepingCapacity: true)
  }
}
