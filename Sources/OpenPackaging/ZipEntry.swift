import HebiaoCore

/// One entry of an archive: what its directory says of it, and where its bytes stand.
///
/// ```
/// …│local header│name│extra│ compressed data │descriptor│…      │central record│…
///                          └───── data ──────┘                 └─── record ────┘
///  └─────────────────── stored ─────────────────────────┘
/// ```
/// Ranges are offsets in the file. Sizes are what the directory declares; only what was really read
/// is ever trusted.
package struct ZipEntry: Sendable, Hashable {
  /// The part's name, with forward slashes and without a leading one.
  package let name: String
  /// The name as it is stored.
  package let rawName: [UInt8]
  /// Its place in the directory.
  package let index: Int
  /// The general purpose bits.
  package let flags: Int
  /// How the data is compressed: 0 not at all, 8 deflate.
  package let method: Int
  /// The checksum of the content.
  package let crc: UInt32
  /// Bytes of the content.
  package let size: Int
  /// The local header, the data, and the descriptor where one follows.
  package let stored: Range<Int>
  /// The compressed data.
  package let data: Range<Int>
  /// The record in the central directory.
  package let record: Range<Int>

  /// Methods that can be read.
  enum Method {
    static let stored = 0
    static let deflate = 8
    static let aes = 99
  }

  /// General purpose bits that matter.
  enum Flag {
    static let encrypted = 1 << 0
    static let descriptorFollows = 1 << 3
    static let stronglyEncrypted = 1 << 6
    static let maskedHeader = 1 << 13
  }

  /// Bytes of compressed data.
  package var compressedSize: Int { data.count }
}
