package import Networks

/// A family of architectures that a recipe may name; a new one is one line in ``all``.
package struct ArchitectureFamily: Sendable {
  /// The settings of a recipe.
  package struct Settings: Sendable, Equatable {
    /// Height, width and channels of a sample.
    package var sampleShape: [Int]
    /// The number of latent dimensions.
    package var latentCount: Int
    /// The heads of the latent family.
    package var heads: [LatentHead]
    /// The channels of the convolutions, or the units of a dense network, from the sample inwards.
    package var channels: [Int]
    /// The units of the dense layers.
    package var hiddenCount: Int
    /// The activation after the decoder's last layer; `nil` for none.
    package var outputActivation: Activation.Function?

    /// Creates settings.
    package init(
      sampleShape: [Int], latentCount: Int, heads: [LatentHead] = GaussianLatents.heads,
      channels: [Int], hiddenCount: Int, outputActivation: Activation.Function?
    ) {
      self.sampleShape = sampleShape
      self.latentCount = latentCount
      self.heads = heads
      self.channels = channels
      self.hiddenCount = hiddenCount
      self.outputActivation = outputActivation
    }
  }

  /// The name in recipes.
  package let name: String
  /// The channels when a recipe gives none.
  package let defaultChannels: [Int]
  /// The dense units when a recipe gives none.
  package let defaultHiddenCount: Int
  /// Whether the family is linear; it then has no output activation unless a recipe sets one.
  package var isLinear = false
  /// How many channels a recipe may name, beside none for the family's own.
  package var channelCounts = 1...8
  private let build: @Sendable (Settings) throws(NetworkError) -> Architecture

  /// Whether a recipe may say how many units the dense layers have.
  package var hasHiddenLayers: Bool { defaultHiddenCount > 0 }

  /// Builds an architecture of the family.
  ///
  /// - Parameter settings: The recipe's settings.
  /// - Returns: The architecture.
  /// - Throws: ``NetworkError`` when the family does not support samples of that shape.
  package func architecture(_ settings: Settings) throws(NetworkError) -> Architecture {
    try build(settings)
  }

  /// All families.
  package static let all = [
    ArchitectureFamily(
      name: "galaxy", defaultChannels: [32, 64, 128, 256], defaultHiddenCount: 0,
      channelCounts: 4...4, build: galaxyArchitecture),
    ArchitectureFamily(
      name: "burgess", defaultChannels: [32, 32, 64, 64], defaultHiddenCount: 256,
      build: burgessArchitecture),
    ArchitectureFamily(
      name: "dense", defaultChannels: [256, 128], defaultHiddenCount: 0,
      build: denseArchitecture),
    ArchitectureFamily(
      name: "padded", defaultChannels: [16, 32, 64], defaultHiddenCount: 256,
      build: paddedArchitecture),
    ArchitectureFamily(
      name: "matrix", defaultChannels: [16, 32, 64], defaultHiddenCount: 256,
      build: matrixArchitecture),
    ArchitectureFamily(
      name: "linear", defaultChannels: [], defaultHiddenCount: 0, isLinear: true,
      channelCounts: 0...0, build: linearArchitecture),
  ]

  /// The family with a name.
  package static func named(_ name: String) -> ArchitectureFamily? {
    all.first { $0.name == name }
  }
}

extension ArchitectureFamily.Settings {
  /// All heads of the latent family in one layer, one after the other.
  var jointHeads: Dense { Dense(heads.count * latentCount) }

  /// An encoder: a trunk, followed by all heads in one dense layer.
  func encoder(_ trunk: [any Layer]) throws(NetworkError) -> Network {
    try Network(inputShape: sampleShape, name: "encoder", layers: trunk + [jointHeads])
  }

  /// An encoder: a trunk, followed by one dense layer per head, named after the head.
  func encoderWithNamedHeads(_ trunk: [any Layer]) throws(NetworkError) -> Network {
    let trunk = sequence(trunk, prefix: "encoder")
    var nodes =
      trunk
      + heads.map {
        Node(name: $0.name, layer: Dense(latentCount), inputs: [trunk.count])
      }
    if heads.count > 1 {
      nodes.append(
        Node(
          name: "posterior", layer: Concatenation(),
          inputs: heads.indices.map { trunk.count + 1 + $0 }))
    }
    return try Network(inputShape: sampleShape, nodes: nodes)
  }
}

/// Stride-two convolutions and their activations, which halve `sampleShape` once per entry of `channels`.
func halvingConvolutions(_ channels: [Int]) -> [any Layer] {
  channels.flatMap { channels -> [any Layer] in
    [Convolution(channels, kernel: 4, stride: 2, padding: 1), Activation(.rectifier)]
  }
}

/// Stride-two transposed convolutions and their activations.
func doublingConvolutions(_ channels: [Int]) -> [any Layer] {
  channels.flatMap { channels -> [any Layer] in
    [TransposedConvolution(channels, kernel: 4, stride: 2, padding: 1), Activation(.rectifier)]
  }
}

/// A sequence of nodes named `prefix.position`, from value `start` on.
func sequence(_ layers: [any Layer], prefix: String, from start: Int = 0) -> [Node] {
  layers.enumerated().map { index, layer in
    Node(name: "\(prefix).\(index)", layer: layer, inputs: [start + index])
  }
}
