/// The terms of an auxiliary objective in the order of evaluation: every column of factors once, then every
/// column of latents with the correlations it takes part in.
struct CorrelationPlan: Sendable {
  /// A column of latents with its terms.
  struct Group: Sendable {
    let column: CorrelationTerm.LatentColumn
    let terms: [Term]
  }

  /// A correlation of the group's column with one of the factors.
  struct Term: Sendable {
    /// The position in ``factorColumns``.
    let factorColumn: Int
    /// The position in `AuxiliaryPenalty.allCases`.
    let penalty: Int
    let share: Double
    /// The share times the penalty's weight in the loss.
    let weight: Double
    let measure: CorrelationMeasure
  }

  let factorColumns: [CorrelationTerm.FactorColumn]
  let groups: [Group]

  init(_ objective: AuxiliaryObjective, latentCount: Int) {
    let terms = objective.form.terms(
      factorCount: objective.factors.count, latentCount: latentCount)
    var factorColumns: [CorrelationTerm.FactorColumn] = []
    var positions: [CorrelationTerm.FactorColumn: Int] = [:]
    var order: [CorrelationTerm.LatentColumn] = []
    var planned: [CorrelationTerm.LatentColumn: [Term]] = [:]
    for term in terms {
      if positions[term.factor] == nil {
        positions[term.factor] = factorColumns.count
        factorColumns.append(term.factor)
      }
      if planned[term.latent] == nil { order.append(term.latent) }
      planned[term.latent, default: []].append(
        Term(
          factorColumn: positions[term.factor] ?? 0,
          penalty: AuxiliaryPenalty.allCases.firstIndex(of: term.penalty) ?? 0, share: term.share,
          weight: term.share * objective.weight(of: term.penalty), measure: term.measure))
    }
    self.factorColumns = factorColumns
    groups = order.map { Group(column: $0, terms: planned[$0] ?? []) }
  }
}
