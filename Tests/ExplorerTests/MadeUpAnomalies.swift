import Analysis
import Diagnostics
import Foundation

/// A comparison of samples that exist only as numbers, by formulas, so that screens look the same on every machine.
struct MadeUpAnomalies {
  var isCached = false
  var titles = ["normal again", "fake potential", "uniform random", "unseen gamma"]
  var factorNames = ["gamma"]
  var notes: [String] = []

  var report: StudyReport<AnomalyStudy> {
    StudyReport(study, isCached: isCached)
  }

  var study: AnomalyStudy {
    AnomalyStudy(
      origin: AnomalyStudy.Origin(
        model: "made-up", source: .simulated, normal: "500 simulated, seed 1009", normalCount: 500,
        unit: "sigma", drawCount: 100, seed: 1009),
      scores: AnomalyScore.all.dropLast().map(\.definition.key),
      missing: ["decoded_mds_residual": "the samples are not distance matrices"],
      sets: titles.indices.map(set), notes: notes)
  }

  /// The distance of the scores of a set from the normal ones, in standard deviations.
  func shift(_ set: Int, _ score: Int) -> Double {
    set == 0 ? 0 : Double((set * 3 + score * 5) % 9 - 4) / 2
  }

  private func set(_ index: Int) -> AnomalousSetStudy {
    let scoreCount = AnomalyScore.all.count - 1
    return AnomalousSetStudy(
      title: titles[index], meaning: "what is anomalous about \(titles[index])",
      label: "500 simulated, seed \(1011 + index)", count: 500, factorNames: factorNames,
      comparisons: (0..<scoreCount).map { comparison(shift(index, $0), number: index) },
      groups: factorNames.flatMap { name in
        [0.1, 0.4, 0.7, 1].map { value in
          FactorGroup(
            factor: name, lower: value, upper: value, isConditioned: index != 3,
            separations: (0..<scoreCount).map { separation(value * shift(index, $0)) })
        }
      })
  }

  /// Evenly spread scores with the given distance of their means.
  private func scores(_ shift: Double) -> [Double] {
    (0..<60).map { Double($0) / 15 - 2 + shift + sin(Double($0)) / 8 }
  }

  private func separation(_ shift: Double) -> ScoreSeparation {
    guard
      let separation = ScoreSeparation(
        anomalous: scores(shift), normal: scores(0), resampleCount: 40, seed: 1)
    else { preconditionFailure("MadeUpAnomalies: no scores") }
    return separation
  }

  private func comparison(_ shift: Double, number: Int) -> ScoreComparison {
    let separation = separation(shift)
    let sign = separation.direction == .lower ? -1.0 : 1.0
    return ScoreComparison(
      separation: separation,
      histograms: ScoreHistograms(anomalous: scores(shift), normal: scores(0)),
      worst: (0..<20).map { rank in
        let place = (rank * 37 + number) % 500
        let value: Double = shift + sign * (3 - Double(rank) / 8)
        return WorstSample(
          index: place, number: place, value: value, normalShare: Double(rank) / 500,
          factors: factorNames.map { _ in [0.1, 0.4, 0.7, 1][rank % 4] })
      })
  }
}
