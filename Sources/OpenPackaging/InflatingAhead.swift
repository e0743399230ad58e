import Glibc
import HebiaoCore
import XMLScanning

/// Reads a large part on a thread of its own, a few pieces ahead of whoever scans them.
///
/// ```
/// thread   read · inflate · checksum · UTF-8   ──filled──▶   scan
///             ◀───────────── emptied buffers ─────────────
/// ```
/// Unchecked because `pieces`, `buffers` and `isStopped` are touched only while `lock` is held, and
/// the rest only by the thread.
@safe
final class InflatingAhead: @unchecked Sendable {
  /// Bytes of a part; they begin at `headroom`, so that what the scan left over fits before them.
  struct Piece {
    var buffer: [UInt8]
    var end: Int
    var isLast = false
    var error: PackagingError?
  }

  /// Bytes before a piece.
  static let headroom = 1 << 14
  /// Bytes of a buffer; two or three of them fit the processor's second-level cache.
  static let capacity = headroom + 1 << 18
  /// Compressed bytes from which a thread is worth its start.
  static let smallestPart = 1 << 18
  /// Whether two threads of this process would run at once; where they would take turns, reading
  /// ahead only costs the turns.
  static let isWorthwhile = allowedCores() != 1
  /// Pieces that are read ahead at most.
  private static let lead: UInt32 = 3

  private let part: PartBytes
  private var validator: UTF8Validator
  private let lock = Semaphore(permits: 1)
  private let room = Semaphore(permits: lead)
  private let filled = Semaphore(permits: 0)
  private var pieces: [Piece] = []
  private var buffers: [[UInt8]] = []
  private var isStopped = false
  private var thread = pthread_t()

  /// Goes on with a part from where it was read; nil where the system refuses another thread.
  init?(_ part: PartBytes, _ validator: UTF8Validator) {
    self.part = part
    self.validator = validator
    let body = unsafe Unmanaged.passRetained(self)
    let result = unsafe pthread_create(
      &thread,
      nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<InflatingAhead>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      },
      body.toOpaque()
    )
    guard result == 0 else {
      unsafe body.release()
      return nil
    }
  }

  /// The next piece, waited for; there is none after the last, or after an error.
  func next() -> Piece {
    filled.take()
    lock.take()
    defer { lock.give() }
    return pieces.removeFirst()
  }

  /// Makes room for another piece; the buffer of one that was scanned is used again.
  func giveBack(_ buffer: consuming [UInt8]) {
    lock.take()
    if buffer.count == Self.capacity { buffers.append(buffer) }
    lock.give()
    room.give()
  }

  /// Ends the thread, and waits for that.
  func stop() {
    lock.take()
    isStopped = true
    lock.give()
    room.give()
    pthread_join(thread, nil)
  }

  private func run() {
    while let buffer = emptyBuffer() {
      var piece = Piece(buffer: buffer, end: Self.headroom)
      do throws(PackagingError) {
        try fill(&piece)
      } catch {
        piece.error = error
        piece.isLast = true
      }
      let isLast = piece.isLast
      lock.take()
      pieces.append(piece)
      lock.give()
      filled.give()
      if isLast { return }
    }
  }

  private func emptyBuffer() -> [UInt8]? {
    room.take()
    lock.take()
    defer { lock.give() }
    if isStopped { return nil }
    return buffers.popLast() ?? [UInt8](repeating: 0, count: Self.capacity)
  }

  private func fill(_ piece: inout Piece) throws(PackagingError) {
    while piece.end < piece.buffer.count, !part.isAtEnd {
      let count = try part.read(into: &piece.buffer, at: piece.end)
      try part.validate(&validator, piece.buffer.span.extracting(piece.end..<piece.end + count))
      piece.end += count
    }
    guard part.isAtEnd else { return }
    try part.finish(validator)
    piece.isLast = true
  }
}

extension InflatingAhead {
  /// How many cores this process may run on; nil where the system does not say.
  private static func allowedCores() -> Int? {
    // A mask in hexadecimal digits, `Cpus_allowed:\t3` for two cores.
    guard let status = try? RegularFile(path: "/proc/self/status").read(0..<1 << 14) else {
      return nil
    }
    let line = status.split(separator: UInt8(ascii: "\n")).first {
      $0.starts(with: "Cpus_allowed:".utf8)
    }
    return line?.split(separator: UInt8(ascii: "\t")).last?.reduce(0) { count, digit in
      count + (Int(String(UnicodeScalar(digit)), radix: 16)?.nonzeroBitCount ?? 0)
    }
  }
}

extension PartBytes {
  func validate(_ validator: inout UTF8Validator, _ bytes: Span<UInt8>) throws(PackagingError) {
    do {
      try validator.check(bytes)
    } catch {
      throw .unreadablePart(entry.name, error)
    }
  }

  /// Refuses a part that ends inside a character.
  func finish(_ validator: UTF8Validator) throws(PackagingError) {
    if !validator.isComplete {
      throw .damagedPart(
        entry.name,
        XMLError(.invalidEncoding, at: validator.offset).text
      )
    }
  }
}
