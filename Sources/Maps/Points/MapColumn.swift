/// One value per point that a map can be coloured by or have as an axis.
package struct MapColumn: Sendable, Equatable {
  /// The values in the order of the points.
  package enum Values: Sendable, Equatable {
    /// Numbers in the precision in which they were read; one that is not finite is a missing value.
    case continuous([Double])
    /// Categories: their names, and for every point the index of its category.
    case categories(names: [String], indices: [Int])

    /// The number of points.
    package var count: Int {
      switch self {
      case .continuous(let values): values.count
      case .categories(_, let indices): indices.count
      }
    }

    /// The values as numbers; for categories their names as numbers, or, if some name is not a number, their indices.
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

  /// The meaning of the values.
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
    /// A name or number of the point, which is not used for colours.
    case identifier
    /// A column of a file.
    case other
  }

  /// The name, unique among the columns of the points.
  package var name: String
  /// The unit; empty for pure numbers.
  package var unit: String
  /// The meaning of the values.
  package var role: Role
  /// The values in the order of the points.
  package var values: Values
  /// The index of the category of missing values; `nil` where there is none.
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
