/// Which features are mapped.
package enum MapFeatures: Sendable, Hashable {
  /// All of them.
  case all
  /// Those that training tied to a factor.
  case auxiliary
  /// The others.
  case remaining
  /// Some by their indices.
  case chosen([Int])

  /// Reads an argument of the command line: `all`, `tied`, `remaining` or `0,3`; `aux` and `recon` are former names.
  ///
  /// - Returns: `nil` for anything else.
  package init?(argument: String) {
    switch argument {
    case "all": self = .all
    case "tied", "aux": self = .auxiliary
    case "remaining", "recon": self = .remaining
    default:
      let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
      let indices = parts.compactMap { part in
        part.allSatisfy(\.isASCII) && !part.hasPrefix("+") ? Int(part) : nil
      }
      guard indices.count == parts.count, indices.allSatisfy({ $0 >= 0 }) else { return nil }
      self = .chosen(indices)
    }
  }

  /// Its name on the command line.
  package var argument: String {
    switch self {
    case .all: "all"
    case .auxiliary: "aux"
    case .remaining: "recon"
    case .chosen(let indices): indices.map(String.init).joined(separator: ",")
    }
  }

  /// The indices of the features, in order.
  ///
  /// - Throws: ``MapError/noFeatures(points:features:)`` when there are none,
  ///   ``MapError/noSuchFeature(points:index:count:)`` or ``MapError/repeatedFeature(points:index:)``.
  package func indices(in points: MapPoints) throws(MapError) -> [Int] {
    let indices =
      switch self {
      case .all: Array(0..<points.featureCount)
      case .auxiliary: Array(0..<points.auxiliaryCount)
      case .remaining: Array(points.auxiliaryCount..<points.featureCount)
      case .chosen(let indices): indices
      }
    guard !indices.isEmpty else { throw .noFeatures(points: points.label, features: self) }
    var seen: Set<Int> = []
    for index in indices {
      guard (0..<points.featureCount).contains(index) else {
        throw .noSuchFeature(points: points.label, index: index, count: points.featureCount)
      }
      guard seen.insert(index).inserted else {
        throw .repeatedFeature(points: points.label, index: index)
      }
    }
    return indices
  }
}
