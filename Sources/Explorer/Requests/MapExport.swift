package import Maps

/// Maps to be written as coordinates and as a picture.
package struct MapExport: FileRequest {
  /// The name of the files without extension; the engine adds a number where it is taken.
  package var stem: String
  /// The points.
  package var points: MapPoints
  /// The maps.
  package var update: MapUpdate
  /// Whether each point is selected; empty where none is.
  package var selection: [Bool]
  /// The map on screen.
  package var picture: SnapshotPicture

  /// Creates an export.
  package init(
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

  /// Writing maps.
  package static let kind = RequestKind("exportMap")
}
