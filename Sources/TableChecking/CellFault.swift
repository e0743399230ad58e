import FaultLocating
import HebiaoCore

/// A cell that is most probably wrong.
struct CellFault: Hashable {
  /// The position of its figure.
  var figure: Int
  /// What it should hold; nil where several values are possible.
  var value: Rational?
  /// The positions of the broken constraints that it explains, ascending.
  var explained: [Int]
  /// Figures that were rightly derived from the wrong one, and what becomes of them.
  var followers: [FigureChange] = []

  /// The cells that a located fault blames; none where no repair is more probable than all others.
  static func faults(of located: LocatedFault, in context: CheckContext) -> [CellFault] {
    let values = located.probableRepair?.changes ?? []
    var faults: [CellFault] = []
    var followers: [FigureChange] = []
    for figure in located.probableFigures {
      let explained = located.explained.filter { context.figures(of: $0).contains(figure) }
      let change = values.first { $0.figure == figure }
      if explained.isEmpty {
        followers += change.map { [$0] } ?? []
      } else {
        faults.append(CellFault(figure: figure, value: change?.value, explained: explained))
      }
    }
    for follower in followers {
      let deriving = context.constraintIndex?.constraints(on: follower.figure).first {
        context.constraints.derived($0) == follower.figure
      }
      let sources = deriving.map(context.figures(of:)) ?? []
      let source = faults.firstIndex { sources.contains($0.figure) } ?? 0
      if faults.indices.contains(source) { faults[source].followers.append(follower) }
    }
    return faults
  }
}
