import Tensors

/// A Latin hypercube design on a grid: every factor takes each of its values exactly once.
///
/// The values of a factor are `count` equally spaced points from the lower to the upper end of its
/// range, in a random order per factor. As in the generator of the published galaxy data, points are
/// not jittered inside their cells, unlike in a usual Latin hypercube.
package struct LatinHypercube: Sendable {
  /// The number of points of the design.
  package let count: Int
  /// The range of every factor.
  package let ranges: [ClosedRange<Double>]

  private let cells: [[UInt32]]

  /// Creates a design.
  ///
  /// - Parameters:
  ///   - count: The number of points, at least one.
  ///   - ranges: The range of every factor.
  ///   - seed: The seed of the data set.
  package init(count: Int, ranges: [ClosedRange<Double>], seed: UInt64) {
    precondition(
      count >= 1 && count <= UInt32.max, "LatinHypercube: \(count) points")
    self.count = count
    self.ranges = ranges
    cells = ranges.indices.map { factor in
      var random = CounterRandom(seed: seed, stream: .design, step: factor)
      return random.nextPermutation(count).map { UInt32($0) }
    }
  }

  /// The factors of one point.
  ///
  /// - Parameter index: The point, in `0..<count`.
  /// - Returns: One value per range, in the order of the ranges.
  package func point(_ index: Int) -> [Double] {
    zip(ranges, cells).map { range, cells in
      guard count > 1 else { return range.lowerBound }
      let share = Double(cells[index]) / Double(count - 1)
      return range.lowerBound + (range.upperBound - range.lowerBound) * share
    }
  }
}
