import Platform
package import Tensors

/// A diagonal Gaussian posterior whose first latents have a prior centred on a known factor of each sample.
///
/// `p(z | u) = N((u, 0), diag(tau^2, …, tau^2, 1, …, 1))` is the prior of the Aux-VAE (arXiv:2507.00298) with
/// an adjustable width. The width applies only to the tied latents: the others have no factor to stay close
/// to, and a width below one would restrict their information without benefit.
package struct TiedLatents: GaussianPosterior {
  /// The name in files.
  package static let name = "tied"

  /// The number of tied latents, the first ones.
  package let count: Int
  /// The standard deviation of their prior around the factor.
  package let width: Double
  /// How the second head becomes the variance.
  package let variance: PosteriorVariance

  /// Creates a family.
  package init(count: Int, width: Double, variance: PosteriorVariance = PosteriorVariance()) {
    precondition(
      count >= 0 && width > 0 && width.isFinite, "TiedLatents: \(count) latents, width \(width)")
    self.count = count
    self.width = width
    self.variance = variance
  }

  private enum Key: String, CodingKey {
    case count, width
  }

  /// Reads a family; a count or width out of range is an error.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    count = try container.decode(Int.self, forKey: .count)
    width = try container.decode(Double.self, forKey: .width)
    variance = try PosteriorVariance(from: decoder)
    guard count >= 0, width > 0, width.isFinite else {
      throw DecodingError.dataCorruptedError(
        forKey: .width, in: container,
        debugDescription: "expected a count from 0 and a width above 0, found \(count) and \(width)"
      )
    }
  }

  /// Writes count, width and the floor, if there is one.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(count, forKey: .count)
    try container.encode(width, forKey: .width)
    try variance.encode(to: encoder)
  }

  /// This family.
  package var tied: TiedLatents? { self }

  /// N(0, 1); for a tied latent the mixture of N(u, tau^2) over the factors, or over a uniform factor in
  /// 0...1 where they are unknown.
  package func prior(of latent: Int, centers: [Double]?) -> (any MarginalPrior)? {
    guard latent < count else { return NormalPrior.standard }
    return centers.map { MixturePrior(centers: $0, width: width) } ?? SpreadPrior(width: width)
  }

  /// The mean of the divergence in closed form; where the factors are unknown, from the normal prior with the
  /// marginal's moments.
  package func meanDivergence(
    of latent: Int, codes: LatentCodes, centers: [Double]?
  ) -> Double? {
    guard latent < count else {
      return GaussianDivergence.mean(of: latent, codes: codes, prior: .standard)
    }
    let prior =
      centers == nil
      ? SpreadPrior(width: width).normal : NormalPrior(mean: 0, deviation: width)
    return GaussianDivergence.mean(of: latent, codes: codes, prior: prior, centers: centers)
  }
}

/// N(u, width^2) with u uniform over 0...1: the prior of a latent tied to an unknown factor.
package struct SpreadPrior: MarginalPrior, Equatable {
  /// The standard deviation around the factor.
  package let width: Double

  /// Creates a prior.
  package init(width: Double) {
    precondition(width > 0, "SpreadPrior: width \(width)")
    self.width = width
  }

  /// A random value.
  package func draw(using random: inout CounterRandom) -> Double {
    random.nextUniform() + width * random.nextGaussian()
  }

  /// The natural logarithm of the density, the difference of two normal distribution functions.
  package func logDensity(_ value: Double) -> Double {
    // Both are evaluated on the side where they are small, so that their difference keeps its precision.
    let nearer = abs(value - 0.5) + 0.5
    let scale = 0.5.squareRoot() / width
    return log((erfc((nearer - 1) * scale) - erfc(nearer * scale)) / 2)
  }

  /// The cumulative distribution function: the mean of the normal one over the factor, in closed form.
  package func share(below value: Double) -> Double {
    /// The integral of the normal distribution function up to a value, in units of the width.
    func integral(_ x: Double) -> Double {
      x * erfc(-x * 0.5.squareRoot()) / 2 + exp(-x * x / 2) / (2 * .pi).squareRoot()
    }
    let share = width * (integral(value / width) - integral((value - 1) / width))
    return min(max(share, 0), 1)
  }

  /// The normal distribution of the same mean and variance: mean 1/2, variance width^2 + 1/12.
  package var normal: NormalPrior {
    NormalPrior(mean: 0.5, deviation: (width * width + 1.0 / 12).squareRoot())
  }
}
