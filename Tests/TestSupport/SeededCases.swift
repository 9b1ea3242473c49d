package import Tensors

extension CounterRandom {
  /// The generator of one seeded test case; the seed stands in the failure as the test's argument.
  package init(testCase seed: Int) {
    self.init(seed: UInt64(bitPattern: Int64(seed)), stream: .exploration, step: 0x7E57)
  }

  /// A whole number, uniform in `range`.
  package mutating func integer(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// Uniform numbers in `range`.
  package mutating func floats(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
    let width = range.upperBound - range.lowerBound
    return (0..<count).map { _ in range.lowerBound + width * Float(nextUniform()) }
  }

  /// Uniform numbers in `range`.
  package mutating func doubles(_ count: Int, in range: ClosedRange<Double> = -1...1) -> [Double] {
    let width = range.upperBound - range.lowerBound
    return (0..<count).map { _ in range.lowerBound + width * nextUniform() }
  }

  /// Standard normal numbers.
  package mutating func gaussians(_ count: Int) -> [Double] {
    (0..<count).map { _ in nextGaussian() }
  }
}
