import Datasets
package import Interchange
import Networks
import Tensors

extension ForeignModel {
  /// Translates the graphs to networks.
  ///
  /// - Parameters:
  ///   - path: The file, for errors.
  ///   - name: The name of the data, for people.
  /// - Returns: The model with the facts that its file says; it has no statistics and no gallery.
  /// - Throws: `InterchangeError` when an operator is not known, or parts do not fit.
  package func described(path: String, name: String) throws(InterchangeError) -> DescribedModel {
    let decoder = try ForeignNetwork(decoding: self, path: path)
    let encoder = try ForeignNetwork(encoding: self, path: path)
    let networks = [encoder, decoder].compactMap(\.self)
    let architecture: Architecture
    do {
      architecture = try Architecture(
        name: format, encoder: encoder?.network, decoder: decoder.network)
    } catch {
      throw .mismatch(
        path: path, place: "model", expected: "an encoder and a decoder that fit each other",
        found: error.description)
    }
    try checkMemory(of: architecture, path: path)
    if let problem = constraints?.problem(latentCount: architecture.latentCount) {
      throw .mismatch(
        path: path, place: "latents", expected: "selectors that fit the latents", found: problem)
    }
    return DescribedModel(
      Model(
        architecture: architecture,
        latents: architecture.headCount == PointLatents.heads.count
          ? PointLatents() : GaussianLatents(),
        transform: PixelTransform(mode: .identity),
        parameters: ForeignNetwork.parameters(of: networks, in: architecture)),
      facts: ModelFacts(
        data: description(name),
        constraints: constraints,
        origin: ModelOrigin(
          format: format, ranking: ranking,
          notes: notes + networks.flatMap(\.notes) + droppedEncoderNotes)))
  }

  /// The number of inputs of the decoder, conditions included.
  var inputCount: Int {
    selectors.filter(\.isCondition).reduce(latentCount) { $0 + $1.count }
  }

  /// Whether the encoder reads nothing but a sample.
  var encodesSamplesAlone: Bool { encoder?.inputs.count == 1 }

  private var droppedEncoderNotes: [String] {
    encoder == nil || encodesSamplesAlone
      ? []
      : [
        "the encoder reads \(encoder?.inputs.map(\.name).joined(separator: ", ") ?? "") and is left out"
      ]
  }

  private var constraints: LatentConstraints? {
    let constraints = LatentConstraints(
      selectors: selectors.map { selector in
        LatentConstraints.Selector(
          name: selector.name, start: selector.start,
          choices: (0..<selector.count).map(String.init), isCondition: selector.isCondition)
      }, norm: norm)
    return constraints.areNone ? nil : constraints
  }

  /// Fewer elements than this have no order that anybody knows of.
  private static let longestFeatureList = 32

  private func description(_ name: String) -> DataDescription {
    var kind: SampleKind = .image
    if sampleShape[0] == 1, sampleShape[2] == 1 {
      kind = sampleShape[1] <= Self.longestFeatureList ? .features : .curve
    }
    var description = DataDescription(
      name: name, kind: kind, shape: sampleShape, unit: "", factors: [])
    if description.isInColor, let range { description.range = range }
    return description
  }

  /// A few bytes of a file can describe networks of any size, so they are allowed a multiple of their weights.
  private func checkMemory(
    of architecture: Architecture, path: String
  ) throws(InterchangeError) {
    let weights = ParameterTable(architecture.networks).count * MemoryLayout<Float>.size
    let allowed = CheckpointMemory.byteCount + weights * CheckpointMemory.bytesPerByte
    let bytes = Model.byteCount(of: architecture)
    guard bytes <= allowed, MachineMemory.hasRoom(forBytes: bytes) else {
      throw .mismatch(
        path: path, place: "networks", expected: "a model that fits into memory",
        found: "\(bytes >> 20) MiB")
    }
  }
}
