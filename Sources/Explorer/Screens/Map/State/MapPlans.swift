import Numerics

/// Which place of which map was last inspected.
struct MapInspectionPlan: Sendable, Equatable {
  var cell: MapCell
  var window: Int
  var panel: Int
  var iteration: Int
}

/// Which point was last placed on which maps.
struct MapPlacePlan: Sendable, Equatable {
  @Reflexive var latents: [Float]
  var iterations: [Int]

  /// Whether both place the same point, on whichever maps.
  func isSamePoint(as other: MapPlacePlan) -> Bool { _latents == other._latents }
}
