/// A random package in a random layout, clean or with one to three known errors.
public struct StressPackage: Sendable {
  /// The errors, and the package that has them.
  public let injection: ErrorInjection
  /// The workbook, and where each figure stands in it.
  public let rendered: RenderedPackage

  /// The package of a number within a seed; the same numbers give the same package.
  public init(seed: UInt64, number: Int) {
    var generator = PackageGenerator(seed: seed &* 1_000_003 &+ UInt64(number))
    let package = generator.package()
    let layout = generator.layout()
    let options = generator.options()
    let isClean = generator.random.chance(30)
    let kinds = ErrorInjection.Kind.allCases.shuffled(using: &generator.random)
      .prefix(isClean ? 0 : generator.random.int(1...3))
    let shown = package.rendered(package.printed(), layout: layout).locations
    injection = ErrorInjection(
      Array(kinds),
      into: package,
      shown: shown.keys,
      using: &generator.random
    )
    rendered = injection.package.rendered(injection.figures, layout: layout, options: options)
  }
}
