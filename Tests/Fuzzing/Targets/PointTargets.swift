import Maps
import Tensors
import TestSupport

extension FuzzTarget {
  /// Files of points, of any format that their first bytes tell.
  static let points = [
    FuzzTarget("points") { input, folder in
      let points = try MapPoints(contentsOf: folder.file("input", input.remaining()))
      precondition(
        points.features.elements.allSatisfy(\.isFinite), "features that are not finite")
    }
  ]
}
