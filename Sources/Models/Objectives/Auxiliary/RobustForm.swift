extension AuxiliaryForm {
  /// Mean costs of correlations of posterior means, which are zero at chance level.
  ///
  /// A variant of the released form, where `pen` is the excess over chance for `B` rows:
  ///
  ///     alignment = mean_j (1 - corr(mu_j, u_j))
  ///     cross     = mean_{j != j'} pen(corr(mu_j, u_j'))
  ///     leakage   = mean_{i, j, k, k' <= 3} pen(corr(mu_i^k, (u_j - 1/2)^k')),   i over the remaining latents
  ///     pen(r)    = max(0, r^2 - 1 / (B - 1))
  ///
  /// The factors are centred because powers of values in 0...1 are almost collinear.
  package static let robust = AuxiliaryForm(name: "robust", reduction: .sum, factorCenter: 0.5) {
    counts in
    let powers = 1...3
    let tied = Double(counts.tied)
    var terms: [CorrelationTerm] = []
    for latent in counts.tiedLatents {
      for factor in counts.tiedLatents {
        let isOwn = latent == factor
        terms.append(
          CorrelationTerm(
            isOwn ? .alignment : .cross, share: 1 / (isOwn ? tied : tied * (tied - 1)),
            isOwn ? .signedDistance : .excess, .init(.mean, latent), .power(factor, 1)))
      }
    }
    let pairs = powers.flatMap { first in powers.map { (first, $0) } }
    let size = tied * Double(counts.remainingLatents.count * pairs.count)
    for latent in counts.remainingLatents {
      for factor in counts.tiedLatents {
        for (latentPower, power) in pairs {
          terms.append(
            CorrelationTerm(
              .leakage, share: 1 / size, .excess, .init(.mean, latent, power: latentPower),
              .power(factor, power)))
        }
      }
    }
    return terms
  }
}
