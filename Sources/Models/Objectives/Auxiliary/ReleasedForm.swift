extension AuxiliaryForm {
  /// The loss of the published galaxy program.
  ///
  /// As in the authors' code (github.com/ArkaStatistics/Aux-VAE, `models_edited.py`,
  /// `loss_log_mse_reduced_cor`):
  ///
  ///     (SSE + beta KL) / elements + lambda2 A + lambda1 Q
  ///     Q = sum_j (1 - corr(z_j, u_j)) + sum_{j != j'} |corr(z_j, u_j')|
  ///     A = (1 / d_rec) sum_i (sum_{k, k' <= 3} sum_j |corr(mu_i^k, u_j^k')| + sum_{j < j'} |corr(mu_i, u_j u_j')|)
  ///
  /// with `Q` on draws of the tied latents and `A` on means of the `d_rec` remaining ones.
  package static let released = AuxiliaryForm(name: "released", reduction: .mean, factorCenter: 0) {
    counts in
    let powers = 1...3
    var terms: [CorrelationTerm] = []
    for latent in counts.tiedLatents {
      for factor in counts.tiedLatents {
        terms.append(
          CorrelationTerm(
            latent == factor ? .alignment : .cross, share: 1,
            latent == factor ? .signedDistance : .magnitude, .init(.draw, latent),
            .power(factor, 1)))
      }
    }
    let share = 1 / Double(counts.remainingLatents.count)
    for latent in counts.remainingLatents {
      for factor in counts.tiedLatents {
        for power in powers {
          for latentPower in powers {
            terms.append(
              CorrelationTerm(
                .leakage, share: share, .magnitude, .init(.mean, latent, power: latentPower),
                .power(factor, power)))
          }
        }
        for other in counts.tiedLatents where other > factor {
          terms.append(
            CorrelationTerm(
              .leakage, share: share, .magnitude, .init(.mean, latent), .product(factor, other)))
        }
      }
    }
    return terms
  }
}
