import Numerics

/// The last requested inspection.
struct MapInspectionPlan: Sendable, Equatable {
  var cell: MapCell
  var window: Int
  var panel: Int
  var iteration: Int
}

/// The last requested placement of a point.
struct MapPlacePlan: Sendable, Equatable {
  @Reflexive var latents: [Float]
  var iterations: [Int]

  /// Whether both place the same point, at any iterations.
  func isSamePoint(as other: MapPlacePlan) -> Bool { _latents == other._latents }
}
