/// A simulator of single points of the factors; each generator has one.
package protocol ReferenceSource: Sendable {
  /// The shape of one sample, `[height, width, channels]`.
  var sampleShape: [Int] { get }
  /// Whether the samples of the data have noise beyond the factors.
  var hasNoise: Bool { get }

  /// Whether the factors, any numbers in any count, can be simulated.
  func canSimulate(_ factors: [Double]) -> Bool

  /// Writes the noiseless sample.
  ///
  /// - Parameters:
  ///   - factors: Factors for which ``canSimulate(_:)`` holds.
  ///   - sample: Receives the elements of ``sampleShape`` in the unit of the data.
  func writeNoiseless(_ factors: [Double], into sample: UnsafeMutableBufferPointer<Float>)

  /// Writes samples, each with its own noise.
  ///
  /// - Parameters:
  ///   - factors: A row per sample, for which ``canSimulate(_:)`` holds.
  ///   - samples: Receives the samples one after another, each with the elements of ``sampleShape`` in the unit of the
  ///     data.
  ///   - seed: The seed of the noise.
  ///   - firstIndex: The index of the first sample among those of the seed.
  func writeNoisy(
    _ factors: ArraySlice<[Double]>, into samples: UnsafeMutableBufferPointer<Float>, seed: UInt64,
    firstIndex: Int)

  /// The density of the events at positions, for data that consists of events.
  ///
  /// - Parameters:
  ///   - factors: Factors for which ``canSimulate(_:)`` holds.
  ///   - positions: Values of an event.
  /// - Returns: One density per position, infinite at a pole; `nil` for other data.
  func density(_ factors: [Double], at positions: [Double]) -> [Double]?
}

extension ReferenceSource {
  /// The part of a buffer of samples that one of them takes.
  func part(
    _ sample: Int, of samples: UnsafeMutableBufferPointer<Float>
  ) -> UnsafeMutableBufferPointer<Float> {
    let length = sampleShape.reduce(1, *)
    return UnsafeMutableBufferPointer(
      rebasing: samples[sample * length..<(sample + 1) * length])
  }

  /// `nil`: most data does not consist of events.
  package func density(_ factors: [Double], at positions: [Double]) -> [Double]? { nil }
}
