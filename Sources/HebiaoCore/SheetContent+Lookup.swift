extension SheetContent {
  /// The cell at a reference; nil where the file has none there.
  ///
  /// Of a merged range only the upper left cell holds what is seen.
  /// Complexity: logarithmic in the cells.
  public subscript(reference: CellReference) -> SheetCell? {
    cells.position(of: reference).map { cells[$0] }
  }

  /// The cell that a text such as `K5` names; nil where it names none, or the file has none there.
  public subscript(name: String) -> SheetCell? {
    CellReference(name).flatMap { self[$0] }
  }
}
