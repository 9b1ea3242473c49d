@testable import Runs

/// Steps of tests that count.
extension SeriesStore {
  mutating func append(_ index: Int?, step: Int, time: Double, value: Double) {
    append(index, step: Double(step), time: time, value: value)
  }
}

extension SeriesBucket {
  init(step: Int, time: Double, value: Double) {
    self.init(step: Double(step), time: time, value: value)
  }

  mutating func add(step: Int, time: Double, value: Double) {
    add(step: Double(step), time: time, value: value)
  }
}

extension Sequence<Int> {
  /// The numbers as steps.
  var steps: [Double] { map(Double.init) }
}
