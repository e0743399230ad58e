import HebiaoCore

/// The figures met so far; a cell is one figure however many constraints it stands in.
struct FigureRegistry {
  private(set) var list: [Figure] = []
  /// Where each figure was met first.
  private(set) var places: [TablePlace] = []
  /// The figure of each cell, by the cell's number; -1 where there is none.
  private var positions: [Int32]
  /// Room for the figures of most workbooks.
  private static let usualCount = 1_024

  /// No figure of a workbook whose tables have so many cells.
  init(cellCount: Int) {
    positions = Array(repeating: -1, count: cellCount)
    list.reserveCapacity(min(cellCount, Self.usualCount))
    places.reserveCapacity(min(cellCount, Self.usualCount))
  }

  /// The figure of a cell; nil where no equation speaks of it.
  func position(ofCell cell: Int32) -> Int? {
    let position = positions[Int(cell)]
    return position < 0 ? nil : Int(position)
  }

  /// Lowers the role of a figure that is met again.
  mutating func lower(_ position: Int, to role: Figure.Role) {
    if role < list[position].role { list[position].role = role }
  }

  /// Enters the figure of a cell.
  mutating func enter(_ figure: Figure, cell: Int32, at place: TablePlace) -> Int {
    let position = list.count
    positions[Int(cell)] = Int32(clamping: position)
    list.append(figure)
    places.append(place)
    return position
  }

  /// Leaves a figure no other value than its own.
  mutating func fix(_ position: Int) {
    let figure = list[position]
    list[position].domain = Figure.Domain(
      step: figure.domain.step,
      minimum: figure.value,
      maximum: figure.value
    )
  }

  /// Notes how many decimals a percentage is printed with.
  mutating func print(_ position: Int, decimals: Int) {
    list[position].decimals = decimals
  }
}
