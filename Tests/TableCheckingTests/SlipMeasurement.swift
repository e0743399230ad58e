import HebiaoCore
import HebiaoTestSupport
import TableBinding
import TableChecking
import TableSchemas

/// How well slips in random packages are located, counted slip by slip.
///
/// Whether the rules can decide a slip is asked of the generator's own equations: they can where the
/// slip breaks one of them, and no other single cell could be changed instead.
struct SlipMeasurement: CustomStringConvertible {
  private(set) var slips = 0
  /// Slips that no equation sees.
  private(set) var unseen = 0
  /// Slips that another single cell explains as well.
  private(set) var ambiguous = 0
  /// Slips that the rules decide, and those of them that are located first, or among the first three.
  private(set) var decidable = 0
  private(set) var first = 0
  private(set) var amongThree = 0
  /// Ambiguous slips located first all the same, by the weights.
  private(set) var ambiguousFirst = 0
  private(set) var ambiguousAmongThree = 0
  /// Packages whose slips share no equation and are all seen, and those with all of them first.
  private(set) var apart = 0
  private(set) var bothApart = 0
  /// The same of packages whose slips share an equation.
  private(set) var together = 0
  private(set) var bothTogether = 0
  /// First repairs with a confidence of 0.9 and more, and those of them that are what was meant.
  private(set) var sure = 0
  private(set) var sureAndRight = 0
  /// Repairs after which an equation on a changed cell does not hold.
  private(set) var brokenRepairs: [String] = []
  private(set) var misses: [String] = []
  /// First repairs by tenths of their confidence: all, and those that are right.
  private(set) var byConfidence = [(all: Int, right: Int)](repeating: (0, 0), count: 10)

  init(seed: UInt64, packages: Int, slips count: Int) throws {
    let binder = TableBinder(schemas: try TableSchema.builtIn())
    for number in 0..<packages {
      let package = SlipPackage(seed: seed, number: number, slips: count)
      let sheets = package.rendered.workbook.sheets.enumerated().map {
        binder.bind($1.content(index: $0))
      }
      measure(package, TableChecker.check(sheets).diagnoses, number)
    }
  }

  private mutating func measure(_ package: SlipPackage, _ diagnoses: [Diagnosis], _ number: Int) {
    let oracle = SlipOracle(package)
    for diagnosis in diagnoses { measure(diagnosis, oracle, number) }
    var allFirst = true
    var allSeen = true
    for slip in package.slips {
      slips += 1
      guard oracle.isSeen(slip) else {
        unseen += 1
        allSeen = false
        continue
      }
      let rank = oracle.rank(of: slip, in: diagnoses)
      allFirst = allFirst && rank == 0
      if package.slips.count == 1, oracle.rivals(of: slip, in: diagnoses) > 0 {
        ambiguous += 1
        if rank == 0 { ambiguousFirst += 1 }
        if let rank, rank < 3 { ambiguousAmongThree += 1 }
        continue
      }
      decidable += 1
      if rank == 0 { first += 1 }
      if let rank, rank < 3 { amongThree += 1 }
      if rank != 0 { misses.append("\(number) \(oracle.describe(slip, rank, diagnoses))") }
    }
    guard package.slips.count > 1, allSeen else { return }
    if oracle.isApart {
      apart += 1
      if allFirst { bothApart += 1 }
    } else {
      together += 1
      if allFirst { bothTogether += 1 }
    }
  }

  private mutating func measure(_ diagnosis: Diagnosis, _ oracle: SlipOracle, _ number: Int) {
    for repair in diagnosis.alternatives where !oracle.holds(after: repair) {
      let changes = repair.changes.map { "\($0.location.text(from: ""))→\($0.text)" }
      brokenRepairs.append("\(number) \(changes) breaks \(oracle.broken(after: repair))")
    }
    guard let best = diagnosis.alternatives.first else { return }
    let isRight = best.changes.allSatisfy(oracle.isMeant)
    let tenth = min(Int(best.confidence * 10), 9)
    byConfidence[tenth].all += 1
    if isRight { byConfidence[tenth].right += 1 }
    if best.confidence >= 0.9 {
      sure += 1
      if isRight { sureAndRight += 1 }
    }
  }

  var description: String {
    let table = byConfidence.enumerated().map {
      "0.\($0.offset): \($0.element.right)/\($0.element.all)"
    }
    return """
      slips \(slips), unseen \(unseen), ambiguous \(ambiguous) (first \(ambiguousFirst), \
      among three \(ambiguousAmongThree)), decidable \(decidable): first \(first), \
      among three \(amongThree)
      apart \(bothApart)/\(apart), together \(bothTogether)/\(together), \
      sure \(sureAndRight)/\(sure), broken repairs \(brokenRepairs.count) \
      \(brokenRepairs.prefix(5))
      by confidence \(table.joined(separator: ", "))
      \(misses.prefix(25).joined(separator: "\n"))
      """
  }
}
