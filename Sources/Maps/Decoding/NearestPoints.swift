/// The few nearest of many points that were offered.
struct NearestPoints {
  private let count: Int
  private var nearest: [(point: Int, square: Double)] = []

  /// Prepares to keep `count` points.
  init(count: Int) {
    precondition(count >= 0, "NearestPoints: \(count)")
    self.count = count
    nearest.reserveCapacity(count + 1)
  }

  /// Takes a point if it is nearer than one of those kept.
  mutating func offer(_ point: Int, square: Double) {
    guard nearest.count < count || nearest.last.map({ square < $0.square }) ?? false else { return }
    if nearest.count == count { nearest.removeLast() }
    var place = nearest.count
    while place > 0, nearest[place - 1].square > square { place -= 1 }
    nearest.insert((point, square), at: place)
  }

  /// The points and their distances, nearest first.
  var sorted: [(point: Int, distance: Float)] {
    nearest.map { ($0.point, Float($0.square.squareRoot())) }
  }
}
