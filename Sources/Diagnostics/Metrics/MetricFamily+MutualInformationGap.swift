import Analysis

extension MetricFamily {
  /// The gap between the two latents most informative about a factor, and its chance level.
  static let mutualInformationGap = MetricFamily(
    stage: "mutual information",
    definitions: [
      MetricDefinition(
        "mig", "MIG",
        "MIG = mean over factors of (I(z_1;f) - I(z_2;f)) / H(f), z_1 and z_2 the two latents with the "
          + "largest I; 20 bins (Chen, Li, Grosse, Duvenaud 2018)."),
      MetricDefinition(
        "mutual_information_floor", "MI floor", unit: "nat", better: .neither,
        "The mean of I(z;f) over all pairs after a random permutation of the samples: the bias of the bins "
          + "for independent variables (Miller 1955)."),
    ],
    missing: needsFactors
  ) { inputs, _, _ in
    let gap = MutualInformationGap(
      information: inputs.information, factorEntropies: inputs.factorEntropies)
    let floor = MutualInformation.shuffledMatrix(
      codes: inputs.encoded.codes, factors: inputs.encoded.factors, seed: inputs.settings.seed)
    let mean = floor.elements.reduce(0, +) / Double(max(floor.elements.count, 1))
    return [.value(gap.value), .value(mean)]
  }
}
