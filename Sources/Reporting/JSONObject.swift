/// Writes the members of a JSON object or the elements of an array, with the commas between them.
package struct JSONObject {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []
  private var isFirst = true

  /// Nothing yet.
  package init() {}

  /// Writes a member whose value is written already.
  package mutating func add(_ name: String, raw value: [UInt8]) {
    bytes.appendSeparator(&isFirst)
    bytes.append(json: name)
    bytes.append(0x3A)
    bytes += value
  }

  /// Writes a text or `null`.
  package mutating func add(_ name: String, _ text: String?) {
    var value: [UInt8] = []
    value.append(json: text)
    add(name, raw: value)
  }

  /// Writes a whole number.
  package mutating func add(_ name: String, _ number: Int) {
    add(name, raw: Array("\(number)".utf8))
  }

  /// Writes a truth value.
  package mutating func add(_ name: String, _ flag: Bool) {
    add(name, raw: Array("\(flag)".utf8))
  }

  /// Writes an array of objects, one on each line.
  package mutating func add(_ name: String, _ objects: [JSONObject]) {
    var value: [UInt8] = [0x5B]
    var isFirst = true
    for object in objects {
      value.appendSeparator(&isFirst)
      value += Array("\n    ".utf8) + object.whole
    }
    add(name, raw: value + [0x5D])
  }

  /// Writes an array of texts.
  package mutating func add(_ name: String, _ texts: [String]) {
    var value: [UInt8] = [0x5B]
    var isFirst = true
    for text in texts {
      value.appendSeparator(&isFirst)
      value.append(json: text)
    }
    add(name, raw: value + [0x5D])
  }

  /// The object with its braces.
  package var whole: [UInt8] { [0x7B] + bytes + [0x7D] }
}
