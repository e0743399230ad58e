/// Why the markup of a part cannot be edited.
package enum EditingError: Error, Hashable, Sendable {
  /// A cell stands twice, so that programs do not agree on what it holds.
  case cellStandsTwice
  /// A cell of the row says that it belongs to another one.
  case cellOfAnotherRow
  /// The markup is of a kind that nothing here can read.
  case unreadableMarkup
  /// The text of a formula that has to move is too long to be moved.
  case formulaTooLong
}
