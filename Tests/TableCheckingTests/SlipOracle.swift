import HebiaoCore
import HebiaoTestSupport

/// What the generator knows of a package's slips: where they are, what was meant, what holds.
struct SlipOracle {
  private let package: SlipPackage
  private let paths: [CellLocation: FigurePath]
  private let violations: [PackageViolation]

  init(_ package: SlipPackage) {
    self.package = package
    paths = Dictionary(
      package.rendered.locations.map {
        (CellLocation(sheet: $0.value.sheet, cell: $0.value.cell), $0.key)
      },
      uniquingKeysWith: { first, _ in first }
    )
    violations = package.package.violations(of: package.figures)
  }

  /// Whether an equation does not hold because of a slip.
  func isSeen(_ slip: SlipPackage.Slip) -> Bool {
    violations.contains { $0.paths.contains(slip.path) }
  }

  /// Whether no equation, broken or not, would speak of two of the slips.
  var isApart: Bool {
    let seen = package.slips.map { slip -> Set<PackageViolation> in
      var figures = package.package.printed()
      figures[slip.path] = slip.typed
      return Set(package.package.violations(of: figures))
    }
    for (index, own) in seen.enumerated() {
      for other in seen[(index + 1)...] where !own.isDisjoint(with: other) { return false }
      let names = Set(own.flatMap(\.paths))
      for (position, slip) in package.slips.enumerated() where position != index {
        if names.contains(slip.path) { return false }
      }
    }
    return true
  }

  /// The place of the repair that mends a slip and nothing that is right.
  func rank(of slip: SlipPackage.Slip, in diagnoses: [Diagnosis]) -> Int? {
    guard let location = location(of: slip) else { return nil }
    return diagnoses.compactMap { diagnosis in
      diagnosis.alternatives.firstIndex { repair in
        repair.changes.contains { $0.location == location }
          && repair.changes.allSatisfy(isMeant)
      }
    }.min()
  }

  /// Repairs of one other cell after which every equation holds.
  func rivals(of slip: SlipPackage.Slip, in diagnoses: [Diagnosis]) -> Int {
    diagnoses.flatMap(\.alternatives).count { repair in
      repair.changes.count == 1 && !repair.changes.allSatisfy(isMeant) && holds(after: repair)
    }
  }

  /// Whether a change gives a cell what was meant.
  func isMeant(_ change: CellChange) -> Bool {
    guard let path = paths[change.location],
      let slip = package.slips.first(where: { $0.path == path })
    else { return false }
    let mended = changed(slip.typed, to: change)
    // No mark is no mark, whether a stroke stands for it or nothing.
    let none: Set<PrintedValue> = [.blank, .text("——")]
    return mended == slip.meant || (none.contains(mended) && none.contains(slip.meant))
  }

  /// Whether every equation on the changed cells holds after a repair.
  func holds(after repair: Repair) -> Bool {
    broken(after: repair).isEmpty
  }

  /// The rules on the changed cells that are broken after a repair.
  func broken(after repair: Repair) -> [String] {
    var figures = package.figures
    var changed: Set<FigurePath> = []
    for change in repair.changes {
      // A cell that the package leaves empty stands in none of its equations: nothing can be said.
      guard let path = paths[change.location], let old = figures[path] else { return [] }
      figures[path] = self.changed(old, to: change)
      changed.insert(path)
    }
    return package.package.violations(of: figures)
      .filter { violation in
        !changed.isDisjoint(with: violation.paths)
          && package.rendered.locations[violation.derived] != nil
          && !isAnotherSlips(violation, than: changed)
      }
      .map { "\($0.rule) \($0.derived)" }
  }

  /// Whether a broken equation was broken before, by a slip that is not looked at.
  private func isAnotherSlips(_ violation: PackageViolation, than changed: Set<FigurePath>) -> Bool
  {
    violations.contains(violation)
      && package.slips.contains { slip in
        !changed.contains(slip.path) && violation.paths.contains(slip.path)
      }
  }

  func describe(
    _ slip: SlipPackage.Slip,
    _ rank: Int?,
    _ diagnoses: [Diagnosis]
  ) -> String {
    let place = location(of: slip).map { $0.text(from: "") } ?? "?"
    let said = diagnoses.map { diagnosis in
      diagnosis.alternatives.prefix(3).map { repair in
        repair.changes.map { "\($0.location.cell)=\($0.text)" }.joined(separator: "+")
          + " \(Int(repair.confidence * 100))%"
      }.joined(separator: " | ")
    }
    return "\(slip.kind) \(place) \(slip.path) \(slip.meant.text)→\(slip.typed.text) "
      + "rank \(rank.map(String.init) ?? "none"): \(said.joined(separator: " // "))"
  }

  private func location(of slip: SlipPackage.Slip) -> CellLocation? {
    package.rendered.locations[slip.path].map { CellLocation(sheet: $0.sheet, cell: $0.cell) }
  }

  /// A printed value with the change that a repair asks for.
  private func changed(_ value: PrintedValue, to change: CellChange) -> PrintedValue {
    switch (value, change.to) {
    case (_, .none): return .blank
    case (.phrase(var phrase), .text(let text)):
      let numbers = text.split { !$0.isNumber }.compactMap { Rational(decimalText: $0) }
      let others = phrase.text.split { !$0.isNumber }.compactMap { Rational(decimalText: $0) }
      if let number = zip(numbers, others).first(where: { $0 != $1 })?.0 { phrase.figure = number }
      return .phrase(phrase)
    case (.phrase(var phrase), .number(let number)):
      phrase.figure = number
      return .phrase(phrase)
    case (_, .text(let text)): return .text(text)
    case (.ratio(let old, let decimals), .number(let number)):
      // Percentages that are kept as points are changed as points.
      let ratio =
        number > Rational(20) && old < Rational(20) ? number.divided(by: Rational(100)) : number
      return .ratio(ratio ?? number, decimals: decimals)
    case (_, .number(let number)): return .figure(number)
    }
  }
}
