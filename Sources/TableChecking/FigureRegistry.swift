import HebiaoCore

/// The figures met so far; a cell is one figure however many constraints it stands in.
///
/// Of most workbooks nothing more is asked than whether the sums agree, so a figure is a value and where
/// it stands; `CheckContext.describeFigures` makes of it what faults are located with.
struct FigureRegistry {
  /// What is known of a figure beside its value and what its cell says.
  struct Entry {
    /// Where it was met first.
    let place: TablePlace
    fileprivate(set) var role: Figure.Role
    /// Decimals that are printed, where fewer than are stored.
    let roundedTo: Int?
    /// Decimals that it is printed with, of percentages those of the percent figure.
    fileprivate(set) var decimals: Int?
    /// Whether it may have no other value than its own.
    fileprivate(set) var isFixed = false
  }

  private(set) var entries: [Entry] = []
  /// The values of the figures, of percentages the ratios, parallel.
  private(set) var values: [Rational] = []
  /// The figure of each cell, by the cell's number; -1 where there is none.
  private var positions: [Int32]
  /// Room for the figures of most workbooks.
  private static let usualCount = 1_024

  /// No figure of a workbook whose tables have so many cells.
  init(cellCount: Int) {
    positions = Array(repeating: -1, count: cellCount)
    entries.reserveCapacity(min(cellCount, Self.usualCount))
    values.reserveCapacity(min(cellCount, Self.usualCount))
  }

  /// How many figures there are.
  var count: Int { entries.count }

  /// The figure of a cell; nil where no equation speaks of it.
  func position(ofCell cell: Int32) -> Int? {
    let position = positions[Int(cell)]
    return position < 0 ? nil : Int(position)
  }

  /// Lowers the role of a figure that is met again.
  mutating func lower(_ position: Int, to role: Figure.Role) {
    if role < entries[position].role { entries[position].role = role }
  }

  /// Enters the figure of a cell.
  ///
  /// Decimals are those that its cell is printed with.
  mutating func enter(
    _ value: Rational,
    cell: CellFacts,
    at place: TablePlace,
    role: Figure.Role
  ) -> Int {
    let position = entries.count
    var roundedTo: Int?
    if role != .percentage, let decimals = cell.decimals,
      value.roundedHalfUp(decimals: decimals) != value
    {
      roundedTo = decimals
    }
    positions[Int(cell.cell)] = Int32(clamping: position)
    values.append(value)
    entries.append(
      Entry(place: place, role: role, roundedTo: roundedTo, decimals: cell.decimals)
    )
    return position
  }

  /// Leaves a figure no other value than its own.
  mutating func fix(_ position: Int) { entries[position].isFixed = true }

  /// Notes how many decimals a percentage is printed with.
  mutating func print(_ position: Int, decimals: Int) { entries[position].decimals = decimals }
}
