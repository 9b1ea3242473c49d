import Tensors
import TestSupport

/// Tables of codes and factors for the tests of learners.
enum LearnedSamples {
  /// A table whose entry in a row and a column is a function of both.
  static func tensor(
    _ rowCount: Int, _ columnCount: Int, _ entry: (_ row: Int, _ column: Int) -> Double
  ) -> Tensor {
    Tensor(
      shape: [rowCount, columnCount],
      elements: (0..<rowCount * columnCount).map {
        Float(entry($0 / columnCount, $0 % columnCount))
      })
  }

  /// Independent uniform entries in 0...1.
  static func uniform(seed: Int, _ rowCount: Int, _ columnCount: Int) -> Tensor {
    var random = CounterRandom(testCase: seed)
    return Tensor(
      shape: [rowCount, columnCount], elements: random.floats(rowCount * columnCount, in: 0...1))
  }

  /// One column of a table.
  static func column(_ column: Int, of table: Tensor) -> [Double] {
    (0..<table.rowCount).map { Double(table[$0, column]) }
  }
}
