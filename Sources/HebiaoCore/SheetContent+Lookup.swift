extension SheetContent {
  /// The cell at a reference; nil where the file has none there.
  ///
  /// Of a merged range only the upper left cell holds what is seen.
  /// Complexity: logarithmic in the cells.
  public subscript(reference: CellReference) -> SheetCell? {
    let low = cells.partitioningIndex { $0.reference >= reference }
    guard low < cells.count, cells[low].reference == reference else { return nil }
    return cells[low]
  }

  /// The cell that a text such as `K5` names; nil where it names none, or the file has none there.
  public subscript(name: String) -> SheetCell? {
    CellReference(name).flatMap { self[$0] }
  }
}
