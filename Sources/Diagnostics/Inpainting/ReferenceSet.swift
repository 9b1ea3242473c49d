import Tensors

/// Complete samples from which holes are filled.
struct ReferenceSet: Sendable {
  private let samples: Tensor
  /// The mean of every element.
  let mean: [Float]

  /// Stores samples, `[samples, height, width, channels]`, at least one.
  init(_ samples: Tensor) {
    precondition(samples.rowCount > 0, "ReferenceSet: no samples")
    self.samples = samples
    var sums = [Double](repeating: 0, count: samples.rowStride)
    for row in 0..<samples.rowCount {
      for (place, element) in samples.row(row).enumerated() { sums[place] += Double(element) }
    }
    mean = sums.map { Float($0 / Double(samples.rowCount)) }
  }

  /// One element of a sample.
  func element(_ place: Int, of sample: Int) -> Float {
    samples.elements[sample * samples.rowStride + place]
  }

  /// The samples whose known elements are nearest to those of a sample, nearest first.
  ///
  /// - Parameters:
  ///   - sample: The elements; the missing ones are ignored.
  ///   - mask: The hole.
  ///   - count: The number of samples; all when there are fewer.
  /// - Returns: At least one index.
  func nearest(to sample: [Float], knownBy mask: HoleMask, count: Int) -> [Int] {
    let weights = mask.isMissing.map { $0 ? Float(0) : 1 }
    let distances = (0..<samples.rowCount).map { row -> Float in
      samples.withUnsafeElements { elements in
        let start = row * sample.count
        var sum: Float = 0
        for place in sample.indices {
          let difference = elements[start + place] - sample[place]
          sum += weights[place] * difference * difference
        }
        return sum
      }
    }
    return Array(
      distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(count))
  }
}
