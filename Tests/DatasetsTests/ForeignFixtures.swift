import Datasets
import Storage
import Tensors
import Testing

/// The data of other programs, and the values that `make_fixtures.py` wrote.
enum ForeignFixtures {
  static func path(_ name: String) -> String {
    let here = #filePath
    return here[..<(here.lastIndex(of: "/") ?? here.startIndex)] + "/Fixtures/foreign/\(name)"
  }

  static func open(_ name: String, _ change: (inout DataOptions) -> Void = { _ in }) throws
    -> Dataset
  {
    var options = DataOptions()
    change(&options)
    return try Dataset.open(path: path(name), options: options)
  }

  static func message(_ name: String, _ change: (inout DataOptions) -> Void = { _ in }) -> String {
    let error = #expect(throws: DatasetError.self) { try open(name, change) }
    #expect(error.map(isOneLine) == true)
    return error?.description ?? ""
  }

  static func pictures(_ shape: [Int]) -> Tensor {
    var elements: [Float] = []
    for n in 0..<shape[0] {
      for h in 0..<shape[1] {
        for w in 0..<shape[2] {
          elements += (0..<shape[3]).map { Float((7 * n + 3 * h + 5 * w + 11 * $0) % 251) }
        }
      }
    }
    return Tensor(shape: shape, elements: elements)
  }
}

/// Checks that a data set holds these samples, however they are asked for.
func expectSamples(
  _ dataset: Dataset, _ expected: Tensor, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    dataset.samples(0..<dataset.count) == expected, "\(dataset.notes)",
    sourceLocation: sourceLocation)
  for index in 0..<dataset.count {
    let sample = dataset.withUnsafeSample(index) { Array($0) }
    #expect(sample[...] == expected.row(index), "sample \(index)", sourceLocation: sourceLocation)
  }
}
