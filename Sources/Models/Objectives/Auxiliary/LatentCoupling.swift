import Tensors

/// The penalty of an auxiliary objective over the latents of a whole batch, and its gradient.
///
/// The workers of a step write ``means``, ``draws`` and ``factors``, one of them runs
/// ``evaluate(rowCount:isTraining:)`` between two barriers, and all read the gradient of their rows. With `r`
/// the correlation of standardised columns `a` and `b` over `B` rows, `dr / da_n = (b_n - r a_n) / (B s)`
/// with `s` the deviation of the column before standardisation; that of a power `v^k` is `k v^(k-1)` times
/// it.
final class LatentCoupling: Sendable {
  /// The objective whose penalties are computed.
  let objective: AuxiliaryObjective
  /// The posterior means, `[rows, latents]`.
  let means: FloatBuffer
  /// The draws, `[rows, latents]`.
  let draws: FloatBuffer
  /// The scaled factors, `[rows, factors]`.
  let factors: FloatBuffer
  private let plan: CorrelationPlan
  private let latentCount: Int
  private let factorCount: Int
  private let columnStride: Int
  /// The columns of the plan, one for the current latents and one for their gradient.
  private let columns: DoubleBuffer
  /// By means, then by draws: `[2, latents, rows]`.
  private let gradient: DoubleBuffer
  private let sums: DoubleBuffer
  private let dependence: DistanceDependence?

  /// Below this standard deviation of its means a latent counts as constant: it correlates with nothing, and
  /// the derivative of its correlations, proportional to one over the deviation, would outweigh everything
  /// else.
  private static let smallestDeviation = 1e-6

  init(_ objective: AuxiliaryObjective, latentCount: Int, batchSize: Int) {
    self.objective = objective
    self.latentCount = latentCount
    factorCount = objective.factors.count
    plan = CorrelationPlan(objective, latentCount: latentCount)
    columnStride = BatchColumn.paddedCount(batchSize)
    means = FloatBuffer(count: batchSize * latentCount)
    draws = FloatBuffer(count: batchSize * latentCount)
    factors = FloatBuffer(count: batchSize * factorCount)
    columns = DoubleBuffer(count: (plan.factorColumns.count + 2) * columnStride)
    gradient = DoubleBuffer(count: 2 * latentCount * columnStride)
    sums = DoubleBuffer(count: AuxiliaryPenalty.allCases.count)
    dependence =
      objective.dependenceWeight > 0
      ? DistanceDependence(factorCount: objective.factors.count, rowCount: batchSize) : nil
  }

  /// A penalty of the last evaluation, by its index in `AuxiliaryObjective.penalties`, without its weight.
  func value(at place: Int) -> Double { sums.elements[place] }

  /// A penalty of the last evaluation, without its weight.
  func value(_ penalty: AuxiliaryPenalty) -> Double {
    AuxiliaryPenalty.allCases.firstIndex(of: penalty).map(value(at:)) ?? 0
  }

  /// The weighted sum of all penalties of the last evaluation, as in the loss.
  var loss: Double {
    AuxiliaryPenalty.allCases.reduce(0) { $0 + objective.weight(of: $1) * value($1) }
  }

  /// Computes the penalties of the first `rowCount` rows, and their gradient when `isTraining`.
  func evaluate(rowCount: Int, isTraining: Bool) {
    sums.clear()
    if isTraining { gradient.clear() }
    for (index, factorColumn) in plan.factorColumns.enumerated() {
      let column = column(index, rowCount)
      fill(column, with: factorColumn)
      _ = column.standardize(smallestDeviation: 0)
    }
    for group in plan.groups { evaluate(group, rowCount: rowCount, isTraining: isTraining) }
    if let dependence { evaluate(dependence, rowCount: rowCount, isTraining: isTraining) }
  }

  /// Adds the gradient by the means or the draws of some rows to `destination`.
  ///
  /// - Parameters:
  ///   - source: Means or draws.
  ///   - rows: Positions in the batch.
  ///   - destination: The first of the rows' gradients.
  ///   - stride: The distance between two rows there.
  func addGradient(
    by source: CorrelationTerm.Source, of rows: Range<Int>,
    to destination: UnsafeMutablePointer<Float>, stride: Int
  ) {
    for latent in 0..<latentCount {
      let column = gradientColumn(.init(source, latent))
      for row in rows {
        destination[(row - rows.lowerBound) * stride + latent] += Float(column[row])
      }
    }
  }

  /// The first row of the batch with a factor that is not finite.
  func row(holdingFaultIn rowCount: Int) -> Int? {
    factors.elements[..<(rowCount * factorCount)].firstIndex { !$0.isFinite }
      .map { $0 / factorCount }
  }

  private func evaluate(_ group: CorrelationPlan.Group, rowCount: Int, isTraining: Bool) {
    let column = column(plan.factorColumns.count, rowCount)
    let pull = self.column(plan.factorColumns.count + 1, rowCount)
    fill(column, with: group.column)
    let deviation = column.standardize(
      smallestDeviation: power(Self.smallestDeviation, group.column.power))
    var weightedCorrelation = 0.0
    if isTraining { pull.clear() }
    for term in group.terms {
      let factorColumn = self.column(term.factorColumn, rowCount)
      let correlation = column.meanProduct(with: factorColumn)
      let cost = term.measure.cost(of: correlation, rowCount: rowCount)
      sums.elements[term.penalty] += term.share * cost.value
      guard isTraining, cost.derivative != 0 else { continue }
      let weight = term.weight * cost.derivative
      pull.add(factorColumn, times: weight)
      weightedCorrelation += weight * correlation
    }
    guard isTraining, deviation != 0 else { return }
    pull.add(column, times: -weightedCorrelation)
    addGradient(pull, of: group.column, scale: 1 / (deviation * Double(rowCount)))
  }

  /// Adds the mean over the remaining latents and the factors of their distance correlations.
  private func evaluate(_ dependence: DistanceDependence, rowCount: Int, isTraining: Bool) {
    let rows = dependence.rows(of: rowCount)
    let column = column(plan.factorColumns.count, rows)
    let pull = self.column(plan.factorColumns.count + 1, rows)
    for factor in 0..<factorCount {
      fill(column, with: .power(factor, 1))
      _ = column.standardize(smallestDeviation: 0)
      dependence.take(column, asFactor: factor)
    }
    let share = 1 / Double(max(1, (latentCount - factorCount) * factorCount))
    for latent in factorCount..<latentCount {
      let place = CorrelationTerm.LatentColumn(.mean, latent)
      fill(column, with: place)
      let deviation = column.standardize(smallestDeviation: Self.smallestDeviation)
      guard deviation != 0 else { continue }
      let value = dependence.evaluate(column, gradient: isTraining ? pull : nil)
      sums.elements[Self.dependencePlace] += share * value
      guard isTraining else { continue }
      // Distance correlations do not depend on position and scale, so nothing is lost by dividing.
      addGradient(pull, of: place, scale: share * objective.dependenceWeight / deviation)
    }
  }

  private static let dependencePlace =
    AuxiliaryPenalty.allCases.firstIndex(of: .dependence) ?? 0

  private func addGradient(
    _ pull: BatchColumn, of latentColumn: CorrelationTerm.LatentColumn, scale: Double
  ) {
    let destination = gradientColumn(latentColumn)
    let values = values(of: latentColumn)
    let exponent = latentColumn.power
    for row in 0..<pull.rowCount {
      let slope = Double(exponent) * power(Double(values[row * latentCount]), exponent - 1)
      destination[row] += pull.start[row] * (slope * scale)
    }
  }

  private func fill(_ column: BatchColumn, with latentColumn: CorrelationTerm.LatentColumn) {
    let values = values(of: latentColumn)
    for row in 0..<column.rowCount {
      column.start[row] = power(Double(values[row * latentCount]), latentColumn.power)
    }
  }

  private func fill(_ column: BatchColumn, with factorColumn: CorrelationTerm.FactorColumn) {
    let (factors, center) = (factors.pointer, objective.form.factorCenter)
    for row in 0..<column.rowCount {
      let value = { Double(factors[row * self.factorCount + $0]) - center }
      column.start[row] =
        switch factorColumn {
        case .power(let factor, let exponent): power(value(factor), exponent)
        case .product(let first, let second): value(first) * value(second)
        }
    }
  }

  /// The first row of a latent among the means or draws.
  private func values(of column: CorrelationTerm.LatentColumn) -> UnsafePointer<Float> {
    UnsafePointer((column.source == .mean ? means : draws).pointer + column.latent)
  }

  private func gradientColumn(
    _ column: CorrelationTerm.LatentColumn
  ) -> UnsafeMutableBufferPointer<Double> {
    let position = (column.source == .mean ? 0 : latentCount) + column.latent
    return UnsafeMutableBufferPointer(
      rebasing: gradient.elements[position * columnStride..<(position + 1) * columnStride])
  }

  private func column(_ index: Int, _ rowCount: Int) -> BatchColumn {
    let elements = UnsafeMutableBufferPointer(
      rebasing: columns.elements[index * columnStride..<(index + 1) * columnStride])
    guard let start = elements.baseAddress else {
      preconditionFailure("LatentCoupling: column \(index) of \(columns.count) elements")
    }
    return BatchColumn(start: start, rowCount: rowCount)
  }
}

/// An integer power by multiplication; `pow` would be hundreds of times slower.
@inline(__always)
private func power(_ base: Double, _ exponent: Int) -> Double {
  var product = 1.0
  for _ in 0..<exponent { product *= base }
  return product
}
