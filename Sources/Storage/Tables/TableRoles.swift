/// The roles of a table's columns, inferred from their names and values.
///
/// An unnamed column of whole numbers that differ, one called `index` or `row` that counts up, and the first one
/// where it counts up by one in every row, is an index. Whole numbers that are called an id, have more digits than a
/// double or leading zeros, and texts of which most differ, are identifiers. Columns called label, class, target or
/// the like, and texts and codes that repeat, are labels. All others are features, including `True` and `False`.
package struct TableRoles: Sendable, Equatable {
  /// The role of every column.
  package private(set) var roles: [TableRole]
  /// Why a column is not a feature, as the rest of a sentence that begins with its name; `nil` for features.
  package private(set) var reasons: [String?]

  /// The fewest rows for which a first column that counts up is taken for an index: values of a few points may do so
  /// by chance.
  private static let fewestCounted = 8

  /// Infers the roles.
  ///
  /// - Parameters:
  ///   - columns: The columns of a table.
  ///   - areArrays: Whether they are separate arrays, which have no first column, and of which only classes are
  ///     labels.
  package init(of columns: [TableColumn], areArrays: Bool = false) {
    let haveNames = columns.contains { !$0.name.isEmpty }
    let haveX = columns.contains { $0.name == "x" || $0.name == "X" }
    let context = TableRoleGuess.Context(
      amongNames: haveNames, besideX: haveX, isArray: areArrays)
    let guesses = columns.map { TableRoleGuess($0, in: context) }
    roles = guesses.map(\.role)
    reasons = guesses.map { guess in
      guess.reason.map { "\($0), so it is \(guess.role.phrase)" }
    }
    if !areArrays, let reason = reason(first: columns, haveNames) {
      roles[0] = .index
      reasons[0] = "\(reason), so it is \(TableRole.index.phrase)"
    }
  }

  /// Why the first column is an index whatever its name; `nil` where it is not, or no other column is a feature.
  private func reason(first columns: [TableColumn], _ haveNames: Bool) -> String? {
    guard roles.first == .feature, roles.dropFirst().contains(.feature),
      case .numbers(let numbers) = columns[0].values, numbers.count >= Self.fewestCounted,
      let start = numbers.first, start.isFinite
    else { return nil }
    let pairs = zip(numbers, numbers.dropFirst())
    if start == start.rounded(), pairs.allSatisfy({ $1 == $0 + 1 }) {
      return "is the first column and counts up by one in every row"
    }
    // What pandas writes for an index of times.
    let isUnnamed = haveNames && columns[0].name.isEmpty
    return isUnnamed && pairs.allSatisfy({ $1 > $0 })
      ? "has no name and increases in every row" : nil
  }
}

extension TableRoles {
  /// The most notes about columns of one role, and of any other type.
  private static let mostNotes = 8

  /// Whether a column is a label by its name, and not only because of few distinct values.
  package static func isCalledLabel(_ name: String) -> Bool { TableRoleGuess.isCalledLabel(name) }

  /// What was inferred, one sentence each; of many columns of one role the first eight and the number of others.
  ///
  /// - Parameters:
  ///   - roles: The role of every column; `nil` for one without.
  ///   - reasons: Why a column is not a feature; `nil` for no note.
  ///   - names: The names of the columns.
  /// - Returns: The sentences in the order of the columns.
  package static func notes(
    roles: [TableRole?], reasons: [String?], names: [String]
  ) -> [String] {
    var notes: [String] = []
    var counts: [TableRole: Int] = [:]
    for (place, reason) in reasons.enumerated() {
      guard let reason, let role = roles[place] else { continue }
      counts[role, default: 0] += 1
      if counts[role, default: 0] <= mostNotes { notes.append("\(names[place]) \(reason)") }
    }
    return notes
      + TableRole.allCases.compactMap { role in
        guard let count = counts[role], count > mostNotes else { return nil }
        return "each of \(count - mostNotes) more columns is \(role.phrase)"
      }
  }

  /// The first eight notes of one type, and the number of others.
  package static func bounded(_ notes: [String]) -> [String] {
    guard notes.count > mostNotes else { return notes }
    return notes.prefix(mostNotes) + ["and \(notes.count - mostNotes) more like it"]
  }
}

extension TableRole {
  fileprivate var phrase: String {
    switch self {
    case .feature: "a feature"
    case .label: "a label, not a feature"
    case .identifier: "an identifier, not a feature"
    case .index: "an index, not a feature"
    }
  }
}
