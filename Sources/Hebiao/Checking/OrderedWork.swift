/// Work over a list on several threads, its results handed over in the order of the list.
///
/// No thread only waits: whoever finds the next result ready hands it over, one at a time, and
/// works on otherwise. Work runs ahead of the handing over by a bounded number of results, so that
/// one slow item does not pile up the results of thousands behind it.
final class OrderedWork<Output: Sendable>: @unchecked Sendable {
  // Unchecked because every stored variable below is touched only while `monitor` is held.
  private let monitor = Monitor()
  private var started = 0
  private var handedOver = 0
  private var isHandingOver = false
  private var isStopped = false
  private var ready: [Int: Output] = [:]

  private let count: Int
  private let lead: Int
  private let work: @Sendable (Int) -> Output
  private let handOver: @Sendable (Int, Output) -> Bool

  /// Runs `work` for 0 ..< `count` on up to `jobs` threads, the caller's included.
  ///
  /// `handOver` is called in order, by one thread at a time; when it says false, no more is done.
  static func run(
    count: Int,
    jobs: Int,
    work: @escaping @Sendable (Int) -> Output,
    handOver: @escaping @Sendable (Int, Output) -> Bool
  ) {
    let jobs = max(1, min(jobs, count))
    let shared = OrderedWork(count: count, lead: jobs * 8, work: work, handOver: handOver)
    let threads = (1..<jobs).compactMap { _ in WorkThread { shared.takePart() } }
    shared.takePart()
    for thread in threads { thread.join() }
  }

  private init(
    count: Int,
    lead: Int,
    work: @escaping @Sendable (Int) -> Output,
    handOver: @escaping @Sendable (Int, Output) -> Bool
  ) {
    self.count = count
    self.lead = lead
    self.work = work
    self.handOver = handOver
  }

  private func takePart() {
    monitor.lock()
    defer { monitor.unlock() }
    while !isStopped {
      if !isHandingOver, let output = ready.removeValue(forKey: handedOver) {
        isHandingOver = true
        let index = handedOver
        monitor.unlock()
        let goesOn = handOver(index, output)
        monitor.lock()
        isHandingOver = false
        handedOver += 1
        if !goesOn { isStopped = true }
        monitor.wakeAll()
      } else if started < count, started - handedOver < lead {
        let index = started
        started += 1
        monitor.unlock()
        let output = work(index)
        monitor.lock()
        ready[index] = output
      } else if started == count {
        // Whoever still works on an item, or hands one over, sees to those that follow it.
        return
      } else {
        monitor.wait()
      }
    }
  }
}
