extension AuxiliaryForm {
  /// The penalties as written on the slides.
  ///
  /// On posterior means, with powers up to `K = 3` (Ramachandra, "Latent spaces in generative models", the slides on the Aux-VAE):
  ///
  ///     R0(v, w) = 1 / (K m_v m_w) sum_{k, k'} sum_{i, j} |corr(v_i^k, w_j^k')|
  ///     R1(v, w) = 1 / (K m_v m_w) sum_{k != k'} sum_i (1 - |corr(v_i^k, w_i^k')|)
  ///     lambda1 sum_j (R1(u_j, mu_j) + R0(u_j, the other tied mu)) + lambda2 R0(u, the remaining mu)
  ///
  /// Kept although they look like slips: the normaliser `1 / K` over `K^2` terms, and `k != k'`, which omits
  /// the plain correlation. Corrected as clearly meant: the upper limit of `k'`, printed `m_v`, is `K`; the
  /// evidence bound that the penalties are added to has its sign reversed.
  package static let slides = AuxiliaryForm(name: "slides", reduction: .sum, factorCenter: 0) {
    counts in
    let powers = 1...3
    let normaliser = 1 / Double(powers.count)
    let pairs = powers.flatMap { first in powers.map { (first, $0) } }
    var terms: [CorrelationTerm] = []
    for factor in counts.tiedLatents {
      for (power, latentPower) in pairs where power != latentPower {
        terms.append(
          CorrelationTerm(
            .alignment, share: normaliser, .distance, .init(.mean, factor, power: latentPower),
            .power(factor, power)))
      }
    }
    let blocks: [(AuxiliaryPenalty, Range<Int>, Double)] = [
      (.cross, counts.tiedLatents, Double(counts.tied - 1)),
      (.leakage, counts.remainingLatents, Double(counts.tied * counts.remainingLatents.count)),
    ]
    for (penalty, latents, size) in blocks {
      for latent in latents {
        for factor in counts.tiedLatents where factor != latent {
          for (power, latentPower) in pairs {
            terms.append(
              CorrelationTerm(
                penalty, share: normaliser / size, .magnitude,
                .init(.mean, latent, power: latentPower), .power(factor, power)))
          }
        }
      }
    }
    return terms
  }
}
