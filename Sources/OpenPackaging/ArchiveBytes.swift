import Glibc
import HebiaoCore

/// The bytes of an archive, read at any place: those of a small file are kept, others stay on disk.
///
/// Nothing is mapped, so that a file that shrinks while it is read yields an error, not a fault.
package final class ArchiveBytes: Sendable {
  /// How many bytes there are.
  let count: Int
  private let file: RegularFile?
  private let kept: [UInt8]

  /// The largest file that is read into memory as a whole: it saves system calls.
  private static let smallFile = 1 << 20
  private static let pieceSize = 1 << 16

  /// Opens a file, which stays open where it is large.
  package init(path: String) throws(PackagingError) {
    let file = try RegularFile(path: path)
    let isSmall = file.size <= Self.smallFile
    kept = isSmall ? try file.read(0..<file.size) : []
    count = isSmall ? kept.count : file.size
    self.file = isSmall ? nil : file
  }

  /// Bytes that are in memory.
  package init(_ bytes: [UInt8]) {
    kept = bytes
    count = bytes.count
    file = nil
  }

  /// Calls `body` with all bytes, one piece after another.
  package func forEachPiece(_ body: (Span<UInt8>) -> Void) throws(PackagingError) {
    guard file != nil else {
      let kept = kept
      body(kept.span)
      return
    }
    var place = 0
    while place < count {
      let piece = try bytes(place..<min(place + Self.pieceSize, count))
      // The file has shrunk since it was opened.
      if piece.isEmpty { return }
      body(piece.span)
      place += piece.count
    }
  }

  /// The bytes of a range, as many of them as are there.
  func bytes(_ range: Range<Int>) throws(PackagingError) -> [UInt8] {
    let range = range.clamped(to: 0..<count)
    guard let file else { return Array(kept[range]) }
    return try file.read(range)
  }

  /// Copies bytes from a place on; their number is 0 only where there are none.
  func read(
    at place: Int,
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(PackagingError) -> Int {
    if let file { return try unsafe file.read(at: place, into: buffer) }
    let size = max(0, min(buffer.count, count - place))
    guard size > 0 else { return 0 }
    unsafe kept.withUnsafeBytes { bytes in
      unsafe buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[place..<place + size])
      )
    }
    return size
  }
}

extension Span<UInt8> {
  /// The two bytes at a place as a number, the low one first.
  func number16(at place: Int) -> Int {
    Int(self[place]) | Int(self[place + 1]) << 8
  }

  /// The four bytes at a place as a number, the lowest first.
  func number32(at place: Int) -> Int {
    number16(at: place) | number16(at: place + 2) << 16
  }

  /// The eight bytes at a place as a number; nil where no file can be that large.
  func number64(at place: Int) -> Int? {
    let (low, high) = (number32(at: place), number32(at: place + 4))
    return high < 1 << 15 ? low | high << 32 : nil
  }
}
