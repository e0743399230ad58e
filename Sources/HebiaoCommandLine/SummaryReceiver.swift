import Glibc
import Hebiao
import HebiaoCore
import Synchronization

/// Hears how far a summary is, and shows it on a terminal.
final class SummaryReceiver: CheckRunReceiver {
  private struct State {
    var checked = 0
    var current: String?
    var isFinished = false
    var progress: Progress
  }

  private let state: Mutex<State>
  private let language: Language

  init(fileCount: Int, language: Language) {
    state = Mutex(State(progress: Progress(fileCount: fileCount, language: language)))
    self.language = language
  }

  func receive(_ bytes: [UInt8]) -> Bool { true }

  func willCheck(_ path: String) {
    state.withLock { $0.current = path }
  }

  func didCheck(_ path: String, error: LocalizedText?) {
    state.withLock { $0.checked += 1 }
  }

  /// Shows from time to time how far the run is, until it is finished.
  func showProgress() {
    _ = WorkThread {
      while self.state.withLock({ !$0.isFinished }) {
        usleep(150_000)
        self.state.withLock { state in
          guard !state.isFinished else { return }
          state.progress.show(checked: state.checked, current: state.current)
        }
      }
    }
  }

  /// Takes the line away.
  func finish() {
    state.withLock { state in
      state.isFinished = true
      state.progress.hide()
    }
  }
}
