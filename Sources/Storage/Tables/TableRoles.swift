/// What the columns of a table are for, told from their names and values.
///
/// An unnamed column of whole numbers that differ, and one called `index` or `row` that counts up, is an index. Whole
/// numbers that are called an id or have more digits than a double, and texts of which most differ, are identifiers.
/// What is called a label, class, target or the like, and texts that repeat, are labels. All else are features.
public struct TableRoles: Sendable, Equatable {
  /// The role of every column.
  public let roles: [TableRole]
  /// Why a column is no feature, as the rest of a sentence that begins with its name; `nil` for features.
  public let reasons: [String?]

  /// Guesses the roles.
  ///
  /// - Parameter columns: The columns of a table.
  public init(of columns: [TableColumn]) {
    let haveNames = columns.contains { !$0.name.isEmpty }
    let guesses = columns.map { TableRoleGuess($0, amongNames: haveNames) }
    roles = guesses.map(\.role)
    reasons = guesses.map { guess in
      guess.reason.map { "\($0), so it is \(guess.role.phrase)" }
    }
  }
}

extension TableRoles {
  /// Whether a column has the name of a label, and not merely values of a few kinds.
  public static func isCalledLabel(_ name: String) -> Bool {
    TableRoleGuess.words(of: name).contains(where: TableRoleGuess.labelWords.contains)
  }
}

extension TableRole {
  fileprivate var phrase: String {
    switch self {
    case .feature: "a feature"
    case .label: "a label and no feature"
    case .identifier: "a name of the rows and no feature"
    case .index: "an index and no feature"
    }
  }
}
