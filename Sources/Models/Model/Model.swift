package import Datasets
package import Networks
package import Tensors

/// A trained model: an immutable value, shared freely between threads.
package struct Model: Sendable {
  /// The networks.
  package let architecture: Architecture
  /// The latent family of the encoder's output.
  package let latents: any LatentFamily
  /// The map from the elements of a sample to the networks' input.
  package let transform: PixelTransform
  /// All weights in memory order, laid out by ``table``.
  package let parameters: [Float]
  /// The layout of the weights.
  package let table: ParameterTable
  private let encoder: InferenceEngine?
  private let decoder: InferenceEngine

  /// Creates a model from its weights.
  ///
  /// - Parameters:
  ///   - architecture: The networks.
  ///   - latents: The latent family of the encoder's output.
  ///   - transform: The map from the elements of a sample to the networks' input.
  ///   - parameters: All weights in memory order.
  package init(
    architecture: Architecture, latents: any LatentFamily = GaussianLatents(),
    transform: PixelTransform, parameters: [Float]
  ) {
    let table = ParameterTable(architecture.networks)
    precondition(
      parameters.count == table.count,
      "Model: \(parameters.count) weights, the architecture has \(table.count)")
    let heads = type(of: latents).heads
    precondition(
      (architecture.headCount ?? heads.count) == heads.count,
      "Model: \(architecture.headCount ?? 0) heads, expected \(heads)")
    self.architecture = architecture
    self.latents = latents
    self.transform = transform
    self.parameters = parameters
    self.table = table
    let shared = FloatBuffer(parameters)
    encoder = architecture.encoder.map {
      InferenceEngine($0, table: table, parameters: shared)
    }
    decoder = InferenceEngine(architecture.decoder, table: table, parameters: shared)
  }

  /// The most bytes that a model takes with what it needs to encode and decode, known before anything is
  /// allocated.
  ///
  /// - Parameter architecture: The networks.
  /// - Returns: Weights, tables, values and working memory.
  package static func byteCount(of architecture: Architecture) -> Int {
    let weights = ParameterTable(architecture.networks).count
    let engines = architecture.networks.reduce(0) { $0 + InferenceEngine.memoryCount(of: $1) }
    return (2 * weights + engines) * MemoryLayout<Float>.size
  }

  /// The number of latent dimensions.
  package var latentCount: Int { architecture.latentCount }

  /// Height, width and channels of a sample.
  package var sampleShape: [Int] { architecture.sampleShape }

  /// What the decoder outputs.
  package var output: ModelOutput { architecture.output }

  /// Whether samples can be encoded.
  package var hasEncoder: Bool { encoder != nil }

  /// Encodes samples; requires ``hasEncoder``.
  ///
  /// - Parameter samples: `[samples, height, width, channels]`, in the unit of the data.
  /// - Returns: One code per sample.
  package func encode(_ samples: Tensor) -> LatentCodes {
    precondition(
      Array(samples.shape.dropFirst()) == sampleShape,
      "Model: samples \(samples.shape), expected [n] + \(sampleShape)")
    guard let encoder else { preconditionFailure("Model: encode without an encoder") }
    return latents.codes(
      encoder.run(
        samples, prepare: transform.writeNetworkInputs,
        finish: { _ = $1.update(fromContentsOf: $0) }))
  }

  /// Decodes latent points; requires an ``output`` of samples.
  ///
  /// - Parameters:
  ///   - latents: `[points, latents]`, in units of the prior's standard deviation.
  ///   - team: The workers that share a single point; the result does not depend on them.
  /// - Returns: `[points, height, width, channels]`, in the unit of the data.
  package func decode(_ latents: Tensor, team: WorkerTeam = WorkerTeam(count: 1)) -> Tensor {
    precondition(
      latents.shape.count == 2 && latents.shape[1] == latentCount,
      "Model: latents \(latents.shape), expected [n, \(latentCount)]")
    precondition(output == .sample, "Model: decode samples of \(output)")
    let samples = decoder.run(
      latents, team: team, prepare: { _ = $1.update(fromContentsOf: $0) },
      finish: transform.writeElements)
    return samples.reshaped(to: [latents.rowCount] + sampleShape)
  }

  /// The decoder's output for latent points, not yet mapped to the unit of the data: the input of
  /// likelihoods.
  ///
  /// - Parameter latents: `[points, latents]`, in units of the prior's standard deviation.
  /// - Returns: `[points, elements]`.
  func decoderOutputs(_ latents: Tensor) -> Tensor {
    decoder.run(
      latents, prepare: { _ = $1.update(fromContentsOf: $0) },
      finish: { _ = $1.update(fromContentsOf: $0) })
  }
}
