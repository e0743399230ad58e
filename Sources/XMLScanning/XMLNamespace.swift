/// The namespaces that matter to a workbook; transitional and strict ones are the same to us.
public enum XMLNamespace: UInt8, Sendable, Hashable {
  /// No namespace.
  case none
  /// SpreadsheetML, in any of its published forms.
  case spreadsheet
  /// References from a part's XML to its relationships (`r:id`).
  case officeRelationships
  /// The relationships part itself.
  case packageRelationships
  /// `[Content_Types].xml`.
  case contentTypes
  /// `mc:AlternateContent` and what belongs to it.
  case markupCompatibility
  /// `xml:space`.
  case xml
  /// Anything else.
  case other

  /// Whether a URI is one of those that Office gives its own extensions, or the standard its parts.
  static func isPublished(uri: String) -> Bool {
    [
      "http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/",
      "http://purl.oclc.org/ooxml/",
    ].contains { uri.hasPrefix($0) }
  }

  /// The namespace that a URI names.
  package init(uri: String) {
    switch uri {
    case "": self = .none
    case "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
      "http://purl.oclc.org/ooxml/spreadsheetml/main":
      self = .spreadsheet
    case "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      "http://purl.oclc.org/ooxml/officeDocument/relationships":
      self = .officeRelationships
    case "http://schemas.openxmlformats.org/package/2006/relationships":
      self = .packageRelationships
    case "http://schemas.openxmlformats.org/package/2006/content-types":
      self = .contentTypes
    case "http://schemas.openxmlformats.org/markup-compatibility/2006":
      self = .markupCompatibility
    default:
      // Programs older than the standard wrote its drafts' names:
      // …/spreadsheetml/2006/5/main, …/office/excel/2006/2, …/officeDocument/2006/3/….
      if uri.hasPrefix("http://schemas.openxmlformats.org/spreadsheetml/2006/")
        || uri.hasPrefix("http://schemas.microsoft.com/office/excel/2006/")
      {
        self = .spreadsheet
      } else if uri.hasPrefix("http://schemas.openxmlformats.org/officeDocument/2006/")
        && uri.hasSuffix("/relationships")
      {
        self = .officeRelationships
      } else {
        self = .other
      }
    }
  }
}
