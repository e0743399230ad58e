import Glibc
import HebiaoCore

/// How likely it is that a figure is wrong, and that one number was written for another.
///
/// Units: every weight is a cost, minus the natural logarithm of a probability, so that costs add up
/// and the repair that costs least is the most probable one.
/// Source: the weights say, in this order, that a formula or a percentage is wrong more often than a
/// total, a total more often than a figure that somebody typed; they are measured against generated
/// packages (`docs/locating.md`).
public struct ErrorModel: Sendable {
  /// What a wrong percentage costs.
  public var percentage = 4.5
  /// What a wrong total costs.
  public var total = 5.0
  /// What a wrong input costs.
  public var input = 6.5
  /// What a wrong mark costs.
  public var mark = 6.5
  /// What a figure costs less because a formula computes it.
  public var formulaDiscount = 0.7
  /// What a figure costs less because a rule about cells finds fault with it.
  public var suspectDiscount = 4.0
  /// What a derived figure costs that was computed rightly from a wrong one by hand.
  public var carried = 2.5
  /// What one costs that its formula computed from a wrong one.
  public var carriedByFormula = 0.3
  /// What a value costs that falls below last month's, where figures only grow.
  public var belowPrevious = 3.0
  /// What a value costs less because last month's file held just that.
  public var samePreviousDiscount = 1.0

  /// How often each slip happens, of all wrong figures.
  public var slips: [TypingSlip: Double] = [
    .replaced: 0.28, .exchanged: 0.20, .dropped: 0.10, .doubled: 0.06, .inserted: 0.03,
    .shifted: 0.06, .coarsened: 0.04, .sign: 0.02, .omitted: 0.05,
  ]
  /// How often a figure is wrong in some other way.
  public var arbitrary = 0.16
  /// So many values are as likely as one another where a computed figure is wrong in some other way.
  public var computedValues = 150.0
  /// At most so many are where a typed one is.
  public var typedValues = 5_000.0

  /// The weights that hebiao uses.
  public static let standard = ErrorModel()

  /// What it costs to say that a figure is wrong.
  func prior(_ role: Figure.Role, hasFormula: Bool, isSuspect: Bool) -> Double {
    var cost =
      switch role {
      case .percentage: percentage
      case .total: total
      case .input: input
      case .mark: mark
      }
    if hasFormula { cost -= formulaDiscount }
    if isSuspect { cost -= suspectDiscount }
    return cost
  }

  /// The least that any value of a figure costs.
  var leastValueCost: Double { 0.5 }

  /// What it costs to say that one value was meant where a figure has another, and the slip that
  /// explains it best.
  func valueCost(_ intended: Rational, for figure: Figure) -> (cost: Double, slip: TypingSlip?) {
    var previous = 0.0
    if let before = figure.previous {
      if intended == before { previous -= samePreviousDiscount }
      if intended < before { previous += belowPrevious }
    }
    if figure.role == .mark { return (leastValueCost + previous, nil) }
    if figure.isBlank {
      return (-log(slips[.omitted] ?? arbitrary) + previous, .omitted)
    }
    let scale: Rational = figure.role == .percentage ? Rational(100) : .one
    var probability = arbitrary / values(figure, intended)
    var best: (slip: TypingSlip, share: Double)?
    if let meant = intended.multiplied(by: scale), let typed = figure.value.multiplied(by: scale) {
      for reading in TypingSlip.readings(from: meant, to: typed, decimals: figure.decimals) {
        let share = (slips[reading.slip] ?? 0) / Double(reading.ways)
        probability += share
        if share > best?.share ?? 0 { best = (reading.slip, share) }
      }
    }
    // A slip that explains less than chance does is no explanation.
    let slip = best.flatMap { $0.share > probability / 2 ? $0.slip : nil }
    return (max(-log(probability), leastValueCost) + previous, slip)
  }

  /// How many values were as likely, had the figure been wrong in no particular way.
  private func values(_ figure: Figure, _ intended: Rational) -> Double {
    if let step = figure.domain.step, let minimum = figure.domain.minimum,
      let maximum = figure.domain.maximum,
      let span = maximum.subtracting(minimum)?.divided(by: step), span < Rational(20)
    {
      return max(Double(span.numerator) / Double(span.denominator), 1)
    }
    if figure.role < .input { return computedValues }
    let digits = intended.magnitude.fixedText(decimals: 0)?.utf8.count ?? 1
    return min(max(3 * pow(10, Double(digits)), 30), typedValues)
  }
}
