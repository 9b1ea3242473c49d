public import Maps

/// Maps to be written as coordinates and as a picture.
public struct MapExport: Sendable, Equatable {
  /// The name of the files without extension; the engine adds a number where it is taken.
  public var stem: String
  /// The points.
  public var points: MapPoints
  /// The maps.
  public var update: MapUpdate
  /// Whether each point is selected; empty where none is.
  public var selection: [Bool]
  /// The map on screen.
  public var picture: SnapshotPicture

  /// Creates an export.
  public init(
    stem: String, points: MapPoints, update: MapUpdate, selection: [Bool],
    picture: SnapshotPicture
  ) {
    precondition(
      selection.isEmpty || selection.count == points.count,
      "MapExport: \(selection.count) marks for \(points.count) points")
    self.stem = stem
    self.points = points
    self.update = update
    self.selection = selection
    self.picture = picture
  }
}
