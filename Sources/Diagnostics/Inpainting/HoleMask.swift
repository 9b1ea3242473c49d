import Datasets
import Tensors

/// The missing elements of a sample: a square of an image, an interval of a curve, or a square of a matrix of
/// pairs with its mirror image.
struct HoleMask: Sendable, Equatable {
  /// The indices of the missing elements, ascending.
  let missing: [Int]
  /// Whether each element is missing.
  let isMissing: [Bool]
  /// The number of rows of a matrix of pairs; `nil` for other samples.
  let pairCount: Int?

  /// Cuts a hole at a random place.
  ///
  /// The diagonal of a matrix of pairs is never missing, because it is always 0.
  ///
  /// - Parameters:
  ///   - data: The description of the samples.
  ///   - size: The rows and columns of the hole, or the points of a curve; at most ``largest(of:)``.
  ///   - seed: The seed of the place.
  ///   - index: The index of the sample; every sample has its own place.
  init(_ data: DataDescription, size: Int, seed: UInt64, index: Int) {
    let (height, width, channels) = (data.shape[0], data.shape[1], data.shape[2])
    let pairCount = Self.pairCount(data)
    let (rows, columns) = (min(size, height), min(size, width))
    precondition(
      rows > 0 && columns > 0 && size <= Self.largest(of: data),
      "HoleMask: \(size) of \(data.shape)")
    var random = CounterRandom(seed: seed, stream: .split, step: size, row: index)
    let top = Int.random(in: 0...height - rows, using: &random)
    let left = Int.random(in: 0...width - columns, using: &random)
    var isMissing = [Bool](repeating: false, count: height * width * channels)
    for row in top..<top + rows {
      for column in left..<left + columns {
        if pairCount != nil {
          isMissing[row * width + column] = row != column
          isMissing[column * width + row] = row != column
        } else {
          for channel in 0..<channels {
            isMissing[(row * width + column) * channels + channel] = true
          }
        }
      }
    }
    self.isMissing = isMissing
    self.pairCount = pairCount
    missing = isMissing.indices.filter { isMissing[$0] }
  }

  /// The largest hole that leaves some elements known.
  static func largest(of data: DataDescription) -> Int {
    let sides = data.shape.dropLast().filter { $0 > 1 }
    return max(0, (sides.min() ?? 1) - 1)
  }

  /// The number of rows of a matrix whose element (i, j) belongs to the pair of i and j; `nil` for other
  /// samples.
  private static func pairCount(_ data: DataDescription) -> Int? {
    ParticleDistances(data) == .matrix ? data.shape[0] : nil
  }
}
