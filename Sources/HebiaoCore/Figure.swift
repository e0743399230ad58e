/// A figure of a workbook that constraints speak about.
public struct Figure: Sendable, Hashable {
  /// What a figure is in its table, from the one most likely to be derived to the least.
  public enum Role: Int, Sendable, Hashable, Comparable {
    /// A ratio of two other figures.
    case percentage
    /// A sum or count of other figures.
    case total
    /// A figure that somebody typed.
    case input
    /// A mark that counts as one.
    case mark

    /// Compares by how likely the figure is derived.
    public static func < (left: Role, right: Role) -> Bool { left.rawValue < right.rawValue }
  }

  /// The values that a figure may have at all.
  ///
  /// An object, since the figures of a column share one.
  public final class Domain: Sendable, Hashable {
    /// What the values are multiples of: one for counts, a half for attendance; nil for any value.
    public let step: Rational?
    /// The least value; nil where there is none.
    public let minimum: Rational?
    /// The greatest value; nil where there is none.
    public let maximum: Rational?

    /// The multiples of a step between two values.
    public init(step: Rational? = nil, minimum: Rational? = nil, maximum: Rational? = nil) {
      self.step = step
      self.minimum = minimum
      self.maximum = maximum
    }

    /// Whether a value is a multiple of the step; any is where there is none.
    package func isMultiple(_ value: Rational) -> Bool {
      guard let step else { return true }
      if step == .one { return value.isInteger }
      return value.divided(by: step)?.isInteger ?? false
    }

    /// Compares the values that they allow.
    public static func == (left: Domain, right: Domain) -> Bool {
      left === right
        || (left.step == right.step && left.minimum == right.minimum
          && left.maximum == right.maximum)
    }

    /// Hashes the values that it allows.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(step)
      hasher.combine(minimum)
      hasher.combine(maximum)
    }
  }

  /// The cell; a merged range is one figure.
  public var location: CellLocation
  /// The value as stored, of percentages the ratio; zero where nothing was filled in.
  public var value: Rational
  /// What it is in its table.
  public var role: Role
  /// Decimals that are printed, where fewer than are stored.
  public var roundedTo: Int?
  /// The values that it may have.
  public var domain: Domain
  /// Whether the cell is blank.
  public var isBlank: Bool
  /// Whether a formula computes it.
  public var hasFormula: Bool
  /// Decimals that it is printed with, of percentages those of the percent figure.
  public var decimals: Int?
  /// What last month's file held in its place; nil where that is not known.
  public var previous: Rational?

  /// A figure.
  public init(
    location: CellLocation,
    value: Rational,
    role: Role,
    roundedTo: Int? = nil,
    domain: Domain = Domain(),
    isBlank: Bool = false,
    hasFormula: Bool = false,
    decimals: Int? = nil,
    previous: Rational? = nil
  ) {
    self.location = location
    self.value = value
    self.role = role
    self.roundedTo = roundedTo
    self.domain = domain
    self.isBlank = isBlank
    self.hasFormula = hasFormula
    self.decimals = decimals
    self.previous = previous
  }
}
