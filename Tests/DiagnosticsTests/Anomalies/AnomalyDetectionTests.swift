import Analysis
import Datasets
import Foundation
import Models
import Simulations
import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Diagnostics

/// Scores and how they separate sets.
struct AnomalyDetectionTests {
  private let settings = AnomalySettings(sampleCount: 40, drawCount: 3, seed: 21)

  private func work(
    _ changes: [AnomalousSet.Change] = [], files: [AnomalyPlan.File] = [],
    reference: AnomalyPlan.File? = nil, settings: AnomalySettings? = nil
  ) throws -> AnomalyDetection {
    let checkpoint = try TestFluid.checkpoint()
    let settings = settings ?? self.settings
    return AnomalyDetection(
      checkpoint, title: "tiny",
      plan: try AnomalyPlan(
        for: checkpoint, files: files, changes: changes, reference: reference, settings: settings),
      settings: settings)
  }

  private func index(_ key: String, _ study: AnomalyStudy) throws -> Int {
    try #require(study.scores.firstIndex(of: key))
  }

  @Test func everySetIsComparedByEveryScore() throws {
    let study = try work().run()
    #expect(study.scores == AnomalyScore.all.map(\.definition.key) && study.missing.isEmpty)
    #expect(study.isSound && study.origin.normalCount == 40)
    #expect(study.origin.normal == "40 simulated, seed 21")
    for set in study.sets {
      for comparison in set.comparisons {
        #expect(comparison.separation.anomalousCount == set.count)
        #expect((0...1).contains(comparison.histograms.overlap))
        #expect(comparison.worst.count == min(20, set.count))
      }
      #expect(set.groups.allSatisfy { $0.factor == "gamma" })
    }
    let energy = try index("pair_energy", study)
    let uniform = try #require(study.sets.first { $0.title == "uniform random" })
    #expect(uniform.comparisons[energy].separation.direction == .higher)
    let holes = try #require(study.sets.first { $0.title == "blacked out 6" })
    let residual = try index("mds_residual", study)
    #expect(holes.comparisons[residual].separation.area == 1)
    let again = study.sets[0].comparisons[residual]
    #expect(again.separation.area == 0.5, "plane points have no residual but rounding")
  }

  /// The scores of samples by hand, and by the simulator's own particles.
  @Test func theScoresAreWhatTheirDefinitionsSay() throws {
    let work = try work([AnomalousSet.Change(key: "potential", value: "fake")])
    let study = try work.run()
    let set = study.sets[0]
    let samples = work.plan.sets[0].samples
    let tensor = Tensor(
      shape: [40, 8, 8, 1], elements: (0..<40).flatMap { samples.sample($0).elements })
    let model = work.checkpoint.model
    let codes = model.encode(tensor).mean
    func check(_ key: String, _ expected: [Double], within tolerance: Double) throws {
      let worst = set.comparisons[try index(key, study)].worst
      #expect(!worst.isEmpty)
      for sample in worst {
        let other = expected[sample.index]
        #expect(abs(sample.value - other) <= tolerance * max(1, abs(other)), "\(key) \(sample)")
      }
      let isReversed = set.comparisons[try index(key, study)].separation.direction == .lower
      let order = worst.map(\.value)
      #expect(order == order.sorted(by: isReversed ? { $0 < $1 } : { $0 > $1 }), "\(key)")
    }
    try check(
      "reconstruction_error",
      ReconstructionError.meanSquaredPerSample(tensor, model.decode(codes)), within: 1e-9)
    let fitted = work.plan.fitted
    let normal = Tensor(
      shape: [40, 8, 8, 1], elements: (0..<40).flatMap { fitted.sample($0).elements })
    try check(
      "mahalanobis", AggregatePosterior(model.encode(normal)).distances(of: codes), within: 1e-9)
    // An independent computation of the energy: from the final particles of the chains.
    var settings = try TestFluid.settings(changes: [("potential", "fake")])
    (settings.count, settings.seed) = (40, 23)
    #expect(samples.description.settings["seed"] == "23")
    let particles = try settings.makeSimulator().configurations(0..<40)
    try check(
      "pair_energy", particles.map { PairPotential.lennardJones.energy(of: $0) }, within: 1e-3)
    try check(
      "capped_pair_energy", particles.map { ParticleEnergy.total($0, gravity: 0) }, within: 1e-3)
  }

  @Test func valuesOfAFactorAreComparedWithTheSameValue() throws {
    let study = try work([AnomalousSet.Change(key: "potential", value: "fake")]).run()
    let groups = study.sets[0].groups
    #expect(groups.map(\.lower) == [0.1, 1] && groups.map(\.upper) == [0.1, 1])
    #expect(groups.allSatisfy { $0.isConditioned })
    #expect(groups.allSatisfy { $0.separations.allSatisfy { $0.normalCount == 20 } })
    let unseen = try work([AnomalousSet.Change(key: "gamma", value: "0.5")]).run().sets[0]
    #expect(unseen.groups.map(\.isConditioned) == [false])
    #expect(unseen.groups[0].separations[0].normalCount == 40)
  }

  @Test func continuousFactorsAreQuartered() {
    let values = (0..<40).map { Float($0) / 40 }
    let groups = FactorRanges(Tensor(shape: [40, 1], elements: values)).groups
    #expect(groups.count == 4 && groups[0].range == 0...0.225)
    #expect(groups[3].range.upperBound == 0.975)
    let constant = FactorRanges(Tensor(shape: [3, 2], elements: [1, .nan, 1, .nan, 1, .nan]))
    #expect(constant.groups == [FactorRanges.Group(column: 0, range: 1...1)])
    #expect(FactorRanges(Tensor(shape: [0, 1], elements: [])).groups.isEmpty)
  }

  @Test func theNumbersDoNotDependOnTheWorkers() throws {
    let work = try work([AnomalousSet.Change(key: "gamma", value: "2.0")])
    let studies = try [1, 2, 3].map { try work.run(team: WorkerTeam(count: $0)) }
    #expect(studies[0] == studies[1] && studies[0] == studies[2])
  }

  @Test func progressGrowsToTheEnd() throws {
    var heard: [StudyProgress] = []
    _ = try work().run(progress: { heard.append($0) })
    #expect(heard.last?.fraction == 1)
    #expect(zip(heard, heard.dropFirst()).allSatisfy { $0.fraction <= $1.fraction + 1e-12 })
    #expect(heard.contains { $0.stage == "score fake potential" })
  }

  @Test(arguments: [0, 1, 20, 150]) func itEndsSoonAfterItIsCancelled(answers: Int) throws {
    let work = try work()
    let asked = Mutex(0)
    #expect(throws: AnomalyError.cancelled) {
      try work.run(isCancelled: {
        asked.withLock { count in
          count += 1
          return count > answers
        }
      })
    }
    // Cancellation is polled once more for every score of a set.
    #expect(asked.withLock { $0 } <= answers + 2 * WorkerTeam().count + 40)
  }

  @Test func whatWasMeasuredIsKept() throws {
    let folder = try TemporaryFolder()
    let cache = StudyCache(folder: folder.path("kept"))
    let first = try work([AnomalousSet.Change(key: "gamma", value: "2.0")]).run(cache: cache)
    let again = try work([AnomalousSet.Change(key: "gamma", value: "2.0")])
      .run(cache: cache, isCancelled: { true })
    #expect(!first.isCached && again.isCached && again.result == first.result)
    let keys = try [
      work(), work([AnomalousSet.Change(key: "gamma", value: "2.0")]),
      work([AnomalousSet.Change(key: "gamma", value: "2.5")]),
      work(settings: AnomalySettings(sampleCount: 40, drawCount: 4, seed: 21)),
      work(settings: AnomalySettings(sampleCount: 40, drawCount: 3, seed: 22)),
    ].map { StudyCache.key(of: $0) }
    #expect(Set(keys).count == keys.count)
  }

  @Test func filesAreListedByTheirRows() throws {
    var own = try TestFluid.settings()
    (own.count, own.seed) = (90, 77)
    let file = (path: "some/mixed.npz", dataset: try own.generate())
    let set = try work(files: [file]).run().sets[0]
    #expect(set.count == 40 && set.label == "mixed.npz, 40 of 90 samples")
    for sample in set.comparisons[0].worst {
      #expect(sample.number == sample.index * 90 / 40)
      #expect(sample.factors == [sample.number % 2 == 0 ? 0.1 : 1])
    }
  }

  @Test func samplesThatAreNotNumbersAreNamed() throws {
    var own = try TestFluid.settings()
    (own.count, own.seed) = (9, 77)
    let good = try own.generate()
    var samples = good.samples(Array(0..<9))
    samples[6, 1, 2, 0] = .nan
    let bad = Dataset(description: good.description, samples: samples, factors: good.factors)
    #expect(
      throws: AnomalyError.samples(
        .notFinite(data: "bad.npz, 9 samples", what: "values", sample: 6))
    ) { try work(files: [("bad.npz", bad)]).run() }
  }

  @Test func equalSamplesHaveDefinedNumbers() throws {
    var own = try TestFluid.settings()
    (own.count, own.seed) = (1, 5)
    let one = try own.generate()
    let same = Dataset(
      description: own.description, samples: one.samples(Array(repeating: 0, count: 8)),
      factors: one.factors.rows(Array(repeating: 0, count: 8)))
    let study = try work(files: [("a.npz", same)], reference: ("b.npz", same)).run()
    let keys = ["reconstruction_error", "mahalanobis", "pair_energy", "mds_residual"]
    for key in keys {
      let separation = study.sets[0].comparisons[try index(key, study)].separation
      #expect(separation.area == 0.5 && separation.direction == .undecided, "\(key)")
    }
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(AnomalyDocument(study).bytes))
    }
  }

  @Test func theBestScoreIsADecidedOneWhereThereIsOne() {
    func comparison(_ anomalous: [Double], _ normal: [Double]) -> ScoreComparison {
      guard
        let separation = ScoreSeparation(
          anomalous: anomalous, normal: normal, resampleCount: 50, seed: 1)
      else { preconditionFailure("no scores") }
      return ScoreComparison(
        separation: separation,
        histograms: ScoreHistograms(anomalous: anomalous, normal: normal), worst: [])
    }
    let normal = (0..<30).map(Double.init)
    let equal = comparison([1, 1], [1, 1])
    let (near, far) = (
      comparison(normal.map { $0 + 1 }, normal), comparison(normal.map { $0 - 40 }, normal)
    )
    func best(_ comparisons: [ScoreComparison]) -> Int {
      AnomalousSetStudy(
        title: "t", meaning: "m", label: "l", count: 30, factorNames: [],
        comparisons: comparisons, groups: []
      ).bestScore
    }
    #expect(near.separation.direction == .undecided && far.separation.direction == .lower)
    #expect(best([equal, near, far]) == 2)
    #expect(best([equal, near]) == 1, "an area that is exactly 0.5 tells nothing")
    #expect(best([equal]) == 0)
  }

  @Test func othersThanParticlesHaveFourScores() throws {
    let checkpoint = try TestModel.checkpoint()
    let settings = AnomalySettings(sampleCount: 12, drawCount: 2, seed: 5)
    let study = try AnomalyDetection(
      checkpoint, title: "galaxies", plan: AnomalyPlan(for: checkpoint, settings: settings),
      settings: settings
    ).run()
    #expect(
      study.scores == [
        "reconstruction_error", "negative_elbo", "negative_log_likelihood", "mahalanobis",
      ])
    #expect(study.missing["pair_energy"] == "the samples are not particles")
    let definition = try #require(AnomalyScore.named("reconstruction_error")).definition
    #expect(study.unit(of: definition) == "counts^2")
  }

  @Test func theDocumentHasEverySetAndScore() throws {
    let study = try work([AnomalousSet.Change(key: "potential", value: "fake")]).run()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(AnomalyDocument(study).bytes)) as? [String: Any])
    let sets = try #require(object["sets"] as? [[String: Any]])
    let scores = try #require(sets[0]["scores"] as? [String: [String: Any]])
    #expect(Set(scores.keys) == Set(study.scores))
    let energy = try #require(scores["pair_energy"])
    let area = study.sets[0].comparisons[try index("pair_energy", study)].separation.twoSidedArea
    #expect(abs((energy["auroc"] as? Double ?? 0) - area) < 1e-12)
    #expect(["higher", "lower", "undecided"].contains(energy["direction"] as? String ?? ""))
    #expect((energy["worst"] as? [[String: Any]])?.count == 20)
    #expect((sets[0]["by_factor"] as? [[String: Any]])?.count == 2)
    #expect((object["scores"] as? [[String: Any]])?.count == AnomalyScore.all.count)
    #expect(object["draws"] as? Int == 3)
  }
}

struct AnomalyScoreTableTests {
  @Test func everyScoreIsExplainedAndFitsItsColumn() {
    let all = AnomalyScore.all
    #expect(Set(all.map(\.definition.key)).count == all.count)
    for score in all {
      #expect(score.shortTitle.count <= 7 && score.definition.title.count <= 14)
      #expect(score.definition.definition.count > 40)
      #expect(score.definition.definition.allSatisfy { $0.isASCII })
      #expect(
        score.definition.key.allSatisfy {
          $0 == "_" || $0.isNumber || ($0.isLowercase && $0.isASCII)
        })
    }
  }
}
