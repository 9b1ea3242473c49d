package import Networks

/// A family of architectures that a recipe may name; a new one is one line in ``all``.
package struct ArchitectureFamily: Sendable {
  /// What a recipe may set.
  package struct Settings: Sendable, Equatable {
    /// Height, width and channels of a sample.
    package var sampleShape: [Int]
    /// The number of latent dimensions.
    package var latentCount: Int
    /// What the encoder writes of every latent: the heads of the latent family.
    package var heads: [LatentHead]
    /// The channels of the convolutions, or the units of a dense network, from the sample inwards.
    package var channels: [Int]
    /// The units of the dense layers.
    package var hiddenCount: Int
    /// What is applied to the decoder's last layer; nothing when `nil`.
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
  /// The channels when a recipe names none.
  package let defaultChannels: [Int]
  /// The dense units when a recipe names none.
  package let defaultHiddenCount: Int
  /// Whether the family is a linear map each way, which nothing is applied to unless a recipe asks for it.
  package var isLinear = false
  /// How many channels a recipe may name, beside none for the family's own.
  package var channelCounts = 1...8
  private let build: @Sendable (Settings) throws(NetworkError) -> Architecture

  /// Whether a recipe may say how many units the dense layers have.
  package var hasHiddenLayers: Bool { defaultHiddenCount > 0 }

  /// Builds an architecture of the family.
  ///
  /// - Parameter settings: What the recipe set.
  /// - Returns: The architecture.
  /// - Throws: ``NetworkError`` when the family cannot make samples of that shape.
  package func architecture(_ settings: Settings) throws(NetworkError) -> Architecture {
    try build(settings)
  }

  /// The families there are.
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

  /// An encoder: a trunk, and all heads in one dense layer behind it.
  func encoder(_ trunk: [any Layer]) throws(NetworkError) -> Network {
    try Network(inputShape: sampleShape, name: "encoder", layers: trunk + [jointHeads])
  }

  /// An encoder: a trunk, and behind it a dense layer for each head with the head's name.
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

/// Stride-two convolutions and their activations, `sampleShape` halved once per entry of `channels`.
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

/// A sequence of nodes called `prefix.position`, from value `start` on.
func sequence(_ layers: [any Layer], prefix: String, from start: Int = 0) -> [Node] {
  layers.enumerated().map { index, layer in
    Node(name: "\(prefix).\(index)", layer: layer, inputs: [start + index])
  }
}
