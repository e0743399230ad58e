import HebiaoCore
import Testing

@testable import FaultLocating

struct TypingSlipTests {
  @Test(arguments: [
    ("48.5", "40.5", "replaced"), ("63.16", "63.61", "exchanged"), ("1753", "175", "dropped"),
    ("175", "1753", "inserted"), ("88", "888", "doubled"), ("24", "2.4", "shifted"),
    ("5", "0.5", "shifted"), ("5", "5000", "shifted"), ("100", "10", "dropped"),
    ("7", "77", "doubled"), ("35", "350", "shifted"), ("166.67", "166", "coarsened"),
    ("166.67", "167", "coarsened"), ("12", "-12", "sign"),
    ("60", "80", "replaced"), ("63.1", "36.1", "exchanged"),
  ])
  func `one slip of the fingers is one`(
    intended: String,
    typed: String,
    slip: String
  ) throws {
    let first = try #require(Rational(decimalText: intended))
    let second = try #require(Rational(decimalText: typed))
    let readings = TypingSlip.readings(from: first, to: second, decimals: 2)
    #expect(readings.map(\.slip.rawValue).contains(slip))
  }

  @Test(arguments: [("48.5", "48.5"), ("24", "38"), ("1234", "1423"), ("1753", "18"), ("5", "17")])
  func `no change, or more than one slip, is none`(intended: String, typed: String) throws {
    let first = try #require(Rational(decimalText: intended))
    let second = try #require(Rational(decimalText: typed))
    #expect(TypingSlip.readings(from: first, to: second, decimals: 1).isEmpty)
  }

  @Test func `a fraction without decimal text is no slip`() throws {
    let third = try #require(Rational(1, over: 3))
    #expect(TypingSlip.readings(from: third, to: .one, decimals: nil).isEmpty)
  }

  @Test(arguments: ["575", "48.5", "1753", "60"])
  func `what a number may come from leads back to it by a slip`(typed: String) throws {
    let typed = try #require(Rational(decimalText: typed))
    let origins = TypingSlip.origins(of: typed)
    #expect(origins.count > 20)
    for origin in origins where origin != .zero {
      #expect(!TypingSlip.readings(from: origin, to: typed, decimals: 1).isEmpty, "\(origin)")
    }
  }
}
