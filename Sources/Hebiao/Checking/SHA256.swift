import CNettle
import OpenPackaging

/// The SHA-256 of files, by Nettle.
enum SHA256 {
  /// The digest of a regular file in hexadecimal; nil where it cannot be read.
  static func hexadecimalDigest(ofFile path: String) -> String? {
    guard let bytes = try? ArchiveBytes(path: path) else { return nil }
    return hexadecimalDigest(of: bytes)
  }

  /// The digest of bytes that are open already; nil where they can be read no more.
  static func hexadecimalDigest(of bytes: ArchiveBytes) -> String? {
    var context = sha256_ctx()
    nettle_sha256_init(&context)
    do {
      try bytes.forEachPiece { piece in
        piece.withUnsafeBufferPointer { piece in
          nettle_sha256_update(&context, piece.count, piece.baseAddress)
        }
      }
    } catch {
      return nil
    }
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
    nettle_sha256_digest(&context, digest.count, &digest)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self
    )
  }
}
