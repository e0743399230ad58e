import Glibc

/// A number of permits that threads take and give; one permit makes a lock.
///
/// Unchecked because the pointer is set once, and the system's own rules make its use from several
/// threads safe.
@safe
final class Semaphore: @unchecked Sendable {
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(permits: UInt32) {
    unsafe sem_init(semaphore, 0, permits)
  }

  deinit {
    unsafe sem_destroy(semaphore)
    unsafe semaphore.deallocate()
  }

  /// Takes a permit, and waits for one where there is none.
  func take() {
    while unsafe sem_wait(semaphore) != 0, errno == EINTR {}
  }

  /// Gives a permit.
  func give() {
    unsafe sem_post(semaphore)
  }
}
