import HebiaoCore

/// Figures that may change, and what is known so far of the values that they may have.
///
/// The figures are called by their slots: their places in the set, from 0 on.
struct Assignment {
  /// A figure that may change.
  struct Slot {
    let figure: Int
    /// The values that are left to it.
    var range: ValueRange
    /// Its value, once it has one.
    var value = Rational.zero
    /// What that is above its present value; nil where it does not fit.
    var change: Rational?
  }

  /// A constraint on some of the figures.
  struct TouchedConstraint {
    let position: Int32
    /// The figures that take part.
    var slots: SlotSet
    /// Whether it has been held against its figures' values.
    var isApplied = false
    /// The figures whose ranges have been narrowed by it.
    var narrowed = SlotSet()
    /// Whether it is among those of a contradiction.
    var isBlamed = false
  }

  /// A figure whose range comes from a constraint, by the constraint's place in `touched`.
  struct Reason {
    var slot: Int
    var place: Int
  }

  private(set) var slots: [Slot] = []
  /// The constraints on them.
  var touched: [TouchedConstraint] = []
  /// Where the ranges come from, in the order in which they were narrowed.
  var reasons: [Reason] = []
  /// The figures that have no value yet.
  private(set) var open = SlotSet()

  /// Forgets everything but the room it took.
  mutating func clear() {
    slots.removeAll(keepingCapacity: true)
    touched.removeAll(keepingCapacity: true)
    reasons.removeAll(keepingCapacity: true)
    open = SlotSet()
  }

  /// Adds a figure that is open.
  mutating func append(_ figure: Int, range: ValueRange) {
    open.insert(slots.count)
    slots.append(Slot(figure: figure, range: range))
  }

  /// Leaves fewer values to a figure.
  mutating func narrow(_ slot: Int, to range: ValueRange) { slots[slot].range = range }

  /// Gives a figure a value in the place of its present one.
  mutating func give(_ value: Rational, to slot: Int, insteadOf present: Rational) {
    slots[slot].value = value
    slots[slot].change = value.subtracting(present)
    open.remove(slot)
  }

  /// The value that a figure was given; nil where it is open or not one of these.
  func value(of figure: Int) -> Rational? {
    for slot in slots.indices where slots[slot].figure == figure {
      return open.contains(slot) ? nil : slots[slot].value
    }
    return nil
  }
}

/// Some of the slots of an assignment.
struct SlotSet: Sequence, IteratorProtocol {
  private var bits: UInt8 = 0

  var isEmpty: Bool { bits == 0 }

  /// The only slot; nil where there are several or none.
  var only: Int? { bits.nonzeroBitCount == 1 ? bits.trailingZeroBitCount : nil }

  func contains(_ slot: Int) -> Bool { bits & (1 << UInt8(truncatingIfNeeded: slot)) != 0 }

  mutating func insert(_ slot: Int) { bits |= 1 << UInt8(truncatingIfNeeded: slot) }

  mutating func remove(_ slot: Int) { bits &= ~(1 << UInt8(truncatingIfNeeded: slot)) }

  func intersection(_ other: SlotSet) -> SlotSet { SlotSet(bits: bits & other.bits) }

  func subtracting(_ other: SlotSet) -> SlotSet { SlotSet(bits: bits & ~other.bits) }

  /// The slots, ascending.
  mutating func next() -> Int? {
    guard bits != 0 else { return nil }
    defer { bits &= bits - 1 }
    return bits.trailingZeroBitCount
  }

  init() {}

  private init(bits: UInt8) { self.bits = bits }
}
