import Analysis

extension MetricFamily {
  /// Disentanglement, completeness and informativeness by boosted trees.
  static let disentanglement = MetricFamily.ofCodes(
    stage: "boosted trees", weight: 8, isLearned: true,
    definitions: [
      MetricDefinition(
        "dci_disentanglement", "DCI-D", range: 0...1,
        "D = sum over latents of rho_k (1 - H_M(P_k)), P_k the relative importances of latent k for the M "
          + "factors, rho_k its fraction of all importances; 100 boosted trees per factor (Eastwood, Williams 2018)."
      ),
      MetricDefinition(
        "dci_completeness", "DCI-C", range: 0...1,
        "C = sum over factors of rho_m (1 - H_K(P_m)), P_m the relative importances of the K latents for "
          + "factor m (Eastwood, Williams 2018)."),
      MetricDefinition(
        "dci_informativeness", "DCI-I", range: -.infinity...1,
        "I = mean over factors of R2 of the boosted trees on the held-out third of the samples "
          + "(Eastwood, Williams 2018; factors are continuous)."),
    ],
    missing: needsFactors
  ) { inputs, codes, isCancelled in
    DisentanglementScores.measure(
      codes: codes.codes, factors: inputs.encoded.factors, seed: inputs.settings.seed,
      team: inputs.team, isCancelled: isCancelled
    ).map {
      [.value($0.disentanglement), .value($0.completeness), .value($0.informativeness)]
    }
  }
}
