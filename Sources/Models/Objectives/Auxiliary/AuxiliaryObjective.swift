/// Ties the first latents of a model to known factors, by a prior centred on them and penalties on
/// correlations over the batch (the Aux-VAE, arXiv:2507.00298).
///
/// Latent `j` is tied to factor `j`; the latents that follow are the remaining ones, which should be
/// independent of the factors.
package struct AuxiliaryObjective: Sendable, Equatable {
  /// Which correlations are penalised, and how.
  package let form: AuxiliaryForm
  /// The factors in the order of their latents, at least one, with distinct names.
  package let factors: [AuxiliaryFactor]
  /// The prior's standard deviation for the tied latents, `tau`; 1 in the paper.
  package let priorWidth: Double
  /// The weight of the alignment with the latent's own factor and of the cross terms with the others,
  /// `lambda1`.
  package let alignmentWeight: Double
  /// The weight of the remaining latents' correlation with the factors, `lambda2`.
  package let independenceWeight: Double
  /// The weight of the remaining latents' distance correlation with the factors; 0 does without it.
  package let dependenceWeight: Double

  /// Creates an objective.
  package init(
    form: AuxiliaryForm, factors: [AuxiliaryFactor], priorWidth: Double = 1,
    alignmentWeight: Double, independenceWeight: Double, dependenceWeight: Double = 0
  ) {
    self.form = form
    self.factors = factors
    self.priorWidth = priorWidth
    self.alignmentWeight = alignmentWeight
    self.independenceWeight = independenceWeight
    self.dependenceWeight = dependenceWeight
    if let problem { preconditionFailure("AuxiliaryObjective: \(problem)") }
  }

  /// The latent family, whose prior is centred on the scaled factors.
  package var latents: TiedLatents { TiedLatents(count: factors.count, width: priorWidth) }

  /// The names of the penalties, in the order of `AuxiliaryPenalty`, whose last one needs a weight.
  package var penalties: [String] {
    AuxiliaryPenalty.allCases.filter { $0 != .dependence || dependenceWeight > 0 }.map(\.rawValue)
  }

  /// The weight of a penalty in the loss.
  func weight(of penalty: AuxiliaryPenalty) -> Double {
    switch penalty {
    case .alignment, .cross: alignmentWeight
    case .leakage: independenceWeight
    case .dependence: dependenceWeight
    }
  }

  /// Why the values are invalid; `nil` when they are valid.
  private var problem: String? {
    let names = factors.map(\.name)
    if factors.isEmpty || Set(names).count < names.count {
      return "expected factors of different names, found \(names)"
    }
    for factor in factors
    where !(factor.lower.isFinite && factor.upper.isFinite && factor.lower < factor.upper) {
      return "factor \(factor.name.debugDescription): expected a range, found "
        + "\(factor.lower)...\(factor.upper)"
    }
    guard priorWidth.isFinite, priorWidth > 0 else {
      return "expected a prior width above 0, found \(priorWidth)"
    }
    let weights = [alignmentWeight, independenceWeight, dependenceWeight]
    guard weights.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      return "expected weights from 0, found \(weights)"
    }
    return nil
  }
}

extension AuxiliaryObjective: Codable {
  private enum Key: String, CodingKey {
    case form, factors, priorWidth, alignmentWeight, independenceWeight, dependenceWeight
  }

  /// Reads an objective; a form that is not in ``AuxiliaryForm/all`` is an error.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let name = try container.decode(String.self, forKey: .form)
    guard let form = AuxiliaryForm.named(name) else {
      throw DecodingError.dataCorruptedError(
        forKey: .form, in: container,
        debugDescription: "expected one of "
          + AuxiliaryForm.all.map(\.name).joined(separator: ", ")
          + ", found \(name.prefix(60).debugDescription)")
    }
    self.form = form
    factors = try container.decode([AuxiliaryFactor].self, forKey: .factors)
    priorWidth = try container.decode(Double.self, forKey: .priorWidth)
    alignmentWeight = try container.decode(Double.self, forKey: .alignmentWeight)
    independenceWeight = try container.decode(Double.self, forKey: .independenceWeight)
    dependenceWeight = try container.decodeIfPresent(Double.self, forKey: .dependenceWeight) ?? 0
    if let problem {
      throw DecodingError.dataCorrupted(
        .init(codingPath: container.codingPath, debugDescription: problem))
    }
  }

  /// Writes the objective with the name of its form.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(form.name, forKey: .form)
    try container.encode(factors, forKey: .factors)
    try container.encode(priorWidth, forKey: .priorWidth)
    try container.encode(alignmentWeight, forKey: .alignmentWeight)
    try container.encode(independenceWeight, forKey: .independenceWeight)
    if dependenceWeight > 0 { try container.encode(dependenceWeight, forKey: .dependenceWeight) }
  }
}
