import Glibc
import Synchronization
import Testing

@testable import Hebiao

@Suite struct OrderedWorkTests {
  @Test(arguments: [1, 2, 5, 64])
  func resultsComeInOrderWhateverTakesLonger(jobs: Int) {
    let received = Received()
    OrderedWork.run(count: 200, jobs: jobs) { index in
      // Early items take longest, so that later ones are ready before them.
      usleep(index % 7 == 0 ? 2_000 : 50)
      return index * index
    } handOver: { index, square in
      received.add(index, square)
    }
    #expect(received.indices == Array(0..<200))
    #expect(received.outputs == (0..<200).map { $0 * $0 })
  }

  @Test(arguments: [1, 4])
  func nothingIsHandedOverAfterAStop(jobs: Int) {
    let received = Received()
    OrderedWork.run(count: 1_000, jobs: jobs) {
      $0
    } handOver: { index, output in
      received.add(index, output) && index < 10
    }
    #expect(received.indices == Array(0...10))
  }

  @Test func workRunsAheadByABoundedNumberOfResults() {
    let furthest = Mutex(0)
    let waiting = Mutex(true)
    OrderedWork.run(count: 10_000, jobs: 4) { index in
      if index == 0 {
        usleep(50_000)
        waiting.withLock { $0 = false }
      }
      let isWaiting = waiting.withLock { $0 }
      if isWaiting { furthest.withLock { $0 = max($0, index) } }
      return index
    } handOver: { _, _ in
      true
    }
    #expect(furthest.withLock { $0 } < 40)
  }

  @Test func emptyListIsDoneAtOnce() {
    let received = Received()
    OrderedWork.run(count: 0, jobs: 4) {
      $0
    } handOver: {
      received.add($0, $1)
    }
    #expect(received.indices.isEmpty)
  }

  private final class Received: Sendable {
    private let entries = Mutex<[(Int, Int)]>([])

    func add(_ index: Int, _ output: Int) -> Bool {
      entries.withLock { $0.append((index, output)) }
      return true
    }

    var indices: [Int] { entries.withLock { $0.map(\.0) } }
    var outputs: [Int] { entries.withLock { $0.map(\.1) } }
  }
}
