/// The linear relation of one latent to one known factor over held-out samples.
package struct LatentAlignment: Sendable, Equatable, Codable {
  /// The factor's position in the description of the data.
  package var factor: Int
  /// Pearson's correlation of the posterior mean and the factor.
  package var correlation: Double
  /// The change of the factor per unit of the latent, by least squares: `factor = intercept + slope *
  /// latent`.
  package var slope: Double
  /// The factor where the latent is 0.
  package var intercept: Double

  /// Creates an alignment.
  package init(factor: Int, correlation: Double, slope: Double, intercept: Double) {
    self.factor = factor
    self.correlation = correlation
    self.slope = slope
    self.intercept = intercept
  }

  /// The factor, in its own unit, at a value of the latent.
  package func factorValue(at latent: Double) -> Double {
    intercept + slope * latent
  }

  /// The latent on the regression line at a value of the factor; 0 where the line is flat.
  package func latentValue(at factor: Double) -> Double {
    slope == 0 ? 0 : (factor - intercept) / slope
  }

  /// The latents at which the factor is within its bounds, in the precision of sliders: no value in the range exceeds them.
  ///
  /// - Returns: `nil` where bounds without a width or a line without a slope leave no range.
  package func latents(within bounds: ClosedRange<Double>) -> ClosedRange<Float>? {
    let ends = [latentValue(at: bounds.lowerBound), latentValue(at: bounds.upperBound)].map {
      Float($0)
    }
    guard slope != 0, bounds.lowerBound < bounds.upperBound, ends.allSatisfy(\.isFinite) else {
      return nil
    }
    var (lower, upper) = (min(ends[0], ends[1]), max(ends[0], ends[1]))
    // Rounding to single precision may have crossed a bound by one value.
    if !bounds.contains(factorValue(at: Double(lower))) { lower = lower.nextUp }
    if !bounds.contains(factorValue(at: Double(upper))) { upper = upper.nextDown }
    return lower < upper ? lower...upper : nil
  }

  /// The part of a range of latents in which the factor is within its bounds; the whole range where that is nowhere.
  package func part(
    of range: ClosedRange<Float>, within bounds: ClosedRange<Double>
  ) -> ClosedRange<Float> {
    guard let inside = latents(within: bounds), inside.overlaps(range) else { return range }
    return inside.clamped(to: range)
  }
}
