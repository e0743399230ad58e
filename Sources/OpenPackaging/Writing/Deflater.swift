import CISAL

/// ISA-L's streaming deflate, one stream at a time.
///
/// The state, its work space and the output stay at one address and are freed with this object,
/// which nothing else can reach.
@safe
final class Deflater {
  private let stream: UnsafeMutablePointer<isal_zstream>
  private let workspace: UnsafeMutablePointer<UInt8>
  private let output: UnsafeMutablePointer<UInt8>
  private static let outputCapacity = 1 << 16
  /// The second of four levels: nearly as small as zlib's usual one, several times as fast.
  private static let level: UInt32 = 2
  private static let workspaceSize = 1 << 19

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe workspace = .allocate(capacity: Self.workspaceSize)
    unsafe output = .allocate(capacity: Self.outputCapacity)
    unsafe isal_deflate_init(stream)
    unsafe stream.pointee.level = Self.level
    unsafe stream.pointee.level_buf = unsafe workspace
    unsafe stream.pointee.level_buf_size = UInt32(Self.workspaceSize)
  }

  deinit {
    unsafe stream.deallocate()
    unsafe workspace.deallocate()
    unsafe output.deallocate()
  }

  /// Compresses bytes for `sink` to take.
  ///
  /// The last call ends the stream. Where `endsAtByte`, everything so far is handed over and an
  /// empty block fills the last byte.
  func deflate(
    _ bytes: Span<UInt8>,
    isLast: Bool,
    endsAtByte: Bool = false,
    to sink: (Span<UInt8>) throws(PackagingError) -> Void
  ) throws(PackagingError) {
    let failure: PackagingError? = unsafe bytes.withUnsafeBufferPointer { input in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(input.count)
      unsafe stream.pointee.end_of_stream = isLast ? 1 : 0
      unsafe stream.pointee.flush = UInt16(endsAtByte && !isLast ? SYNC_FLUSH : NO_FLUSH)
      do throws(PackagingError) {
        repeat {
          unsafe stream.pointee.next_out = unsafe output
          unsafe stream.pointee.avail_out = UInt32(Self.outputCapacity)
          guard unsafe isal_deflate(stream) == COMP_OK else { return .cannotCompress }
          let count = Self.outputCapacity - Int(unsafe stream.pointee.avail_out)
          let made = unsafe UnsafeBufferPointer(start: output, count: count)
          try sink(unsafe Span(_unsafeElements: made))
        } while unsafe stream.pointee.avail_out == 0
      } catch {
        return error
      }
      return nil
    }
    if let failure { throw failure }
  }
}

extension PackagingError {
  fileprivate static var cannotCompress: PackagingError {
    PackagingError(
      .unwritableFile,
      zh: "压缩时出错, 结果没有写出, 请反馈给开发者",
      en: "compressing failed, nothing was written; please report it"
    )
  }
}
