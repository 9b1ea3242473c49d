import Platform

/// The penalties of all forms by their formulas, in Double and one column at a time.
struct ReferencePenalties {
  /// Columns over the batch, one for every latent.
  var means: [[Double]]
  /// Columns over the batch, one for every latent.
  var draws: [[Double]]
  /// Columns over the batch, one for every factor.
  var factors: [[Double]]

  private var remaining: Range<Int> { factors.count..<means.count }

  /// Alignment, cross and leakage.
  func values(_ form: String) -> [Double] {
    switch form {
    case "slides": slides
    case "released": released
    default: robust
    }
  }

  static func correlation(_ first: [Double], _ second: [Double]) -> Double {
    let count = Double(first.count)
    let mean = { (values: [Double]) in values.reduce(0, +) / count }
    let (firstMean, secondMean) = (mean(first), mean(second))
    let covariance = mean(zip(first, second).map { ($0 - firstMean) * ($1 - secondMean) })
    let firstVariance = mean(first.map { pow($0 - firstMean, 2) })
    let secondVariance = mean(second.map { pow($0 - secondMean, 2) })
    return covariance / sqrt(firstVariance) / sqrt(secondVariance)
  }

  private static func raised(_ column: [Double], _ power: Int) -> [Double] {
    column.map { pow($0, Double(power)) }
  }

  /// `|corr(v^k, w^k')|` for all powers up to 3, by `k`, then `k'`.
  private func magnitudes(_ first: [Double], _ second: [Double]) -> [[Double]] {
    (1...3).map { power in
      (1...3).map {
        abs(Self.correlation(Self.raised(first, power), Self.raised(second, $0)))
      }
    }
  }

  /// `R0` of several columns against several.
  private func dependence(_ first: [[Double]], _ second: [[Double]]) -> Double {
    guard !first.isEmpty, !second.isEmpty else { return 0 }
    let sum = first.reduce(0) { sum, column in
      sum + second.reduce(0) { $0 + magnitudes(column, $1).flatMap(\.self).reduce(0, +) }
    }
    return sum / (3 * Double(first.count) * Double(second.count))
  }

  /// `R1` of one column against one.
  private func independence(_ first: [Double], _ second: [Double]) -> Double {
    let table = magnitudes(first, second)
    var sum = 0.0
    for power in 0..<3 {
      for other in 0..<3 where other != power { sum += 1 - table[power][other] }
    }
    return sum / 3
  }

  private var slides: [Double] {
    let tied = Array(means[..<factors.count])
    var (alignment, cross) = (0.0, 0.0)
    for index in factors.indices {
      alignment += independence(factors[index], tied[index])
      let others = tied.indices.filter { $0 != index }.map { tied[$0] }
      cross += dependence([factors[index]], others)
    }
    return [alignment, cross, dependence(factors, Array(means[remaining]))]
  }

  private var released: [Double] {
    var (alignment, cross, leakage) = (0.0, 0.0, 0.0)
    for latent in factors.indices {
      for factor in factors.indices {
        let correlation = Self.correlation(draws[latent], factors[factor])
        if latent == factor { alignment += 1 - correlation } else { cross += abs(correlation) }
      }
    }
    for latent in remaining {
      for (index, factor) in factors.enumerated() {
        leakage += magnitudes(means[latent], factor).flatMap(\.self).reduce(0, +)
        for other in factors[..<index] {
          leakage += abs(Self.correlation(means[latent], zip(factor, other).map(*)))
        }
      }
    }
    return [alignment, cross, remaining.isEmpty ? 0 : leakage / Double(remaining.count)]
  }

  private var robust: [Double] {
    let centered = factors.map { $0.map { $0 - 0.5 } }
    let rows = Double(means[0].count)
    let excess = { (correlation: Double) in max(0, correlation * correlation - 1 / (rows - 1)) }
    var (alignment, cross, leakage): ([Double], [Double], [Double]) = ([], [], [])
    for latent in means.indices {
      for factor in factors.indices {
        if latent >= factors.count {
          leakage += magnitudes(means[latent], centered[factor]).flatMap(\.self).map(excess)
        } else if latent == factor {
          alignment.append(1 - Self.correlation(means[latent], factors[factor]))
        } else {
          cross.append(excess(Self.correlation(means[latent], factors[factor])))
        }
      }
    }
    return [alignment, cross, leakage].map {
      $0.isEmpty ? 0 : $0.reduce(0, +) / Double($0.count)
    }
  }
}
