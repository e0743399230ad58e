public import HebiaoCore

/// A rule over a table, as a schema states it.
///
/// An object, since every check refers to its rules; two are the same if they are one.
public final class RuleDefinition: Sendable, Hashable {
  /// The stable code, `percentage`.
  public let code: String
  /// What is computed.
  public let check: RuleCheck
  /// How much a violation weighs.
  public let severity: Severity
  /// What people call the rule.
  public let name: LocalizedText
  /// Why it is asked for, in words a clerk understands.
  public let reason: LocalizedText
  /// The tables it applies to.
  public let tables: [String]
  /// The remaining keys of the rule, every value as a list.
  public let parameters: [String: [String]]
  /// The parameters as checks ask for them: a handful, which are looked through.
  private let prepared: [PreparedParameter]

  private struct PreparedParameter {
    var parameter: RuleParameter
    var values: [String]
    /// The values as wordings, where they are words.
    var patterns: [TextPattern]
  }

  init(
    code: String,
    check: RuleCheck,
    severity: Severity,
    name: LocalizedText,
    reason: LocalizedText,
    tables: [String],
    parameters: [String: [String]]
  ) {
    self.code = code
    self.check = check
    self.severity = severity
    self.name = name
    self.reason = reason
    self.tables = tables
    self.parameters = parameters
    prepared = parameters.compactMap { key, values in
      RuleParameter(rawValue: key).map { parameter in
        PreparedParameter(
          parameter: parameter,
          values: values,
          patterns: parameter.names == .words ? values.map(TextPattern.init) : []
        )
      }
    }
  }

  /// A rule that stands for none, before the first is looked at.
  package static let unstated = RuleDefinition(
    code: "",
    check: .readable,
    severity: .info,
    name: LocalizedText(verbatim: ""),
    reason: LocalizedText(verbatim: ""),
    tables: [],
    parameters: [:]
  )

  /// The values of a parameter; none if it is not given.
  public func values(_ parameter: RuleParameter) -> [String] {
    prepared.firstIndex { $0.parameter == parameter }.map { prepared[$0].values } ?? []
  }

  /// The first value of a parameter.
  public func value(_ parameter: RuleParameter) -> String? {
    values(parameter).first
  }

  /// The wordings that a parameter states; none if it states none.
  package func patterns(_ parameter: RuleParameter) -> [TextPattern] {
    prepared.firstIndex { $0.parameter == parameter }.map { prepared[$0].patterns } ?? []
  }

  /// Whether two are one.
  public static func == (left: RuleDefinition, right: RuleDefinition) -> Bool {
    left === right
  }

  /// Tells rules apart by their identity.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }
}
