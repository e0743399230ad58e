import HebiaoCore

/// Marks colours and weights for a terminal, or leaves a text alone.
struct TerminalPaint: Sendable {
  let isColored: Bool

  func callAsFunction(_ severity: Severity, _ text: String) -> String {
    switch severity {
    case .error: wrapped(text, "1;31")
    case .warning: wrapped(text, "33")
    case .info: wrapped(text, "36")
    }
  }

  func bold(_ text: String) -> String { wrapped(text, "1") }

  func dim(_ text: String) -> String { wrapped(text, "2") }

  func good(_ text: String) -> String { wrapped(text, "32") }

  private func wrapped(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
