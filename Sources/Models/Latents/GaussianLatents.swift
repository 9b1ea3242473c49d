import Platform
package import Tensors

/// A family with a diagonal Gaussian posterior, which is drawn by reparametrisation; such families differ in their prior.
package protocol GaussianPosterior: LatentFamily {
  /// The latents whose prior is not the standard normal one; `nil` where there are none.
  var tied: TiedLatents? { get }
  /// How the second head becomes the variance.
  var variance: PosteriorVariance { get }
}

extension GaussianPosterior {
  /// Means, then log variances.
  package static var heads: [LatentHead] { Reparametrization.heads }
  /// One standard normal number.
  package static var noiseCount: Int { 1 }
  /// The name of the divergence.
  package static var figures: [String] { GaussianDivergence.figures }

  /// Standard normal numbers.
  package func fillNoise(_ block: LatentBlock, from source: LatentNoise) {
    source.fillNormal(block.noise, rows: block.rows, count: block.latentCount)
  }

  /// Draws by reparametrisation.
  package func draw(_ block: LatentBlock, into latents: UnsafeMutablePointer<Float>) {
    Reparametrization.draw(block, variance, into: latents)
  }

  /// Backpropagates through the draw.
  package func propagate(
    _ gradient: UnsafePointer<Float>, losses: UnsafePointer<Double>, weight: Float,
    block: LatentBlock, into heads: UnsafeMutablePointer<Float>
  ) {
    Reparametrization.propagate(gradient, block: block, variance, into: heads)
  }

  /// Adds the divergence in closed form.
  package func addDivergence(
    of block: LatentBlock, gradient: UnsafeMutablePointer<Float>, weight: Float,
    to sums: UnsafeMutableBufferPointer<Double>
  ) {
    GaussianDivergence.add(
      block, tied: tied, variance, gradient: gradient, weight: weight, to: sums)
  }

  /// Means and log variances.
  package func codes(_ heads: Tensor) -> LatentCodes {
    let (samples, latents) = (heads.rowCount, heads.rowStride / 2)
    let column = { (start: Int) in
      (0..<samples).flatMap { heads.row($0).dropFirst(start).prefix(latents) }
    }
    return LatentCodes(
      mean: Tensor(shape: [samples, latents], elements: column(0)),
      logVariance: Tensor(
        shape: [samples, latents], elements: column(latents).map(variance.logVariance)))
  }
}

/// A diagonal Gaussian posterior and the standard normal prior (Kingma and Welling 2014).
package struct GaussianLatents: GaussianPosterior {
  /// The name in files.
  package static let name = "gaussian"

  /// How the second head becomes the variance.
  package let variance: PosteriorVariance

  /// Creates the family.
  package init(variance: PosteriorVariance = PosteriorVariance()) { self.variance = variance }

  /// Reads a family; a floor out of range is an error.
  package init(from decoder: any Decoder) throws {
    self.init(variance: try PosteriorVariance(from: decoder))
  }

  /// Writes the floor, if there is one.
  package func encode(to encoder: any Encoder) throws { try variance.encode(to: encoder) }

  /// No latent is tied.
  package var tied: TiedLatents? { nil }

  /// N(0, 1).
  package func prior(of latent: Int, centers: [Double]?) -> (any MarginalPrior)? {
    NormalPrior.standard
  }

  /// The mean of the divergence in closed form.
  package func meanDivergence(
    of latent: Int, codes: LatentCodes, centers: [Double]?
  ) -> Double? {
    GaussianDivergence.mean(of: latent, codes: codes, prior: .standard)
  }
}

/// Reparametrised draws from a diagonal Gaussian posterior, through which gradients can be propagated.
enum Reparametrization {
  /// The heads of the encoder's output.
  static let heads = [LatentHead("mu"), LatentHead("logvar")]

  /// `z = mu + exp(l / 2) epsilon` (Kingma and Welling 2014, section 2.4).
  ///
  /// - Parameters:
  ///   - block: The means and log variances, and standard normal noise.
  ///   - variance: How the log variances are read.
  ///   - latents: Receives the draws, `[rows, latents]`.
  static func draw(
    _ block: LatentBlock, _ variance: PosteriorVariance,
    into latents: UnsafeMutablePointer<Float>
  ) {
    let (count, heads) = (block.latentCount, block.heads)
    for row in 0..<block.rows {
      for latent in 0..<count {
        let start = row * 2 * count + latent
        let deviation = expf(variance.logVariance(heads[start + count]) / 2)
        let position = row * count + latent
        latents[position] = heads[start] + deviation * block.noise[position]
      }
    }
  }

  /// Computes the gradient with respect to the heads from that of the draws; overwrites `headGradient`.
  static func propagate(
    _ gradient: UnsafePointer<Float>, block: LatentBlock, _ variance: PosteriorVariance,
    into headGradient: UnsafeMutablePointer<Float>
  ) {
    let count = block.latentCount
    for row in 0..<block.rows {
      for latent in 0..<count {
        let start = row * 2 * count + latent
        let position = row * count + latent
        let raw = block.heads[start + count]
        let logVariance = variance.logVariance(raw)
        headGradient[start] = gradient[position]
        headGradient[start + count] =
          gradient[position] * block.noise[position] * expf(logVariance / 2) / 2
          * variance.slope(raw, logVariance: logVariance)
      }
    }
  }
}

/// The divergence of a diagonal Gaussian posterior from a normal prior.
package enum GaussianDivergence {
  /// The name under which it is logged.
  static let figures = ["kl"]

  /// Adds the divergence of every row and latent, and its gradient.
  ///
  /// `KL_k = (s^2 / t^2 + (mu - m)^2 / t^2 - 1 - ln(s^2 / t^2)) / 2` with `m` and `t` the prior's mean and width
  /// of the sample; Kingma and Welling 2014, appendix B, for the standard prior.
  ///
  /// - Parameters:
  ///   - block: The means and log variances, and the centres of the tied latents.
  ///   - tied: The family of tied latents, whose prior is centred on factors; `nil` where all have the
  ///     standard prior.
  ///   - variance: How the log variances are read.
  ///   - gradient: With respect to the heads; added to.
  ///   - weight: The weight of the divergence in the gradient.
  ///   - sums: Receives the sum over the rows for every latent in nats; added to.
  static func add(
    _ block: LatentBlock, tied: TiedLatents?, _ variance: PosteriorVariance,
    gradient: UnsafeMutablePointer<Float>, weight: Float,
    to sums: UnsafeMutableBufferPointer<Double>
  ) {
    let (latents, tiedCount) = (block.latentCount, tied?.count ?? 0)
    precondition(
      tiedCount <= latents && (tiedCount == 0 || block.centers != nil),
      "GaussianDivergence: a prior with \(tiedCount) means for \(latents) latents")
    let conditioned = Width(tied?.width ?? 1)
    let standard = Width(1)
    for row in 0..<block.rows {
      let start = row * 2 * latents
      for latent in 0..<latents {
        let isTied = latent < tiedCount
        let center = isTied ? block.centers?[row * tiedCount + latent] ?? 0 : 0
        let raw = block.heads[start + latents + latent]
        let logVariance = variance.logVariance(raw)
        let term = term(
          offset: block.heads[start + latent] - center, logVariance: logVariance,
          width: isTied ? conditioned : standard)
        sums[latent] += term.divergence
        gradient[start + latent] += weight * term.meanDerivative
        gradient[start + latents + latent] +=
          weight * term.logVarianceDerivative * variance.slope(raw, logVariance: logVariance)
      }
    }
  }

  /// The divergence of one latent from a normal prior, in nats.
  ///
  /// - Parameters:
  ///   - offset: The posterior mean minus the prior's.
  ///   - logVariance: The posterior's log variance.
  ///   - width: The prior's standard deviation.
  /// - Returns: The divergence, which is never negative.
  package static func divergence(offset: Float, logVariance: Float, width: Double) -> Double {
    term(offset: offset, logVariance: logVariance, width: Width(width)).divergence
  }

  /// The mean divergence, in nats, of a latent's posteriors from a normal prior, whose mean may differ
  /// between samples.
  static func mean(
    of latent: Int, codes: LatentCodes, prior: NormalPrior, centers: [Double]? = nil
  ) -> Double? {
    guard let logVariance = codes.logVariance, codes.count > 0 else { return nil }
    let (latents, width) = (codes.mean.rowStride, Width(prior.deviation))
    var sum = 0.0
    for sample in 0..<codes.count {
      let place = sample * latents + latent
      let center = Float(centers?[sample] ?? prior.mean)
      sum +=
        term(
          offset: codes.mean.elements[place] - center, logVariance: logVariance.elements[place],
          width: width
        ).divergence
    }
    return sum / Double(codes.count)
  }

  /// The terms of the divergence that depend only on the prior's width.
  private struct Width {
    let precision: Double
    let logVariance: Double

    init(_ width: Double) {
      precision = 1 / (width * width)
      logVariance = 2 * log(width)
    }
  }

  @inline(__always) private static func term(
    offset: Float, logVariance: Float, width: Width
  ) -> (divergence: Double, meanDerivative: Float, logVarianceDerivative: Float) {
    let logRatio = Double(logVariance) - width.logVariance
    // Near the prior the terms cancel; in Float an inactive latent's divergence would become negative.
    let excess = expm1(logRatio)
    let distance = Double(offset) * Double(offset) * width.precision
    return (
      (distance + (excess - logRatio)) / 2, offset * Float(width.precision), Float(excess) / 2
    )
  }
}
