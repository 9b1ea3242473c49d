import Storage

extension MapPoints {
  /// The columns that points can be coloured by: all but the names of the points.
  package var colorings: [Int] { columns.indices.filter { columns[$0].role != .identifier } }

  /// The column that a map is coloured by unless the user says otherwise; `nil` where there is none.
  ///
  /// The first label whose name says so and that has several classes or values, else the first label of several, the
  /// first factor, the first categorical column, or the first column.
  package var defaultColoring: Int? {
    let labels = colorings.filter { columns[$0].role == .label && columns[$0].tellsApart }
    return labels.first { TableRoles.isCalledLabel(columns[$0].name) } ?? labels.first
      ?? colorings.first { columns[$0].role == .factor }
      ?? colorings.first {
        if case .categories = columns[$0].values { columns[$0].tellsApart } else { false }
      }
      ?? colorings.first
  }
}

extension MapColumn {
  /// Whether there are several categories, or numbers.
  fileprivate var tellsApart: Bool {
    switch values {
    case .continuous: true
    case .categories(let names, _): names.count > 1
    }
  }
}
