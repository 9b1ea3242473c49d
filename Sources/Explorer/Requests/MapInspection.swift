package import Maps
package import Tensors

/// A place on a map, in the map's own unit.
package struct MapPlace: Sendable, Equatable {
  /// The value across.
  package var x: Float
  /// The value upwards.
  package var y: Float

  /// Creates a place.
  package init(x: Float, y: Float) {
    self.x = x
    self.y = y
  }
}

/// Asks what lies at a place of a map.
package struct MapInspectionRequest: Sendable, Equatable {
  /// The points.
  package var points: MapPoints
  /// Where they are, `[points, 2]`.
  package var positions: Tensor
  /// The place, finite.
  package var place: MapPlace
  /// Whether the points are codes of the open model, so that it can decode them.
  package var areCodes: Bool

  /// How many points around an empty place stand for its code.
  package static let meanCount = 8
  /// How many neighbours by distance in the latent space are told.
  package static let neighborCount = 12

  /// Creates a request.
  package init(points: MapPoints, positions: Tensor, place: MapPlace, areCodes: Bool = true) {
    self.points = points
    self.positions = positions
    self.place = place
    self.areCodes = areCodes
  }
}

/// What lies at a place of a map.
package struct MapInspection: Sendable, Equatable {
  /// A point and how far it is.
  package struct Neighbor: Sendable, Equatable {
    /// The index of the point.
    package var point: Int
    /// The Euclidean distance in the space of all features.
    package var distance: Float

    /// Creates a neighbour.
    package init(point: Int, distance: Float) {
      self.point = point
      self.distance = distance
    }
  }

  /// The place.
  package var place: MapPlace
  /// The point nearest to the place on the map.
  package var nearest: Int
  /// The points nearest to that one in the space of all features, nearest first.
  package var neighbors: [Neighbor]
  /// The sample of the nearest point, `[height, width, channels]`; `nil` where it cannot be had again.
  package var sample: Tensor?
  /// The features of the place, the weighted mean of those of the points around it.
  package var code: [Float]
  /// What the decoder makes of it all; `nil` where the points are no codes.
  package var decoding: Decoding?

  /// Creates an answer.
  package init(
    place: MapPlace, nearest: Int, neighbors: [Neighbor], sample: Tensor?, code: [Float],
    decoding: Decoding?
  ) {
    self.place = place
    self.nearest = nearest
    self.neighbors = neighbors
    self.sample = sample
    self.code = code
    self.decoding = decoding
  }

  /// What the decoder makes of codes, `[height, width, channels]`.
  package struct Decoding: Sendable, Equatable {
    /// Of the nearest point's code.
    package var twin: Tensor
    /// Of the code of the place.
    package var place: Tensor

    /// Creates a pair of pictures.
    package init(twin: Tensor, place: Tensor) {
      self.twin = twin
      self.place = place
    }
  }
}
