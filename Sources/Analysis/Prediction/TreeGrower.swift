/// Grows one least-squares tree after another on the same features, and sums the gains of each feature.
///
/// A split maximises S_l² / n_l + S_r² / n_r - S² / n, with S the sum of the residuals on a side and n their
/// number: the reduction of the sum of squares (Breiman, Friedman, Olshen, Stone 1984, section 8.4). For
/// equal splits the first feature's lowest threshold is chosen.
struct TreeGrower {
  private struct Split {
    var feature: Int
    var bin: Int
    var gain: Double
  }

  /// The reduction of the sum of squares by all splits so far, for every feature.
  private(set) var gains: [Double]

  private let features: BinnedFeatures
  private let depth: Int
  private let smallestGain: Double
  /// The rows, those of a node side by side.
  private var order: [Int32]
  private var spare: [Int32]
  /// The residuals in the order of `order`.
  private var residuals: [Double]
  /// Of every bin the sum of the residuals and their number.
  private var histogram: [SIMD2<Double>]

  /// Prepares the memory.
  ///
  /// - Parameters:
  ///   - features: The binned samples.
  ///   - depth: The number of splits on the path to a leaf.
  ///   - smallestGain: A split must reduce the sum of squares by more than this.
  init(features: BinnedFeatures, depth: Int, smallestGain: Double) {
    self.features = features
    self.depth = depth
    self.smallestGain = smallestGain
    gains = Array(repeating: 0, count: features.bins.count)
    order = Array(repeating: 0, count: features.rowCount)
    spare = order
    residuals = Array(repeating: 0, count: features.rowCount)
    histogram = Array(repeating: .zero, count: BinnedFeatures.largestBinCount)
  }

  /// Grows a tree and subtracts its values, scaled by `rate`, from the targets.
  mutating func grow(fitting targets: inout [Double], rate: Double) -> RegressionTree {
    var tree = RegressionTree(depth: depth)
    for row in order.indices { order[row] = Int32(row) }
    var segments = [0..<features.rowCount]
    for level in 0..<depth {
      let first = (1 << level) - 1
      for place in order.indices { residuals[place] = targets[Int(order[place])] }
      segments = segments.enumerated().flatMap { position, segment in
        divide(segment, at: first + position, of: &tree)
      }
    }
    for (leaf, segment) in segments.enumerated() where !segment.isEmpty {
      let sum = segment.reduce(0.0) { $0 + targets[Int(order[$1])] }
      let value = rate * sum / Double(segment.count)
      tree.leaves[leaf] = value
      for place in segment { targets[Int(order[place])] -= value }
    }
    return tree
  }

  private mutating func divide(
    _ segment: Range<Int>, at node: Int, of tree: inout RegressionTree
  ) -> [Range<Int>] {
    guard let split = bestSplit(of: segment) else {
      return [segment, segment.upperBound..<segment.upperBound]
    }
    gains[split.feature] += split.gain
    tree.nodes[node] = RegressionTree.Node(
      feature: split.feature, threshold: features.thresholds[split.feature][split.bin])
    let middle = partition(segment, by: split)
    return [segment.lowerBound..<middle, middle..<segment.upperBound]
  }

  private mutating func bestSplit(of segment: Range<Int>) -> Split? {
    guard segment.count > 1 else { return nil }
    let sum = segment.reduce(0.0) { $0 + residuals[$1] }
    let all = SIMD2(sum, Double(segment.count))
    var best: Split?
    for feature in features.bins.indices where !features.thresholds[feature].isEmpty {
      fillHistogram(feature, segment)
      var left = SIMD2<Double>.zero
      for bin in features.thresholds[feature].indices {
        left += histogram[bin]
        let right = all - left
        guard left.y > 0, right.y > 0 else { continue }
        let gain = left.x * left.x / left.y + right.x * right.x / right.y - sum * sum / all.y
        if gain > best?.gain ?? smallestGain {
          best = Split(feature: feature, bin: bin, gain: gain)
        }
      }
    }
    return best
  }

  private mutating func fillHistogram(_ feature: Int, _ segment: Range<Int>) {
    for bin in 0...features.thresholds[feature].count { histogram[bin] = .zero }
    features.bins[feature].withUnsafeBufferPointer { bins in
      order.withUnsafeBufferPointer { order in
        residuals.withUnsafeBufferPointer { residuals in
          histogram.withUnsafeMutableBufferPointer { histogram in
            for place in segment {
              histogram[Int(bins[Int(order[place])])] += SIMD2(residuals[place], 1)
            }
          }
        }
      }
    }
  }

  /// Moves the rows that go left before the others (a stable partition).
  private mutating func partition(_ segment: Range<Int>, by split: Split) -> Int {
    let bins = features.bins[split.feature]
    var (left, right) = (segment.lowerBound, 0)
    for place in segment {
      let row = order[place]
      if Int(bins[Int(row)]) <= split.bin {
        order[left] = row
        left += 1
      } else {
        spare[right] = row
        right += 1
      }
    }
    for place in 0..<right { order[left + place] = spare[place] }
    return left
  }
}
