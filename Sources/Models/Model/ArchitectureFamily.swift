package import Networks

/// A family of architectures that a recipe may name; a new one is one line in ``all``.
package struct ArchitectureFamily: Sendable {
  /// What a recipe may set.
  package struct Settings: Sendable, Equatable {
    /// Height, width and channels of a sample.
    package var sampleShape: [Int]
    /// The number of latent dimensions.
    package var latentCount: Int
    /// The channels of the convolutions, or the units of a dense network, from the sample inwards.
    package var channels: [Int]
    /// The units of the dense layers.
    package var hiddenCount: Int
    /// What is applied to the decoder's last layer; nothing when `nil`.
    package var outputActivation: Activation.Function?

    /// Creates settings.
    package init(
      sampleShape: [Int], latentCount: Int, channels: [Int], hiddenCount: Int,
      outputActivation: Activation.Function?
    ) {
      self.sampleShape = sampleShape
      self.latentCount = latentCount
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
  private let build: @Sendable (Settings) throws(NetworkError) -> Architecture

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
      build: galaxyArchitecture),
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
  ]

  /// The family with a name.
  package static func named(_ name: String) -> ArchitectureFamily? {
    all.first { $0.name == name }
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
