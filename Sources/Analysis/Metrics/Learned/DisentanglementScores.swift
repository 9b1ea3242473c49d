import Platform
package import Tensors

/// Disentanglement, completeness and informativeness (Eastwood and Williams, "A framework for the quantitative
/// evaluation of disentangled representations", ICLR 2018), in the form of Locatello et al., arXiv 1811.12359.
///
/// A predictor of every factor gives the importance of each latent for it. Disentanglement asks whether a
/// latent matters to one factor only, completeness whether a factor depends on one latent only.
package struct DisentanglementScores: Sendable, Equatable, Codable {
  /// The importance of a latent for a factor, not negative, `[latents, factors]`.
  package let importances: Matrix
  /// One per latent: 1 - entropy of its row with the number of factors as base.
  ///
  /// 1 if it matters to one factor only, 0 if to all equally; a latent without any importance scores 0,
  /// with no weight.
  package let latentDisentanglement: [Double]
  /// One per latent: its fraction of the total importance; 0 when there is none.
  package let latentWeights: [Double]
  /// One per factor: 1 - entropy of its column with the number of latents as base; 1 if it depends on one
  /// latent only.
  package let factorCompleteness: [Double]
  /// One per factor: its fraction of the total importance; 0 when there is none.
  package let factorWeights: [Double]
  /// One per factor: R² of its predictor on held-out samples; below 0 when worse than predicting their
  /// mean, 0 for a constant factor.
  package let factorInformativeness: [Double]
  /// The weighted mean of the latents' disentanglement; 0 without any importance.
  package let disentanglement: Double
  /// The weighted mean of the factors' completeness; 0 without any importance.
  package let completeness: Double
  /// The plain mean of the factors' informativeness; 0 without factors.
  package let informativeness: Double

  /// Scores a matrix of importances.
  ///
  /// - Parameters:
  ///   - importances: Not negative and finite, `[latents, factors]`.
  ///   - factorInformativeness: How well each factor is predicted on held-out samples.
  package init(importances: Matrix, factorInformativeness: [Double]) {
    precondition(
      importances.columnCount == factorInformativeness.count
        && importances.elements.allSatisfy { $0 >= 0 && $0.isFinite },
      "DisentanglementScores: \(factorInformativeness.count) factors for \(importances)")
    self.importances = importances
    self.factorInformativeness = factorInformativeness
    informativeness = factorInformativeness.mean
    (latentDisentanglement, latentWeights) = Self.concentrations(importances)
    (factorCompleteness, factorWeights) = Self.concentrations(importances.transposed)
    disentanglement = zip(latentDisentanglement, latentWeights).reduce(0) { $0 + $1.0 * $1.1 }
    completeness = zip(factorCompleteness, factorWeights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The concentration of every row, and its fraction of the total.
  private static func concentrations(_ matrix: Matrix) -> (scores: [Double], weights: [Double]) {
    let total = matrix.elements.reduce(0, +)
    let rows = (0..<matrix.rowCount).map { matrix.row($0) }
    return (
      rows.map(concentration), rows.map { total > 0 ? $0.reduce(0, +) / total : 0 }
    )
  }

  /// 1 - entropy of the row's shares with the number of its entries as base.
  ///
  /// The small constant is that of arXiv 1811.12359. A single entry scores 1, or 0 when it is zero.
  private static func concentration(_ row: ArraySlice<Double>) -> Double {
    let total = row.reduce(0) { $0 + $1 + 1e-11 }
    guard row.contains(where: { $0 > 0 }) else { return 0 }
    guard row.count > 1 else { return 1 }
    let entropy = row.reduce(0) { sum, importance in
      let share = (importance + 1e-11) / total
      return sum - share * log(share)
    }
    return min(max(1 - entropy / log(Double(row.count)), 0), 1)
  }
}

extension DisentanglementScores {
  /// A predictor of factors that reports the importance of each latent.
  package enum Predictor: Sendable, Equatable {
    /// Boosted regression trees; importances are fractions of the reduction of the sum of squares, which sum to 1.
    case boostedTrees(GradientBoostedTrees.Configuration)
    /// Linear regression with an L1 penalty; importances are the absolute values of the coefficients of
    /// standardised columns. Cheap, but insensitive to relations that are not monotonic.
    case sparseLinear(penalty: Double)
  }

  /// Trains predictors of the factors on two thirds of the samples and scores them.
  ///
  /// The result does not depend on the number of workers.
  ///
  /// - Parameters:
  ///   - codes: Posterior means, `[samples, latents]`.
  ///   - factors: The factors of the same samples, `[samples, factors]`.
  ///   - predictor: The predictor.
  ///   - seed: The seed of the split.
  ///   - team: The workers, which share the factors.
  ///   - isCancelled: Called before every tree.
  /// - Returns: The scores; `nil` when cancelled.
  /// - Complexity: With trees O(*trees* x *depth* x *samples* x *latents* x *factors*); about 0.15 s
  ///   for the default trees on 10,000 samples, 10 latents, 5 factors and two workers.
  package static func measure(
    codes: Tensor, factors: Tensor,
    predictor: Predictor = .boostedTrees(GradientBoostedTrees.Configuration()), seed: UInt64,
    team: WorkerTeam, isCancelled: @Sendable () -> Bool = { false }
  ) -> DisentanglementScores? {
    let (latents, targets) = (SampleTable(codes), SampleTable(factors))
    precondition(
      latents.rowCount == targets.rowCount,
      "DisentanglementScores: codes \(codes.shape), factors \(factors.shape)")
    let split = HeldOutSamples(count: latents.rowCount, seed: seed)
    let learner = Learner(
      predictor: predictor, training: latents.rows(split.training), test: latents.rows(split.test))
    let learned = team.map(targets.columns.count) { factor in
      let values = SampleTable(
        rowCount: targets.rowCount, columns: [targets.columns[factor]])
      return learner.learn(
        values.rows(split.training), test: values.rows(split.test), isCancelled: isCancelled)
    }
    guard !isCancelled() else { return nil }
    let importances = Matrix(
      rowCount: learned.count, columnCount: latents.columns.count,
      elements: learned.flatMap(\.importances))
    return DisentanglementScores(
      importances: importances.transposed, factorInformativeness: learned.map(\.informativeness))
  }

  /// Trains one factor after another on the same samples.
  private struct Learner: Sendable {
    let predictor: Predictor
    let training: SampleTable
    let test: SampleTable
    /// The training samples in bins; only trees need them.
    let features: BinnedFeatures?

    init(predictor: Predictor, training: SampleTable, test: SampleTable) {
      self.predictor = predictor
      self.training = training
      self.test = test
      switch predictor {
      case .boostedTrees(let configuration):
        features = BinnedFeatures(training, binCount: configuration.binCount)
      case .sparseLinear: features = nil
      }
    }

    func learn(
      _ target: SampleTable, test expected: SampleTable, isCancelled: () -> Bool
    ) -> (importances: [Double], informativeness: Double) {
      let values = target.columns[0]
      switch predictor {
      case .boostedTrees(let configuration):
        let features = features ?? BinnedFeatures(training, binCount: configuration.binCount)
        let model = GradientBoostedTrees(
          features: features, target: values, configuration: configuration, isCancelled: isCancelled
        )
        return (model.importances, rSquared(model.predictions(test), expected))
      case .sparseLinear(let penalty):
        let model = SparseLinearRegression(training, target: target, penalty: penalty)
        return (model.coefficients.map(abs), rSquared(model.predictions(test), expected))
      }
    }

    private func rSquared(_ predictions: [Double], _ expected: SampleTable) -> Double {
      coefficientOfDetermination(of: predictions, for: expected.columns[0])
    }
  }
}
