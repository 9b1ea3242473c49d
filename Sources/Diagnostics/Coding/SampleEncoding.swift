package import Datasets
package import Models
package import Storage
import Tensors

/// Encodes all samples of a data set, and writes the codes while they are computed.
package struct SampleEncoding: Sendable {
  /// What a model must have.
  package static let needs: [ModelPart] = [.encoder]
  /// The name of the array of codes: means, or draws.
  package static let codes = "codes"
  /// The name of the array of standard deviations.
  package static let deviations = "deviations"

  private let model: Model
  private let dataset: Dataset
  private let path: String
  private let drawSeed: UInt64?

  /// Prepares to encode.
  ///
  /// - Parameters:
  ///   - described: The model, with an encoder.
  ///   - data: The samples, and where they are from.
  ///   - drawSeed: The seed of a draw from every posterior; `nil` for the means.
  /// - Throws: ``CodingError/misfit(data:expected:found:)`` when the samples are not of the model's shape or kind.
  package init(
    _ described: DescribedModel, data: (path: String, dataset: Dataset), drawSeed: UInt64? = nil
  ) throws(CodingError) {
    let shape = described.model.sampleShape
    var known = described.data
    known.shape = shape
    if let misfit = data.dataset.description.misfit(for: known) {
      throw .misfit(data: data.path, expected: misfit.expected, found: misfit.found)
    }
    (model, dataset, path, self.drawSeed) = (described.model, data.dataset, data.path, drawSeed)
  }

  /// The number of samples.
  package var count: Int { dataset.count }

  /// Whether codes have deviations; those of one sample are computed to find out.
  package var hasDeviations: Bool {
    drawSeed == nil && dataset.count > 0 && model.encode(dataset.samples([0])).logVariance != nil
  }

  /// The arrays of the output, in their order.
  ///
  /// - Parameter format: Where they go; one that holds one array gets the codes alone.
  /// - Returns: Names and shapes.
  package func arrays(for format: ArrayStreamFormat) -> [(name: String, shape: [Int])] {
    let shape = [count, model.latentCount]
    let withDeviations = !format.holdsOneArray && hasDeviations
    return [(Self.codes, shape)] + (withDeviations ? [(Self.deviations, shape)] : [])
  }

  /// Encodes.
  ///
  /// - Parameters:
  ///   - output: Receives the codes.
  ///   - hasDeviations: Whether it was announced that it also receives deviations.
  ///   - batches: The batches of ``count`` samples.
  ///   - progress: Receives the fraction done, on the calling thread.
  /// - Throws: ``CodingError`` when a sample or a code is not finite, the output cannot be written, or the work was cancelled;
  ///   the output is then not finished.
  package func run(
    to output: any ArrayStream, hasDeviations: Bool, batches: CodingBatches,
    progress: (Double) -> Void = { _ in }
  ) throws(CodingError) {
    try batches.run { range in
      model.encode(dataset.samples(range))
    } take: { range, codes, fraction throws(CodingError) in
      if let fault = codes.firstFault {
        throw .notFinite(path: path, what: "code", row: range.lowerBound + fault)
      }
      try append(drawn(codes, from: range.lowerBound), to: Self.codes, of: output)
      if hasDeviations {
        let deviations = (0..<codes.count).flatMap { codes.deviation($0) }
        try append(deviations, to: Self.deviations, of: output)
      }
      progress(fraction)
    }
    try writing { () throws(StorageError) in try output.finish() }
  }

  /// Means, or draws that depend on seed and sample but not on the batches.
  private func drawn(_ codes: LatentCodes, from first: Int) -> [Float] {
    guard let drawSeed else { return codes.mean.elements }
    return (0..<codes.count).flatMap { row in
      var random = CounterRandom(seed: drawSeed, stream: .latentNoise, row: first + row)
      return zip(codes.mean.row(row), codes.deviation(row)).map { mean, deviation in
        Float(Double(mean) + Double(deviation) * random.nextGaussian())
      }
    }
  }

  private func append(
    _ values: [Float], to name: String, of output: any ArrayStream
  ) throws(CodingError) {
    try writing { () throws(StorageError) in
      try values.withUnsafeBufferPointer { values throws(StorageError) in
        try output.append(values, to: name)
      }
    }
  }
}
