package import Tensors

/// Points with their known properties.
package struct MapPoints: Sendable, Equatable {
  /// The points in words, for example `10,000 simulated (Latin hypercube), seed 1009`, or the name of their file.
  package var label: String
  /// `[points, features]`: the posterior means of a model, or the rows of a file minus ``origin``; all finite.
  package let features: Tensor
  /// What was subtracted from every feature in double precision before rounding, so that points far from zero keep
  /// their distances; zeros for the codes of a model.
  package let origin: [Double]
  /// The names of the features.
  package let featureNames: [String]
  /// How many leading features are tied to factors; 0 where none is.
  package let auxiliaryCount: Int
  /// Factors, latents, reconstruction error and anomaly score of a model's points; the columns of a file.
  package let columns: [MapColumn]
  /// What was changed or left out, one sentence each, to be shown to the user.
  package var notes: [String]

  /// The largest magnitude of a feature minus its origin: squares of distances then do not overflow single precision.
  static let featureLimit: Float = 1e18

  /// Creates points.
  ///
  /// - Parameters:
  ///   - label: The points in words.
  ///   - features: `[points, features]`, at least one feature, minus `origin`.
  ///   - origin: What was subtracted from every feature; zeros unless given.
  ///   - featureNames: One per feature.
  ///   - auxiliaryCount: How many leading features are tied to factors.
  ///   - columns: Each with one value per point.
  ///   - notes: Notes for the user.
  /// - Throws: ``MapError/notAMatrix(points:shape:)`` or ``MapError/badFeature(points:row:feature:value:)``.
  package init(
    label: String, features: Tensor, origin: [Double]? = nil, featureNames: [String],
    auxiliaryCount: Int = 0, columns: [MapColumn] = [], notes: [String] = []
  ) throws(MapError) {
    guard features.shape.count == 2, features.shape[1] > 0 else {
      throw .notAMatrix(points: label, shape: features.shape)
    }
    let width = features.shape[1]
    let origin = origin ?? Array(repeating: 0, count: width)
    precondition(
      featureNames.count == width && origin.count == width && (0...width).contains(auxiliaryCount)
        && columns.allSatisfy { $0.values.count == features.rowCount },
      "MapPoints: \(featureNames.count) names, \(origin.count) origins, \(auxiliaryCount) auxiliary of \(features.shape), columns of "
        + "\(columns.map(\.values.count)) points")
    let place = features.withUnsafeElements { elements in
      elements.firstIndex { !($0.magnitude <= Self.featureLimit) }
    }
    if let place {
      throw .badFeature(
        points: label, row: place / width, feature: featureNames[place % width],
        value: Double(features.elements[place]) + origin[place % width])
    }
    self.init(
      checkedLabel: label, features: features, origin: origin, featureNames: featureNames,
      auxiliaryCount: auxiliaryCount, columns: columns, notes: notes)
  }

  /// Creates points that are known to be valid.
  init(
    checkedLabel: String, features: Tensor, origin: [Double], featureNames: [String],
    auxiliaryCount: Int, columns: [MapColumn], notes: [String]
  ) {
    label = checkedLabel
    self.features = features
    self.origin = origin
    self.featureNames = featureNames
    self.auxiliaryCount = auxiliaryCount
    self.columns = columns
    self.notes = notes
  }

  /// The number of points.
  package var count: Int { features.rowCount }
  /// The number of features.
  package var featureCount: Int { features.rowStride }

  /// The features as they were before ``origin`` was subtracted, `[points, features]`, rounded to nearest.
  package var originalFeatures: Tensor {
    guard origin.contains(where: { $0 != 0 }) else { return features }
    return Tensor(
      shape: features.shape,
      elements: features.elements.enumerated().map {
        Float(Double($0.element) + origin[$0.offset % featureCount])
      })
  }

  /// The features of a point as they were before ``origin`` was subtracted, rounded to nearest.
  package func originalFeatures(of point: Int) -> [Float] {
    zip(features.row(point), origin).map { Float(Double($0) + $1) }
  }

  /// New points in the units of the features, minus ``origin``; unchanged where they have other features.
  func centred(_ features: Tensor) -> Tensor {
    guard features.rowStride == featureCount, origin.contains(where: { $0 != 0 }) else {
      return features
    }
    return Tensor(
      shape: features.shape,
      elements: features.elements.enumerated().map {
        Float(Double($0.element) - origin[$0.offset % featureCount])
      })
  }

  /// Some of the features of all points, `[points, chosen]`, minus ``origin``.
  package func features(_ chosen: [Int]) -> Tensor {
    let width = featureCount
    if chosen == Array(0..<width) { return features }
    return Tensor(shape: [count, chosen.count]) { picked in
      features.withUnsafeElements { elements in
        for row in 0..<count {
          for (place, feature) in chosen.enumerated() {
            picked[row * chosen.count + place] = elements[row * width + feature]
          }
        }
      }
    }
  }
}
