public import HebiaoCore

// TODO: over the reader; both functions are stand-ins until then.

/// Why the cells of a file could not be listed.
public struct ListingError: DescribedError {
  /// What is wrong, and what to do.
  public let text: LocalizedText
}

/// Writes every cell of a workbook as JSON Lines, chunk by chunk.
///
/// Source: the command-line contract, `hebiao dump`.
/// - Throws: a `DescribedError` where the file cannot be read, or what `write` throws.
public func dumpWorkbook(
  at path: String,
  sheet: String? = nil,
  write: ([UInt8]) throws -> Void
) throws {
  throw ListingError(text: LocalizedText(zh: "尚不支持", en: "not supported yet"))
}

/// Writes the statistics of every sheet of a workbook as one JSON object.
///
/// Source: the command-line contract, `hebiao stats`.
/// - Throws: a `DescribedError` where the file cannot be read, or what `write` throws.
public func summarizeWorkbook(at path: String, write: ([UInt8]) throws -> Void) throws {
  throw ListingError(text: LocalizedText(zh: "尚不支持", en: "not supported yet"))
}
