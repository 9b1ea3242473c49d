package import Maps
package import Tensors

/// A place on a map, in the map's own unit.
package struct MapPlace: Sendable, Equatable {
  /// The horizontal coordinate.
  package var x: Float
  /// The vertical coordinate, upwards.
  package var y: Float

  /// Creates a place.
  package init(x: Float, y: Float) {
    self.x = x
    self.y = y
  }
}

/// Inspects a place of a map.
package struct MapInspectionRequest: Sendable, Equatable {
  /// The points.
  package var points: MapPoints
  /// The positions of the points, `[points, 2]`.
  package var positions: Tensor
  /// The place, finite.
  package var place: MapPlace
  /// Whether the points are codes of the open model, which it can decode.
  package var areCodes: Bool

  /// The number of points whose mean stands for the code of an empty place.
  package static let meanCount = 8
  /// The number of latent neighbours that are listed.
  package static let neighborCount = 12

  /// Creates a request.
  package init(points: MapPoints, positions: Tensor, place: MapPlace, areCodes: Bool = true) {
    self.points = points
    self.positions = positions
    self.place = place
    self.areCodes = areCodes
  }
}

/// The inspection of a place of a map.
package struct MapInspection: Sendable, Equatable {
  /// A point and its distance.
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
  /// The index of the point nearest to the place on the map.
  package var nearest: Int
  /// The points nearest to that one in the space of all features, nearest first.
  package var neighbors: [Neighbor]
  /// The sample of the nearest point, `[height, width, channels]`; `nil` where it is not available.
  package var sample: Tensor?
  /// The features of the place, the weighted mean of those of the points around it.
  package var code: [Float]
  /// The decoded samples; `nil` where the points are not codes.
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

  /// Decoded samples, `[height, width, channels]`.
  package struct Decoding: Sendable, Equatable {
    /// That of the nearest point's code.
    package var twin: Tensor
    /// That of the code of the place.
    package var place: Tensor

    /// Creates a pair of samples.
    package init(twin: Tensor, place: Tensor) {
      self.twin = twin
      self.place = place
    }
  }
}
