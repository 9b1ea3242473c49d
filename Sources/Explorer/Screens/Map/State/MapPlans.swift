/// Which place of which map was last inspected.
struct MapInspectionPlan: Sendable, Equatable {
  var cell: MapCell
  var window: Int
  var panel: Int
  var iteration: Int
}

/// Which point was last placed on which maps.
struct MapPlacePlan: Sendable, Equatable {
  var latents: [Float]
  var iterations: [Int]
}
