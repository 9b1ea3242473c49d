public import Networks

/// A family of architectures that a recipe may name; a new one is one line in ``all``.
public struct ArchitectureFamily: Sendable {
  /// What a recipe may set.
  public struct Settings: Sendable, Equatable {
    /// Height, width and channels of a sample.
    public var sampleShape: [Int]
    /// The number of latent dimensions.
    public var latentCount: Int
    /// The channels of the convolutions, or the units of a dense network, from the sample inwards.
    public var channels: [Int]
    /// The units of the dense layers.
    public var hiddenCount: Int
    /// What is applied to the decoder's last layer; nothing when `nil`.
    public var outputActivation: Activation.Function?

    /// Creates settings.
    public init(
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
  public let name: String
  /// The channels when a recipe names none.
  public let defaultChannels: [Int]
  /// The dense units when a recipe names none.
  public let defaultHiddenCount: Int
  private let build: @Sendable (Settings) throws(NetworkError) -> Architecture

  /// Builds an architecture of the family.
  ///
  /// - Parameter settings: What the recipe set.
  /// - Returns: The architecture.
  /// - Throws: ``NetworkError`` when the family cannot make samples of that shape.
  public func architecture(_ settings: Settings) throws(NetworkError) -> Architecture {
    try build(settings)
  }

  /// The families there are.
  public static let all = [
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
  public static func named(_ name: String) -> ArchitectureFamily? {
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
