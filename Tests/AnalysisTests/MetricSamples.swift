import Analysis
import Tensors
import TestSupport

/// Codes and factors for tests of metrics.
enum MetricSamples {
  /// A tensor `[samples, columns]` of columns.
  static func tensor(_ columns: [[Double]]) -> Tensor {
    let rowCount = columns.first?.count ?? 0
    return Tensor(
      shape: [rowCount, columns.count],
      elements: (0..<rowCount).flatMap { row in columns.map { Float($0[row]) } })
  }

  /// Independent standard normal columns.
  static func gaussians(_ random: inout CounterRandom, rows: Int, columns: Int) -> Tensor {
    Tensor(
      shape: [rows, columns], elements: random.gaussians(rows * columns).map { Float($0) })
  }

  /// Columns over the same 400 samples: two independent ramps of twenty steps.
  static let ramps: [[Double]] = [
    (0..<400).map { Double($0 % 20) }, (0..<400).map { Double($0 / 20) },
  ]

  /// Codes and factors without any information: no sample, one or two of them, constant and broken
  /// columns.
  static let degenerate: [(name: String, codes: Tensor, factors: Tensor)] = [
    ("no sample", Tensor(shape: [0, 2], elements: []), Tensor(shape: [0, 3], elements: [])),
    ("one sample", tensor([[1], [2]]), tensor([[3], [4], [5]])),
    ("equal samples", tensor([[1, 1], [2, 2]]), tensor([[3, 3], [4, 4], [5, 5]])),
    ("no latent", Tensor(shape: [5, 0], elements: []), tensor([[1, 2, 3, 4, 5]])),
    ("no factor", tensor([[1, 2, 3, 4, 5]]), Tensor(shape: [5, 0], elements: [])),
    (
      "constant columns", tensor([Array(repeating: 0.1, count: 50), ramp]),
      tensor([ramp, Array(repeating: -7.3, count: 50)])
    ),
    (
      "broken columns", tensor([Array(ramp.dropLast()) + [.nan], [.infinity] + ramp.dropFirst()]),
      tensor([ramp])
    ),
  ]

  private static let ramp = (0..<50).map { Double($0) }
}

/// The largest difference of two lists of numbers; infinity when lengths differ or an entry is no
/// number.
func distance(_ found: [Double], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  return zip(found, expected).reduce(0) { largest, pair in
    let difference = abs(pair.0 - pair.1)
    return difference.isNaN ? .infinity : max(largest, difference)
  }
}
