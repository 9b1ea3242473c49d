extension MapColumn {
  /// Whole numbers of at most this many different values are categorical.
  static let kindLimit = 12

  /// Labels of at most this many different whole numbers are categorical.
  private static let labelLimit = 100
  /// The name of the category of missing labels.
  private static let missingName = "missing"

  /// Creates a numerical column, or a categorical one where there are at most twelve different whole numbers (a
  /// hundred for labels) and at least twice as many points.
  init(name: String, unit: String = "", role: Role, numbers: [Double]) {
    guard let kinds = Self.kinds(of: numbers, role: role) else {
      self.init(name: name, unit: unit, role: role, values: .continuous(numbers))
      return
    }
    self.init(
      name: name, unit: unit, role: role, values: kinds.values, missing: kinds.missing)
  }

  /// Creates a categorical column, with categories in the order in which they first appear.
  init(name: String, unit: String = "", role: Role, kinds: [String?]) {
    var names: [String] = []
    var places: [String?: Int] = [:]
    let indices = kinds.map { kind -> Int in
      if let place = places[kind] { return place }
      places[kind] = names.count
      names.append(kind ?? Self.missingName)
      return names.count - 1
    }
    self.init(
      name: name, unit: unit, role: role, values: .categories(names: names, indices: indices),
      missing: places[nil as String?])
  }

  /// Creates a column of names, one per point.
  init(name: String, unit: String = "", identifiers: [String]) {
    self.init(
      name: name, unit: unit, role: .identifier,
      values: .categories(names: identifiers, indices: Array(identifiers.indices)))
  }

  private static func kinds(
    of numbers: [Double], role: Role
  ) -> (values: Values, missing: Int?)? {
    let limit = role == .label ? labelLimit : kindLimit
    var distinct: Set<Double> = []
    var missingCount = 0
    for number in numbers {
      if role == .label, number.isNaN {
        missingCount += 1
        continue
      }
      guard number.isFinite, number == number.rounded(), number.magnitude < 1e6 else { return nil }
      distinct.insert(number)
      if distinct.count > limit { return nil }
    }
    guard distinct.count > 1, 2 * distinct.count <= numbers.count - missingCount else { return nil }
    let sorted = distinct.sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
    let names = sorted.map { "\(Int($0))" } + (missingCount > 0 ? [missingName] : [])
    return (
      .categories(names: names, indices: numbers.map { places[$0] ?? sorted.count }),
      missingCount > 0 ? sorted.count : nil
    )
  }
}
