/// One value per point that a map can be coloured by or have as an axis.
package struct MapColumn: Sendable, Equatable {
  /// The values in the order of the points.
  package enum Values: Sendable, Equatable {
    /// Numbers, as precise as they were read; one that is not finite stands for a value that is not known.
    case continuous([Double])
    /// Kinds: their names, and for every point the index of its name.
    case categories(names: [String], indices: [Int])

    /// The number of points.
    package var count: Int {
      switch self {
      case .continuous(let values): values.count
      case .categories(_, let indices): indices.count
      }
    }

    /// The values as numbers; a kind is the number that its name is, or where some name is none, the index.
    package var numbers: [Double] {
      switch self {
      case .continuous(let values): return values
      case .categories(let names, let indices):
        let numbers = names.compactMap { Double($0) }.filter(\.isFinite)
        return numbers.count == names.count
          ? indices.map { numbers[$0] } : indices.map { Double($0) }
      }
    }
  }

  /// What the values tell.
  package enum Role: String, Sendable {
    /// A known property of the sample.
    case factor
    /// The posterior mean of a latent.
    case latent
    /// How far the decoded sample is from the sample.
    case error
    /// How unusual the point's code is among all codes.
    case anomaly
    /// A class or another property that a file names as such.
    case label
    /// A name or number of the point, which nothing is coloured by.
    case identifier
    /// A column of a file.
    case other
  }

  /// The name, unique among the columns of the points.
  package var name: String
  /// The unit; empty for pure numbers.
  package var unit: String
  /// What the values tell.
  package var role: Role
  /// The values in the order of the points.
  package var values: Values
  /// The kind that stands for a missing value, by its index; `nil` where there is none.
  package var missing: Int?

  /// Creates a column.
  package init(
    name: String, unit: String = "", role: Role, values: Values, missing: Int? = nil
  ) {
    if case .categories(let names, let indices) = values {
      precondition(
        indices.allSatisfy(names.indices.contains),
        "MapColumn: \(name): an index outside of \(names.count) names")
    }
    self.name = name
    self.unit = unit
    self.role = role
    self.values = values
    self.missing = missing
  }
}
