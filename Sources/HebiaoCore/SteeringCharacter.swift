/// Characters beyond ASCII that a terminal would obey: C1 controls, separators of lines and paragraphs,
/// and those that turn the direction of writing.
package enum SteeringCharacter {
  /// The bytes that such characters begin with, in UTF-8.
  @inlinable
  package static func mayBegin(with byte: UInt8) -> Bool { byte == 0xC2 || byte == 0xE2 }

  /// The character that three bytes begin with, where it is one of these; 0 stands for bytes that are
  /// missing.
  package static func scalar(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32? {
    switch (first, second, third) {
    case (0xC2, 0x80...0x9F, _): UInt32(second)
    case (0xE2, 0x80, 0xA8...0xAE): 0x2000 + UInt32(third & 0x3F)
    case (0xE2, 0x81, 0xA6...0xA9): 0x2040 + UInt32(third & 0x3F)
    default: nil
    }
  }
}
