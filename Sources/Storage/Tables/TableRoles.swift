/// What the columns of a table are for, told from their names and values.
///
/// An unnamed column of whole numbers that differ, and one called `index` or `row` that counts up, is an index. Whole
/// numbers that are called an id or have more digits than a double, and texts of which most differ, are identifiers.
/// What is called a label, class, target or the like, and texts that repeat, are labels. All else are features.
public struct TableRoles: Sendable, Equatable {
  /// The role of every column.
  public private(set) var roles: [TableRole]
  /// The guesses, a sentence each; none for features.
  public private(set) var notes: [String] = []

  /// Guesses the roles.
  ///
  /// - Parameters:
  ///   - columns: The columns of a table.
  ///   - names: What they are called in notes, one per column.
  public init(of columns: [TableColumn], named names: [String]) {
    precondition(columns.count == names.count, "TableRoles: \(names.count) names of \(columns.count) columns")
    let haveNames = columns.contains { !$0.name.isEmpty }
    roles = []
    for (column, name) in zip(columns, names) {
      let guess = TableRoleGuess(column, amongNames: haveNames)
      roles.append(guess.role)
      if let reason = guess.reason {
        notes.append("\(name) \(reason), so it is \(guess.role.phrase)")
      }
    }
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
