package import Analysis
package import Diagnostics
package import Storage

/// Why there is no map; the description is one line.
package enum MapError: Error, Equatable, CustomStringConvertible {
  /// The points do not form a matrix with at least one column.
  case notAMatrix(points: String, shape: [Int])
  /// A feature is NaN, infinite, or too large for distances.
  case badFeature(points: String, row: Int, feature: String, value: Double)
  /// There are none of the requested features.
  case noFeatures(points: String, features: MapFeatures)
  /// There is no feature of that index.
  case noSuchFeature(points: String, index: Int, count: Int)
  /// A feature was chosen twice.
  case repeatedFeature(points: String, index: Int)
  /// There is neither a feature nor a column of that index.
  case noSuchAxis(points: String, index: Int, count: Int)
  /// An axis has no value for a point.
  case unknownOnAxis(points: String, column: String, row: Int)
  /// The perplexity is not a valid number of neighbours.
  case badPerplexity(Double)
  /// New points have no position, because an axis of the map is not a feature.
  case notPlaceable(column: String)
  /// There is no column of that name or number in a table, or it does not suit the option that names it.
  case noSuchColumn(path: String, option: String, expected: String, found: String)
  /// A file holds several arrays, and none was chosen.
  case ambiguousArray(path: String, available: [String])
  /// A file holds no array that can be points.
  case noArray(path: String, found: [String])
  /// The features cannot be compared.
  case points(PointsError)
  /// A file cannot be read.
  case storage(StorageError)
  /// The samples of a model cannot be encoded.
  case samples(DiagnosisError)
  /// The caller asked to stop.
  case cancelled

  /// One line that says what is wrong, where, what was expected and what was found.
  package var description: String {
    switch self {
    case .notAMatrix(let points, let shape):
      "\(points): expected an array [points, features] with at least one feature, "
        + "found the shape [\(Self.list(shape))]"
    case .badFeature(let points, let row, let feature, let value):
      "\(points): point \(row), \(feature): expected a finite number of at most "
        + "\(MapPoints.featureLimit) in magnitude, found \(value)"
    case .noFeatures(let points, let features):
      "\(points): expected latents tied to \(features == .auxiliary ? "a" : "no") factor "
        + "(\(features.argument)), found none"
    case .noSuchFeature(let points, let index, let count):
      "\(points): expected features from 0 to \(count - 1), found \(index)"
    case .repeatedFeature(let points, let index):
      "\(points): expected different features, found \(index) twice"
    case .noSuchAxis(let points, let index, let count):
      "\(points): expected axes from 0 to \(count - 1), found \(index)"
    case .unknownOnAxis(let points, let column, let row):
      "\(points): \(column): expected a finite value for every point, found none for point \(row)"
    case .badPerplexity(let perplexity):
      "perplexity: expected a number from 1, found \(perplexity)"
    case .notPlaceable(let column):
      "map: expected feature axes to place new points, found \(column)"
    case .ambiguousArray(let path, let available):
      "\(path): expected one array [points, features], found \(Self.names(available)); "
        + "latentty map --array NAME opens one"
    case .noArray(let path, let found):
      "\(path): expected an array of real numbers [points, features], found \(Self.names(found))"
    case .noSuchColumn(let path, let option, let expected, let found):
      "\(path): --\(option): expected \(expected), found \(found)"
    case .points(let error): error.description
    case .storage(let error): error.description
    case .samples(let error): error.description
    case .cancelled: "the map was cancelled"
    }
  }

  init(_ error: PointsError) {
    self = error == .cancelled ? .cancelled : .points(error)
  }

  init(_ error: DiagnosisError) {
    self = error == .cancelled ? .cancelled : .samples(error)
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.prefix(8).map(String.init).joined(separator: ", ")
  }

  private static func names(_ names: [String]) -> String {
    if names.isEmpty { return "none" }
    let shown = names.prefix(6).joined(separator: ", ")
    return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
  }
}
