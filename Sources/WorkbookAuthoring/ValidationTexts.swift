import CLibXLSXWriter
import Glibc

/// The C texts of an input check, kept for as long as the library reads them.
struct ValidationTexts {
  private let check: InputCheck

  init(_ check: InputCheck) {
    self.check = check
  }

  /// Characters of the list as it is stored, its commas included.
  var listLength: Int {
    guard case .list(let items) = check.rule else { return 0 }
    return items.reduce(-1) { $0 + $1.unicodeScalars.count + 1 }
  }

  /// Calls `body` with the library's description of the check.
  func withValidation(
    _ body: (inout lxw_data_validation) -> lxw_error
  ) -> lxw_error {
    var allocated: [UnsafeMutablePointer<CChar>] = []
    defer { for text in allocated { free(text) } }
    func copy(_ text: String, _ limit: Int) -> UnsafeMutablePointer<CChar>? {
      let made = strdup(text.clipped(to: limit))
      if let made { allocated.append(made) }
      return made
    }
    var validation = lxw_data_validation()
    validation.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    validation.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
    validation.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
    validation.error_type = UInt8(
      check.strictness == .stop
        ? LXW_VALIDATION_ERROR_TYPE_STOP.rawValue : LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue
    )
    if let hint = check.hint {
      validation.input_title = copy(hint.title, 32)
      validation.input_message = copy(hint.text, 255)
    }
    if let refusal = check.refusal {
      validation.error_title = copy(refusal.title, 32)
      validation.error_message = copy(refusal.text, 255)
    }
    switch check.rule {
    case .anything:
      validation.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
      return body(&validation)
    case .formula(let formula):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_CUSTOM_FORMULA.rawValue)
      validation.value_formula = copy("=" + formula, 8_192)
      return body(&validation)
    case .list(let items):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      validation.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
      var list = items.map { copy($0, 255) } + [nil]
      return list.withUnsafeMutableBufferPointer { list in
        validation.value_list = list.baseAddress
        return body(&validation)
      }
    }
  }
}
