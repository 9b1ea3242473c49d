package import Tensors

/// What an encoder says of a sample's latents, as a value: how they are drawn, what that costs, and what others read.
///
/// A new family is one new file and one line in ``LatentFamilies``. An encoder writes the heads one after the other,
/// `[rows, heads * latents]`; the first of them is the code. Everything is asked for once per block of rows.
package protocol LatentFamily: Codable, Sendable, Equatable {
  /// The name in files.
  static var name: String { get }
  /// What the encoder writes of every latent, the code first.
  static var heads: [LatentHead] { get }
  /// The random numbers of every latent in a training step.
  static var noiseCount: Int { get }
  /// The names of the divergences from the prior, none where there is no prior: a figure `kl` is logged as `loss/kl` and
  /// `kl/0`, ….
  static var figures: [String] { get }

  /// Fills the noise of a block, `[rows, latents * noiseCount]`; it may depend on what the encoder wrote.
  func fillNoise(_ block: LatentBlock, from source: LatentNoise)

  /// Draws the latents of a block from its heads and its noise, `[rows, latents]`.
  func draw(_ block: LatentBlock, into latents: UnsafeMutablePointer<Float>)

  /// Carries the gradient at the latents back to the heads.
  ///
  /// - Parameters:
  ///   - gradient: With respect to the latents, `[rows, latents]`.
  ///   - losses: What reconstruction costs every row, in nat, for families whose draw has no derivative that says all.
  ///   - weight: The factor of the losses in what is minimised.
  ///   - block: The heads and the noise that the latents were drawn from.
  ///   - heads: Receives the gradient with respect to the heads, `[rows, heads * latents]`; overwritten.
  func propagate(
    _ gradient: UnsafePointer<Float>, losses: UnsafePointer<Double>, weight: Float,
    block: LatentBlock, into heads: UnsafeMutablePointer<Float>)

  /// Adds the divergence of a block from the prior, and its gradient.
  ///
  /// - Parameters:
  ///   - block: The heads.
  ///   - gradient: With respect to the heads; added to.
  ///   - weight: The factor of the gradient.
  ///   - sums: Receives the sums over the rows in nat, `[figures, latents]`; added to.
  func addDivergence(
    of block: LatentBlock, gradient: UnsafeMutablePointer<Float>, weight: Float,
    to sums: UnsafeMutableBufferPointer<Double>)

  /// What others read of the heads.
  ///
  /// - Parameter heads: What the encoder wrote, `[samples, heads * latents]`.
  /// - Returns: The codes.
  func codes(_ heads: Tensor) -> LatentCodes

  /// The prior of a latent over all samples.
  ///
  /// - Parameters:
  ///   - latent: The latent.
  ///   - centers: Where the prior of each sample has its middle, for latents that are tied to something known; `nil`
  ///     where it is not known.
  /// - Returns: The prior; `nil` where there is none.
  func prior(of latent: Int, centers: [Double]?) -> (any MarginalPrior)?

  /// The mean divergence of a latent from its prior over samples, all figures together, in nat.
  ///
  /// - Parameters:
  ///   - latent: The latent.
  ///   - codes: The codes of the samples.
  ///   - centers: As in ``prior(of:centers:)``, one per sample.
  /// - Returns: The divergence; `nil` where there is none.
  func meanDivergence(of latent: Int, codes: LatentCodes, centers: [Double]?) -> Double?
}

extension LatentFamily {
  /// The prior of a latent of which nothing is known.
  package func prior(of latent: Int) -> (any MarginalPrior)? { prior(of: latent, centers: nil) }

  /// Whether codes have a prior that they can be drawn from.
  package var hasPrior: Bool { prior(of: 0) != nil }

  /// Whether another family is this one.
  package func isEqual(to other: any LatentFamily) -> Bool { (other as? Self) == self }
}

/// What an encoder writes of every latent.
package struct LatentHead: Sendable, Equatable {
  /// The name of its node in networks that have a layer for each head.
  package let name: String

  /// Creates a head.
  package init(_ name: String) { self.name = name }
}

/// Some rows of a batch between encoder and decoder.
package struct LatentBlock {
  /// The number of samples.
  package let rows: Int
  /// The number of latents.
  package let latentCount: Int
  /// What the encoder wrote, `[rows, heads * latents]`.
  package let heads: UnsafePointer<Float>
  /// The random numbers of the draw, `[rows, latents * noiseCount]`.
  package let noise: UnsafeMutablePointer<Float>
  /// What the first latents are tied to, `[rows, centers]`; `nil` where nothing is tied.
  package let centers: UnsafePointer<Float>?

  /// Creates a block over memory that the caller owns.
  package init(
    rows: Int, latentCount: Int, heads: UnsafePointer<Float>, noise: UnsafeMutablePointer<Float>,
    centers: UnsafePointer<Float>? = nil
  ) {
    self.rows = rows
    self.latentCount = latentCount
    self.heads = heads
    self.noise = noise
    self.centers = centers
  }
}

/// Where the noise of a step's latents comes from: it depends on (seed, step, row) alone, so not on who computes it.
package struct LatentNoise: Sendable {
  /// The seed of the run.
  package let seed: UInt64
  /// The number of the step.
  package let step: Int
  /// The position in the batch of the block's first row.
  package let firstRow: Int

  /// Creates a source.
  package init(seed: UInt64, step: Int, firstRow: Int) {
    self.seed = seed
    self.step = step
    self.firstRow = firstRow
  }

  /// The random numbers of a row of the block.
  package func random(row: Int) -> CounterRandom {
    CounterRandom(seed: seed, stream: .latentNoise, step: step, row: firstRow + row)
  }

  /// Writes standard normal variates, `[rows, count]`.
  package func fillNormal(_ noise: UnsafeMutablePointer<Float>, rows: Int, count: Int) {
    for row in 0..<rows {
      var random = random(row: row)
      for index in 0..<count { noise[row * count + index] = Float(random.nextGaussian()) }
    }
  }
}

/// The latent families that a file may name; a new one is one line here.
package enum LatentFamilies {
  /// Families that a caller adds for as long as a call takes, as tests do.
  @TaskLocal package static var guests: [any LatentFamily.Type] = []

  private static let own: [any LatentFamily.Type] = [
    GaussianLatents.self, TiedLatents.self, PointLatents.self,
  ]

  /// All kinds.
  package static var all: [any LatentFamily.Type] { own + guests }

  /// The kind with a name.
  package static func family(named name: String) -> (any LatentFamily.Type)? {
    all.first { $0.name == name }
  }
}

/// A latent family in files: its name and its settings.
package struct Latents: Sendable, Equatable, Codable {
  /// The family.
  package let family: any LatentFamily

  /// Wraps a family.
  package init(_ family: any LatentFamily) { self.family = family }

  /// Whether two families are the same.
  package static func == (first: Latents, second: Latents) -> Bool {
    first.family.isEqual(to: second.family)
  }

  private enum Key: String, CodingKey {
    case family, settings
  }

  /// Reads a family; one that is not in ``LatentFamilies`` is an error.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let name = try container.decode(String.self, forKey: .family)
    guard let type = LatentFamilies.family(named: name) else {
      throw DecodingError.dataCorruptedError(
        forKey: .family, in: container,
        debugDescription: "expected one of "
          + LatentFamilies.all.map { $0.name }.joined(separator: ", ")
          + ", found \(name.prefix(60).debugDescription)")
    }
    family = try container.decode(type, forKey: .settings)
  }

  /// Writes the name and the settings.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(type(of: family).name, forKey: .family)
    try container.encode(family, forKey: .settings)
  }
}
