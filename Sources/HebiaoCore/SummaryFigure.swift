/// A figure that stands for a whole workbook in a summary of many.
public struct SummaryFigure: Sendable, Hashable {
  /// The schema that asks for it.
  public var schema: String
  /// Its place among the figures that the schema asks for.
  public var position: Int
  /// The figure; a share as its ratio.
  public var value: Rational

  /// A figure.
  public init(schema: String, position: Int, value: Rational) {
    self.schema = schema
    self.position = position
    self.value = value
  }
}
