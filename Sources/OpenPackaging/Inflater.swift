import CISAL

/// ISA-L's streaming inflate, one stream at a time.
///
/// The state and the input stay at one address and are freed with this object, which nothing else
/// can reach.
@safe
final class Inflater {
  /// How a step ended.
  enum Progress {
    case needsInput
    case outputFull
    case finished
    case invalid
  }

  private let state: UnsafeMutablePointer<inflate_state>
  /// Compressed bytes wait here.
  let input: UnsafeMutableRawBufferPointer
  private static let inputCapacity = 1 << 16

  init() {
    unsafe state = .allocate(capacity: 1)
    unsafe input = .allocate(byteCount: Self.inputCapacity, alignment: 1)
    unsafe isal_inflate_init(state)
  }

  deinit {
    unsafe state.deallocate()
    unsafe input.deallocate()
  }

  func reset() {
    unsafe isal_inflate_reset(state)
    unsafe state.pointee.avail_in = 0
  }

  /// Says that the first `count` bytes of `input` are compressed data.
  func provide(_ count: Int) {
    unsafe state.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe state.pointee.avail_in = UInt32(count)
  }

  /// Inflates into `buffer` until it is full or more input is needed.
  func inflate(
    into buffer: UnsafeMutableRawBufferPointer
  ) -> (count: Int, progress: Progress) {
    let capacity = UInt32(clamping: buffer.count)
    unsafe state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe state.pointee.avail_out = capacity
    let code = unsafe isal_inflate(state)
    let count = Int(capacity - (unsafe state.pointee.avail_out))
    guard code == ISAL_DECOMP_OK || code == ISAL_END_INPUT || code == ISAL_OUT_OVERFLOW else {
      return (count, .invalid)
    }
    if unsafe state.pointee.block_state == ISAL_BLOCK_FINISH { return (count, .finished) }
    return (count, unsafe state.pointee.avail_out == 0 ? .outputFull : .needsInput)
  }
}
