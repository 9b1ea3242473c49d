import Plotting

/// A box or a lasso being drawn on a map, in the map's own unit.
enum MapArea: Sendable, Equatable {
  /// A rectangle from a corner to the cursor.
  case box(anchor: Corner)
  /// The path of the cursor; the last corner is joined to the first.
  case lasso([Corner])

  /// A place.
  struct Corner: Sendable, Equatable {
    var x: Double
    var y: Double
  }
}

/// A closed region of a map.
enum MapRegion: Sendable, Equatable {
  /// A rectangle.
  case box(ScatterBounds)
  /// The inside of a polygon.
  case polygon([MapArea.Corner])

  /// Whether a place is inside, by the even-odd rule for a self-intersecting polygon.
  func contains(x: Double, y: Double) -> Bool {
    switch self {
    case .box(let bounds):
      return x >= bounds.left && x <= bounds.right && y >= bounds.bottom && y <= bounds.top
    case .polygon(let corners):
      guard var previous = corners.last else { return false }
      var isInside = false
      for corner in corners {
        if (corner.y > y) != (previous.y > y) {
          let share = (y - corner.y) / (previous.y - corner.y)
          if x < corner.x + share * (previous.x - corner.x) { isInside.toggle() }
        }
        previous = corner
      }
      return isInside
    }
  }
}
