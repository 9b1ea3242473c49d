package import Tensors

/// A family of latent distributions as a value: how latents are drawn, their divergence from the prior, and
/// their codes.
///
/// A new family is one new file and one line in ``LatentFamilies``. An encoder outputs the heads one after
/// the other, `[rows, heads * latents]`; the first of them is the code. Every requirement is called once per
/// block of rows.
package protocol LatentFamily: Codable, Sendable, Equatable {
  /// The name in files.
  static var name: String { get }
  /// The heads of every latent in the encoder's output, the code first.
  static var heads: [LatentHead] { get }
  /// The number of random numbers per latent in a training step.
  static var noiseCount: Int { get }
  /// The names of the divergences from the prior, empty without a prior: a figure `kl` is logged as `loss/kl`
  /// and `kl/0`, ….
  static var figures: [String] { get }

  /// Fills the noise of a block, `[rows, latents * noiseCount]`; it may depend on the encoder's output.
  func fillNoise(_ block: LatentBlock, from source: LatentNoise)

  /// Draws the latents of a block from its heads and its noise, `[rows, latents]`.
  func draw(_ block: LatentBlock, into latents: UnsafeMutablePointer<Float>)

  /// Backpropagates the gradient at the latents to the heads.
  ///
  /// - Parameters:
  ///   - gradient: With respect to the latents, `[rows, latents]`.
  ///   - losses: The reconstruction loss of every row, in nats, for score-function estimators of draws
  ///     without a derivative.
  ///   - weight: The weight of the losses in the total loss.
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
  ///   - sums: Receives the sums over the rows in nats, `[figures, latents]`; added to.
  func addDivergence(
    of block: LatentBlock, gradient: UnsafeMutablePointer<Float>, weight: Float,
    to sums: UnsafeMutableBufferPointer<Double>)

  /// The codes of heads.
  ///
  /// - Parameter heads: The encoder's output, `[samples, heads * latents]`.
  /// - Returns: The codes.
  func codes(_ heads: Tensor) -> LatentCodes

  /// The prior of a latent over all samples.
  ///
  /// - Parameters:
  ///   - latent: The latent.
  ///   - centers: The centre of each sample's prior, for latents tied to a factor; `nil` where it is unknown.
  /// - Returns: The prior; `nil` where there is none.
  func prior(of latent: Int, centers: [Double]?) -> (any MarginalPrior)?

  /// The mean divergence of a latent from its prior over samples, summed over figures, in nats.
  ///
  /// - Parameters:
  ///   - latent: The latent.
  ///   - codes: The codes of the samples.
  ///   - centers: As in ``prior(of:centers:)``, one per sample.
  /// - Returns: The divergence; `nil` where there is none.
  func meanDivergence(of latent: Int, codes: LatentCodes, centers: [Double]?) -> Double?
}

extension LatentFamily {
  /// The prior of a latent with unknown centres.
  package func prior(of latent: Int) -> (any MarginalPrior)? { prior(of: latent, centers: nil) }

  /// Whether there is a prior to draw codes from.
  package var hasPrior: Bool { prior(of: 0) != nil }

  /// Whether another family is this one.
  package func isEqual(to other: any LatentFamily) -> Bool { (other as? Self) == self }
}

/// One head of the encoder's output for every latent.
package struct LatentHead: Sendable, Equatable {
  /// The name of its node in networks that have a layer for each head.
  package let name: String

  /// Creates a head.
  package init(_ name: String) { self.name = name }
}

/// A block of rows of a batch between encoder and decoder.
package struct LatentBlock {
  /// The number of samples.
  package let rows: Int
  /// The number of latents.
  package let latentCount: Int
  /// The encoder's output, `[rows, heads * latents]`.
  package let heads: UnsafePointer<Float>
  /// The random numbers of the draw, `[rows, latents * noiseCount]`.
  package let noise: UnsafeMutablePointer<Float>
  /// The factors that the first latents are tied to, `[rows, centers]`; `nil` where nothing is tied.
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

/// The source of a step's latent noise, which depends on (seed, step, row) alone, not on the worker that
/// computes it.
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

  /// The random generator of a row of the block.
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
  /// Families added for the duration of a task, by tests.
  @TaskLocal package static var guests: [any LatentFamily.Type] = []

  private static let own: [any LatentFamily.Type] = [
    GaussianLatents.self, TiedLatents.self, PointLatents.self,
  ]

  /// All families.
  package static var all: [any LatentFamily.Type] { own + guests }

  /// The family with a name.
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
