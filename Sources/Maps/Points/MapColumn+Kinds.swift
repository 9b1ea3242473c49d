extension MapColumn {
  /// Whole numbers of at most this many different values are taken for kinds.
  static let kindLimit = 12

  /// Creates a column of numbers, or of kinds where there are at most twelve different whole numbers and
  /// twice as many points.
  init(name: String, unit: String = "", role: Role, numbers: [Double]) {
    self.init(
      name: name, unit: unit, role: role,
      values: Self.kinds(of: numbers) ?? .continuous(numbers))
  }

  /// Creates a column of kinds, in the order in which they first appear.
  init(name: String, role: Role, kinds: [String]) {
    var names: [String] = []
    var places: [String: Int] = [:]
    let indices = kinds.map { kind -> Int in
      if let place = places[kind] { return place }
      places[kind] = names.count
      names.append(kind)
      return names.count - 1
    }
    self.init(
      name: name, role: role, values: .categories(names: names, indices: indices))
  }

  private static func kinds(of numbers: [Double]) -> Values? {
    var distinct: Set<Double> = []
    for number in numbers {
      guard number.isFinite, number == number.rounded(), number.magnitude < 1e6 else { return nil }
      distinct.insert(number)
      if distinct.count > kindLimit { return nil }
    }
    guard distinct.count > 1, 2 * distinct.count <= numbers.count else { return nil }
    let sorted = distinct.sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
    return .categories(
      names: sorted.map { "\(Int($0))" }, indices: numbers.compactMap { places[$0] })
  }
}
