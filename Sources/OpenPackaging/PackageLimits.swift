/// How much a package may hold before it is refused.
///
/// Units: bytes are real, counted while they are inflated; declared sizes are never trusted.
public struct PackageLimits: Sendable, Hashable {
  /// Bytes of all parts together.
  public var total: Int
  /// Bytes of one sheet, or of the shared strings.
  public var largePart: Int
  /// Bytes of any other part.
  public var smallPart: Int
  /// Entries of the archive.
  public var entries: Int
  /// Bytes of the archive's directory, which is kept as a whole.
  public var directory: Int
  /// Bytes of text that are kept for the shared strings.
  public var keptText: Int

  /// The limits that fit a machine of one gigabyte.
  public static let `default` = PackageLimits()

  /// Limits, each with its usual value.
  public init(
    total: Int = 1 << 30,
    largePart: Int = 512 << 20,
    smallPart: Int = 64 << 20,
    entries: Int = 10_000,
    directory: Int = 16 << 20,
    keptText: Int = 128 << 20
  ) {
    self.total = total
    self.largePart = largePart
    self.smallPart = smallPart
    self.entries = entries
    self.directory = directory
    self.keptText = keptText
  }
}
