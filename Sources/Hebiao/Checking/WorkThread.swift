import Glibc

/// A thread that runs one closure.
package struct WorkThread {
  private let identifier: pthread_t

  /// Starts the thread, or says nil where the system refuses another one.
  package init?(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Body(body))
    var identifier = pthread_t()
    let result = pthread_create(
      &identifier,
      nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      },
      box.toOpaque()
    )
    guard result == 0 else {
      box.release()
      return nil
    }
    self.identifier = identifier
  }

  /// Waits until the closure has returned.
  package func join() { pthread_join(identifier, nil) }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
