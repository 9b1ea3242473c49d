import Analysis
import Datasets
import Storage
import Tensors

/// Compares a scored set with the normal samples.
struct SetComparison: Sendable {
  let set: AnomalyPlan.NamedSamples
  let scored: ScoredSamples
  let normal: ScoredSamples
  let normalFactors: [Factor]
  let seed: UInt64

  /// The number of most unusual samples that are kept per score.
  private static let worstCount = 20
  /// With fewer normal samples in the same group, all normal samples are compared with.
  private static let leastConditioned = 8

  /// One unit of work: a score over the whole set, or over a group.
  private struct Task: Sendable {
    let anomalous: [Int]
    let normal: [Int]
    let score: Int
  }

  /// The comparison by every score, over the set and its groups; `nil` when cancelled.
  func study(_ team: WorkerTeam, isCancelled: @Sendable () -> Bool) -> AnomalousSetStudy? {
    let scoreCount = scored.values.count
    let whole = (Array(0..<scored.factors.rowCount), Array(0..<normal.factors.rowCount), false)
    let ranges = FactorRanges(scored.factors).groups
    let members = [whole] + ranges.map(members)
    let tasks = members.flatMap { anomalous, normal, _ in
      (0..<scoreCount).map { Task(anomalous: anomalous, normal: normal, score: $0) }
    }
    let separations = team.results(tasks.count) { index in
      isCancelled() ? nil : separation(tasks[index], index)
    }.compactMap(\.self)
    guard separations.count == tasks.count else { return nil }
    func row(_ index: Int) -> [ScoreSeparation] {
      Array(separations[index * scoreCount..<(index + 1) * scoreCount])
    }
    let description = set.samples.description
    let names = UniqueNames.of(description.factors.map(\.name), orElse: "factor")
    return AnomalousSetStudy(
      title: set.title, meaning: set.meaning, label: set.samples.label, count: set.samples.count,
      factorNames: names,
      comparisons: row(0).enumerated().map { score, separation in
        ScoreComparison(
          separation: separation,
          histograms: ScoreHistograms(
            anomalous: scored.values[score], normal: normal.values[score]),
          worst: worst(score, isReversed: separation.direction == .lower))
      },
      groups: ranges.enumerated().map { index, group in
        FactorGroup(
          factor: names[group.column], lower: group.range.lowerBound,
          upper: group.range.upperBound, isConditioned: members[index + 1].2,
          separations: row(index + 1))
      })
  }

  /// The samples of a group, and the normal ones that they are compared with.
  private func members(
    _ group: FactorRanges.Group
  ) -> (anomalous: [Int], normal: [Int], isConditioned: Bool) {
    let column = FactorRanges.column(group.column, of: scored.factors)
    let anomalous = column.indices.filter { group.range.contains(column[$0]) }
    let all = Array(0..<normal.factors.rowCount)
    let name = set.samples.description.factors[group.column].name
    guard let place = normalFactors.firstIndex(where: { $0.name == name }) else {
      return (anomalous, all, false)
    }
    let normalColumn = FactorRanges.column(place, of: normal.factors)
    let same = all.filter { group.range.contains(normalColumn[$0]) }
    return same.count >= Self.leastConditioned
      ? (anomalous, same, true) : (anomalous, all, false)
  }

  private func separation(_ task: Task, _ index: Int) -> ScoreSeparation? {
    let anomalous = task.anomalous.map { scored.values[task.score][$0] }
    let normal = task.normal.map { self.normal.values[task.score][$0] }
    return ScoreSeparation(anomalous: anomalous, normal: normal, seed: seed &+ UInt64(index))
  }

  /// The most unusual samples by a score.
  private func worst(_ score: Int, isReversed: Bool) -> [WorstSample] {
    let values = scored.values[score]
    let sign = isReversed ? -1.0 : 1.0
    let order = values.indices.sorted { (-sign * values[$0], $0) < (-sign * values[$1], $1) }
    let normal = self.normal.values[score].map { sign * $0 }.sorted()
    return order.prefix(Self.worstCount).map { index in
      // The most unusual samples exceed nearly all normal ones, so the search starts from the largest.
      let beyond = normal.reversed().prefix { $0 >= sign * values[index] }.count
      return WorstSample(
        index: index, number: set.samples.number(of: index), value: values[index],
        normalShare: Double(beyond) / Double(max(normal.count, 1)),
        factors: scored.factors.row(index).map { value in
          value.isFinite ? FactorRanges.decimal(value) : nil
        })
    }
  }
}
