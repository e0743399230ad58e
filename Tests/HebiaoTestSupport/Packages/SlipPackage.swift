import HebiaoCore

/// A random package in a random layout with typing slips in single cells, which nothing follows.
///
/// The slips are those of fingers: a digit replaced, exchanged with its neighbour, dropped or doubled,
/// the point moved; a mark forgotten or set in the wrong place.
public struct SlipPackage: Sendable {
  /// A cell that was mistyped.
  public struct Slip: Sendable, Hashable {
    /// Which figure.
    public var path: FigurePath
    /// What was meant.
    public var meant: PrintedValue
    /// What stands there.
    public var typed: PrintedValue
    /// What happened: `replaced`, `exchanged`, `dropped`, `doubled`, `shifted`, `mark`, `step`.
    public var kind: String
  }

  /// The package as it was meant.
  public let package: MonthlyPackage
  /// The figures as printed, slips in them.
  public let figures: PrintedFigures
  /// The slips; fewer than asked for where no place was found.
  public let slips: [Slip]
  /// The workbook, and where each figure stands in it.
  public let rendered: RenderedPackage

  /// The package of a number within a seed; the same numbers give the same package.
  public init(seed: UInt64, number: Int, slips count: Int) {
    var generator = PackageGenerator(seed: seed &* 1_000_033 &+ UInt64(number))
    package = generator.package()
    let layout = generator.layout()
    let options = generator.options()
    var figures = package.printed()
    let shown = package.rendered(figures, layout: layout).locations
    let paths = shown.keys.filter { Self.isFigure($0, figures[$0]) }
      .map { (name: "\($0)", path: $0) }.sorted { $0.name < $1.name }.map(\.path)
    var slips: [Slip] = []
    var places: Set<RenderedPackage.Location> = []
    var attempts = 0
    while slips.count < count, attempts < 200 {
      attempts += 1
      guard let path = paths.randomElement(using: &generator.random),
        let place = shown[path], !places.contains(place), let meant = figures[path],
        let (typed, kind) = Self.mistyped(meant, at: path, package, &generator.random),
        typed.figure != meant.figure || typed != meant
      else { continue }
      places.insert(place)
      figures[path] = typed
      slips.append(Slip(path: path, meant: meant, typed: typed, kind: kind))
    }
    self.figures = figures
    self.slips = slips
    rendered = package.rendered(figures, layout: layout, options: options)
  }

  private static func isFigure(_ path: FigurePath, _ value: PrintedValue?) -> Bool {
    switch path {
    case .personField, .retention, .period: return false
    case .person(_, .insurance), .person(_, .pay): return true
    default: return value?.figure != nil
    }
  }

  private static func mistyped(
    _ value: PrintedValue,
    at path: FigurePath,
    _ package: MonthlyPackage,
    _ random: inout SeededGenerator
  ) -> (PrintedValue, String)? {
    switch path {
    case .person(_, .insurance), .person(_, .pay):
      return (value == .text("√") ? .blank : .text("√"), "mark")
    case .person(_, .attendance(let month)):
      let weight = package.months[month].weight
      let steps = [Rational.zero, .halves(1), .one].filter { $0 <= weight && $0 != value.figure }
      return steps.randomElement(using: &random).map { (.figure($0), "step") }
    default: break
    }
    guard let figure = value.figure else { return nil }
    switch value {
    case .ratio(_, let decimals):
      guard let text = figure.multiplied(by: Rational(100))?.fixedText(decimals: decimals),
        let (other, kind) = slip(text, &random),
        let ratio = Rational(decimalText: other)?.divided(by: Rational(100)),
        ratio.roundedHalfUp(decimals: decimals + 2) == ratio
      else { return nil }
      return (.ratio(ratio, decimals: decimals), kind)
    case .phrase(var phrase):
      guard let (other, kind) = slip(figure.description, &random),
        let number = Rational(decimalText: other), number.isInteger, number > .zero
      else { return nil }
      phrase.figure = number
      return (.phrase(phrase), kind)
    default:
      guard let (other, kind) = slip(figure.description, &random),
        let number = Rational(decimalText: other), number.isInteger == figure.isInteger
      else { return nil }
      return (.figure(number), kind)
    }
  }

  /// A number's text with one slip in it.
  private static func slip(
    _ text: String,
    _ random: inout SeededGenerator
  ) -> (String, String)? {
    var digits = Array(text)
    let places = digits.indices.filter { digits[$0].isNumber }
    guard let place = places.randomElement(using: &random) else { return nil }
    let kind = random.pick(["replaced", "replaced", "exchanged", "dropped", "doubled", "shifted"])
    switch kind {
    case "replaced":
      let others = "0123456789".filter { $0 != digits[place] }
      digits[place] = random.pick(Array(others), else: "1")
    case "exchanged":
      guard digits.indices.contains(place + 1), digits[place + 1].isNumber,
        digits[place + 1] != digits[place]
      else { return nil }
      digits.swapAt(place, place + 1)
    case "dropped":
      guard places.count > 1 else { return nil }
      digits.remove(at: place)
    case "doubled": digits.insert(digits[place], at: place)
    default:
      guard let number = Rational(decimalText: text),
        let moved = random.chance(50)
          ? number.multiplied(by: Rational(10)) : number.divided(by: Rational(10)),
        let other = moved.decimalText
      else { return nil }
      digits = Array(other)
    }
    // A leading zero would be no digit.
    if digits.first == "0", digits.count > 1, digits[1].isNumber { return nil }
    return (String(digits), kind)
  }
}
