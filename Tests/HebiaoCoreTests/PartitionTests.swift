import HebiaoCore
import Testing

struct PartitionTests {
  @Test(arguments: 0...9)
  func `the second part begins where its first element stands`(boundary: Int) {
    #expect(Array(0..<9).partitioningIndex { $0 >= boundary } == boundary)
  }

  @Test func `an empty collection has its end`() {
    #expect([Int]().partitioningIndex { _ in true } == 0)
  }
}
