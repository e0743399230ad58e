import Glibc

/// How the cost of some work grows with its size.
enum Growth {
  /// The processor time that this thread spends on some work, in seconds.
  static func time(_ work: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try work()
    return now() - start
  }

  /// How many times more four times the size costs; four where cost is linear, sixteen where it is
  /// the square.
  ///
  /// The least of several runs counts, so that a busy machine changes little.
  static func ratio<Input>(
    of size: Int,
    runs: Int = 5,
    prepare: (Int) throws -> Input,
    work: (Input) throws -> Void
  ) rethrows -> Double {
    let (small, large) = (try prepare(size), try prepare(size * 4))
    var (least, most) = (Double.infinity, Double.infinity)
    for _ in 0..<runs {
      least = min(least, try time { try work(small) })
      most = min(most, try time { try work(large) })
    }
    return most / least
  }

  /// Beyond this the cost is not linear; n log n stays well below, the square is sixteen.
  static let limit = 10.0
}
