import Analysis

extension MetricFamily {
  /// The gap between the two latents most informative about a factor, and its chance level.
  static let mutualInformationGap = MetricFamily(
    stage: "mutual information",
    definitions: [
      MetricDefinition(
        "mig", "MIG", range: 0...1,
        "MIG = mean over factors of (I(z_1;f) - I(z_2;f)) / H(f), z_1 and z_2 the two latents with the "
          + "largest I; 20 bins of equal width (Chen, Li, Grosse, Duvenaud 2018)."),
      MetricDefinition(
        "mig_quantile", "MIG (q)", range: 0...1,
        "The same from quantile bins: as many samples in each, equal values in one. Edges of bins of equal width depend on "
          + "the two extreme samples, those of quantile bins do not."),
      MetricDefinition(
        "mutual_information_floor", "MI floor", unit: "nat", better: .neither,
        range: 0 ... .infinity,
        "The mean of I(z;f) over all pairs after a random permutation of the samples: the bias of the bins "
          + "for independent variables (Miller 1955)."),
      MetricDefinition(
        "mutual_information_floor_quantile", "MI floor (q)", unit: "nat", better: .neither,
        range: 0 ... .infinity,
        "The same from quantile bins: as many samples in each, equal values in one."),
    ],
    missing: needsFactors
  ) { inputs, _ in
    [
      .value(
        MutualInformationGap(
          information: inputs.information, factorEntropies: inputs.factorEntropies
        ).value),
      .value(
        MutualInformationGap(
          information: inputs.means.quantileInformation,
          factorEntropies: inputs.quantileEntropies
        ).value),
      .value(floor(inputs, Discretizer())), .value(floor(inputs, .quantiles)),
    ]
  }

  private static func floor(_ inputs: DiagnosisInputs, _ discretizer: Discretizer) -> Double {
    let shuffled = MutualInformation.shuffledMatrix(
      codes: inputs.encoded.codes, factors: inputs.encoded.factors, discretizer: discretizer,
      seed: inputs.settings.seed)
    return shuffled.elements.reduce(0, +) / Double(max(shuffled.elements.count, 1))
  }
}
