import ArgumentParser
import HebiaoCore

/// Something that keeps a command from doing its job: one line for the user.
struct Trouble: Error {
  /// The file that it is about, if it is about one.
  let file: String?
  /// What is wrong, and what to do.
  let text: LocalizedText

  init(_ file: String?, _ text: LocalizedText) {
    self.file = file
    self.text = text
  }

  /// What an error of a lower layer means for the user.
  init(_ file: String?, _ error: any Error) {
    self.file = file
    if let described = error as? any DescribedError {
      text = described.text
    } else {
      text = LocalizedText(
        zh: "程序内部错误 (\(error)), 请反馈给开发者",
        en: "internal error (\(error)); please report it"
      )
    }
  }

  /// The line as it goes to the error output, without its end.
  func line(in language: Language) -> String {
    let text = text[language]
    // A text about a file in a folder names that file itself.
    let isNamed = file.map { text.hasPrefix($0 + ": ") || text.hasPrefix($0 + "/") } ?? false
    // A name that is empty would not be seen.
    let name = file.map { $0.isEmpty ? "\"\"" : $0 }
    let parts = ["hebiao", isNamed ? nil : name, text].compactMap { $0 }
    return Self.onOneLine(parts.joined(separator: ": "))
  }

  func tell(in language: Language) {
    StandardError.write(line(in: language) + "\n")
  }

  /// The text without line breaks and without anything that a terminal would obey.
  static func onOneLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      line.append(isControl ? " " : scalar)
    }
    return String(line)
  }
}

/// The reader of the output has closed its end.
struct ClosedPipe: Error {}

/// Runs `body`; an error that a lower layer describes becomes the trouble of a file.
func reportingTrouble<Result>(of file: String?, _ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error where error is Trouble || error is ClosedPipe || error is ExitCode {
    throw error
  } catch {
    throw Trouble(file, error)
  }
}
