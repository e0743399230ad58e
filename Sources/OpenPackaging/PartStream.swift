import HebiaoCore
import XMLScanning

/// The text of one part as UTF-8, pulled a window at a time.
///
/// ```
/// buffer  |consumed|window                |free    |
///                  ^ start                ^ end
/// ```
/// The window grows only where a caller leaves a full one unread, and only with bytes that were read.
@safe
package struct PartStream: ~Copyable {
  /// The part's name.
  package let name: String
  private let bytes: PartBytes
  private var ahead: InflatingAhead?
  private var buffer: [UInt8]
  private var start = 0
  private var end = 0
  private var validator = UTF8Validator()
  private var transcoder: UTF16Transcoder?
  /// Takes the bytes of a part in UTF-16, where the buffer holds text alone.
  private var encoded: [UInt8] = []
  private var encodingIsKnown = false
  /// How the part is encoded; known once bytes were read.
  package private(set) var encoding = PartEncoding.utf8
  /// Whether the window holds everything that is left.
  package private(set) var isAtEnd = false

  /// The usual size of a window: it fits the processor's second-level cache.
  static let usualWindow = 1 << 18

  init(
    _ archive: ZipArchive,
    _ entry: ZipEntry,
    limit: Int
  ) throws(PackagingError) {
    name = entry.name
    bytes = try PartBytes(archive, entry, limit: limit)
    // The declared size only ever makes the first window smaller.
    let hint = entry.size
    buffer = [UInt8](repeating: 0, count: max(64, min(hint &+ 16, Self.usualWindow)))
  }

  deinit {
    ahead?.stop()
  }

  /// The bytes that were read and not yet consumed.
  package var window: Span<UInt8> {
    @_lifetime(borrow self)
    get { buffer.span.extracting(start..<end) }
  }

  /// Drops bytes from the front of the window.
  package mutating func consume(_ count: Int) {
    start = min(start + max(count, 0), end)
  }

  /// Reads on until the window is larger than it was, or holds the rest.
  package mutating func fill() throws(PackagingError) {
    if isAtEnd { return }
    if let ahead { return try take(from: ahead) }
    if transcoder != nil { return try fillTranscoding() }
    makeRoom()
    // What is left of a long token is looked at again: each time with as much again behind it.
    let wanted = max(2 * (end - start), buffer.count / 2)
    while !isAtEnd, end < buffer.count {
      let before = end
      let count = try bytes.read(into: &buffer, at: end)
      isAtEnd = bytes.isAtEnd
      if !encodingIsKnown, try sniff(count) {
        if end == before { try fillTranscoding() }
        return
      }
      try validate(end..<end + count)
      end += count
      if end > before, end - start > wanted { break }
    }
    if isAtEnd {
      try bytes.finish(validator)
    } else if encodingIsKnown, bytes.entry.compressedSize >= InflatingAhead.smallestPart,
      InflatingAhead.isWorthwhile
    {
      ahead = InflatingAhead(bytes, validator)
    }
  }

  /// Takes pieces that were read ahead, until the window is larger than it was by as much again.
  private mutating func take(from ahead: InflatingAhead) throws(PackagingError) {
    let rest = end - start
    repeat {
      var piece = ahead.next()
      isAtEnd = piece.isLast
      if let error = piece.error { throw error }
      let left = end - start
      if left <= InflatingAhead.headroom {
        let place = InflatingAhead.headroom - left
        Self.copy(buffer.span.extracting(start..<end), to: &piece.buffer, at: place)
        swap(&buffer, &piece.buffer)
        start = place
        end = piece.end
      } else {
        // Something longer than usual is gathered in a buffer that grows with it.
        makeRoom()
        let count = piece.end - InflatingAhead.headroom
        if end + count > buffer.count {
          buffer += [UInt8](repeating: 0, count: max(buffer.count, count))
        }
        let added = piece.buffer.span.extracting(InflatingAhead.headroom..<piece.end)
        Self.copy(added, to: &buffer, at: end)
        end += count
      }
      ahead.giveBack(piece.buffer)
    } while !isAtEnd && end - start < 2 * rest
  }

  private static func copy(_ source: Span<UInt8>, to target: inout [UInt8], at place: Int) {
    unsafe source.withUnsafeBytes { source in
      unsafe target.withUnsafeMutableBytes { target in
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[place...]).copyMemory(from: source)
      }
    }
  }

  private mutating func makeRoom() {
    if start > 0 {
      let rest = end - start
      if rest > 0 {
        unsafe buffer.withUnsafeMutableBytes { bytes in
          unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        }
      }
      start = 0
      end = rest
    }
    if end * 4 > buffer.count * 3 {
      buffer += [UInt8](repeating: 0, count: max(buffer.count, 4096))
    }
  }

  /// Recognises UTF-16 by the first bytes; true if they were taken over.
  private mutating func sniff(_ count: Int) throws(PackagingError) -> Bool {
    guard count >= 2 || bytes.isAtEnd else { return false }
    encodingIsKnown = true
    guard let order = UTF16Transcoder.sniff(buffer.span.extracting(end..<end + count)) else {
      return false
    }
    encoding = .utf16(order, hasMark: buffer[end] >= 0xFE)
    transcoder = UTF16Transcoder(order)
    let size = buffer.count
    encoded = Array(buffer[end..<end + count])
    try transcode(count)
    encoded = bytes.isAtEnd ? [] : [UInt8](repeating: 0, count: size)
    return true
  }

  /// Reads on in UTF-16, until the window is larger than it was by as much again.
  private mutating func fillTranscoding() throws(PackagingError) {
    buffer.removeSubrange(..<start)
    end -= start
    start = 0
    let before = end
    while !isAtEnd, end == before || end < 2 * before {
      let count = try bytes.read(into: &encoded, at: 0)
      isAtEnd = bytes.isAtEnd
      try transcode(count)
    }
  }

  /// Puts the text that `encoded` begins with at the end of the window.
  private mutating func transcode(_ count: Int) throws(PackagingError) {
    guard var transcoder else { return }
    var text: [UInt8] = []
    swap(&text, &buffer)
    text.removeLast(text.count - end)
    do {
      try transcoder.append(encoded.span.extracting(0..<count), isLast: bytes.isAtEnd, to: &text)
    } catch {
      throw textError(error)
    }
    end = text.count
    buffer = text
    self.transcoder = transcoder
  }

  private mutating func validate(_ range: Range<Int>) throws(PackagingError) {
    var checked = validator
    do {
      try bytes.validate(&checked, buffer.span.extracting(range))
    } catch {
      throw range.lowerBound == 0 ? declaredEncodingError(range.count) ?? error : error
    }
    validator = checked
  }

  /// What is wrong with the encoding that the first bytes of the part declare: that says more than the
  /// place of a byte which is not UTF-8.
  private func declaredEncodingError(_ count: Int) -> PackagingError? {
    var scanner = XMLScanner()
    do {
      _ = try scanner.next(in: buffer.span.extracting(0..<count), isLast: false)
      return nil
    } catch {
      return error.problem == .unsupportedEncoding ? textError(error) : nil
    }
  }

  private func textError(_ error: XMLError) -> PackagingError {
    .unreadablePart(name, error)
  }
}
