public import Maps
public import Tensors

/// A place on a map, in the map's own unit.
public struct MapPlace: Sendable, Equatable {
  /// The value across.
  public var x: Float
  /// The value upwards.
  public var y: Float

  /// Creates a place.
  public init(x: Float, y: Float) {
    self.x = x
    self.y = y
  }
}

/// Asks what lies at a place of a map.
public struct MapInspectionRequest: Sendable, Equatable {
  /// The points.
  public var points: MapPoints
  /// Where they are, `[points, 2]`.
  public var positions: Tensor
  /// The place, finite.
  public var place: MapPlace
  /// Whether the points are codes of the open model, so that it can decode them.
  public var areCodes: Bool

  /// How many points around an empty place stand for its code.
  public static let meanCount = 8
  /// How many neighbours by distance in the latent space are told.
  public static let neighborCount = 12

  /// Creates a request.
  public init(points: MapPoints, positions: Tensor, place: MapPlace, areCodes: Bool = true) {
    self.points = points
    self.positions = positions
    self.place = place
    self.areCodes = areCodes
  }
}

/// What lies at a place of a map.
public struct MapInspection: Sendable, Equatable {
  /// A point and how far it is.
  public struct Neighbor: Sendable, Equatable {
    /// The index of the point.
    public var point: Int
    /// The Euclidean distance in the space of all features.
    public var distance: Float

    /// Creates a neighbour.
    public init(point: Int, distance: Float) {
      self.point = point
      self.distance = distance
    }
  }

  /// The place.
  public var place: MapPlace
  /// The point nearest to the place on the map.
  public var nearest: Int
  /// The points nearest to that one in the space of all features, nearest first.
  public var neighbors: [Neighbor]
  /// The sample of the nearest point, `[height, width, channels]`; `nil` where it cannot be had again.
  public var sample: Tensor?
  /// The features of the place, the weighted mean of those of the points around it.
  public var code: [Float]
  /// What the decoder makes of it all; `nil` where the points are no codes.
  public var decoding: Decoding?

  /// Creates an answer.
  public init(
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
  public struct Decoding: Sendable, Equatable {
    /// Of the nearest point's code.
    public var twin: Tensor
    /// Of the code of the place.
    public var place: Tensor

    /// Creates a pair of pictures.
    public init(twin: Tensor, place: Tensor) {
      self.twin = twin
      self.place = place
    }
  }
}
