import Analysis
import Datasets
import Foundation
import Models
import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Diagnostics

@Suite struct DiagnoseTests {
  private let settings = EvaluationSettings(sampleCount: 200, seed: 5)

  private func work(_ data: Dataset? = nil, latentCount: Int = 3) throws -> Diagnose {
    let checkpoint = try TestModel.checkpoint(latentCount: latentCount)
    let samples =
      try data.map {
        try EvaluationSamples.file($0, path: "some/val.npz", for: checkpoint, settings: settings)
      } ?? EvaluationSamples.best(for: checkpoint, settings: settings)
    return try Diagnose(checkpoint, title: "tiny", samples: samples, settings: settings)
  }

  private func numbers(_ diagnosis: Diagnosis) -> [Double] {
    diagnosis.metrics.compactMap(\.value)
      + diagnosis.availableMatrices.flatMap { diagnosis.matrix($0)?.elements ?? [] }
      + diagnosis.latents.flatMap {
        [$0.divergence, $0.mean, $0.deviation, $0.posteriorVariance, $0.kolmogorovSmirnov]
          .compactMap(\.self)
          + $0.histogram + $0.priorHistogram
      } + diagnosis.predictions.flatMap(\.determination)
  }

  @Test func freshGalaxiesAreMeasuredInFull() throws {
    let diagnosis = try work().run()
    #expect(diagnosis.origin.samples == "200 simulated (Latin hypercube), seed 5")
    #expect(diagnosis.factors.map(\.name) == ["flux", "radius", "g1", "g2", "psf"])
    #expect(diagnosis.availableMatrices == DiagnosisMatrix.allCases)
    #expect(diagnosis.metrics.allSatisfy { $0.value != nil }, "\(diagnosis.metrics)")
    #expect(diagnosis.matrix(.pearson)?.rowCount == 5 && diagnosis.isSound)
    #expect(numbers(diagnosis).allSatisfy { $0.isFinite })
    #expect(diagnosis.sample.count == 200)
  }

  @Test func theNumbersAreThoseOfTheMetricsThemselves() throws {
    let data = try TestModel.galaxies(120, seed: 9)
    let work = try work(data)
    let diagnosis = try work.run()
    let posterior = work.checkpoint.model.encode(data.samples(Array(0..<120)))
    let codes = posterior.mean
    let pearson = Correlation.pearson(codes, data.factors)
    #expect(diagnosis.matrix(.pearson) == pearson.transposed)
    #expect(
      diagnosis.metric("mig")?.value
        == MutualInformationGap(codes: codes, factors: data.factors).value)
    let statistics = LatentStatistics(measuring: posterior, codeCount: 0)
    for (latent, expected) in zip(diagnosis.latents, try #require(statistics.divergence)) {
      #expect(abs((latent.divergence ?? .nan) - Double(expected)) <= 1e-5 * Double(expected))
    }
    let total = diagnosis.latents.reduce(0) { $0 + ($1.divergence ?? .nan) }
    #expect(diagnosis.metric("kl_divergence")?.value == total)
    let decoded = work.checkpoint.model.decode(codes)
    let error =
      ReconstructionError.meanSquaredPerSample(data.samples(Array(0..<120)), decoded)
      .reduce(0, +) / 120
    #expect(abs((diagnosis.metric("mse")?.value ?? 0) - error) <= 1e-9 * error)
  }

  @Test func theNumbersDoNotDependOnTheWorkers() throws {
    let work = try work(try TestModel.galaxies(90, seed: 2))
    let diagnoses = try [1, 2, 3].map { try work.run(team: WorkerTeam(count: $0)) }
    #expect(diagnoses[0] == diagnoses[1] && diagnoses[0] == diagnoses[2])
  }

  @Test func progressGrowsToTheEnd() throws {
    var heard: [StudyProgress] = []
    _ = try work(try TestModel.galaxies(90, seed: 2)).run(progress: { heard.append($0) })
    #expect(heard.last?.fraction == 1)
    #expect(zip(heard, heard.dropFirst()).allSatisfy { $0.fraction <= $1.fraction })
    #expect(Set(heard.map(\.stage)).count > 8)
  }

  @Test(arguments: [0, 1, 3, 8, 40])
  func itEndsSoonAfterItIsCancelled(answers: Int) throws {
    let work = try work()
    let asked = Mutex(0)
    #expect(throws: DiagnosisError.cancelled) {
      try work.run(isCancelled: {
        asked.withLock { count in
          count += 1
          return count > answers
        }
      })
    }
    let workers = WorkerTeam().count
    #expect(asked.withLock { $0 } <= answers + 2 * workers + 2, "it went on after the answer")
  }

  @Test func samplesWithoutFactorsTellOfLatentsAlone() throws {
    let data = TestModel.renamed(
      try TestModel.galaxies(80, seed: 4), factors: [],
      values: Tensor(shape: [80, 0], elements: []))
    let diagnosis = try work(data).run()
    #expect(diagnosis.availableMatrices == [.latentCorrelation, .latentCovariance])
    #expect(diagnosis.metric("mig")?.reason == "the samples have no factors")
    #expect(diagnosis.metric("total_correlation")?.value != nil)
    #expect(diagnosis.notes.contains { $0.contains("no factors") })
    #expect(diagnosis.isSound && numbers(diagnosis).allSatisfy { $0.isFinite })
  }

  @Test func constantAndClashingFactorsGiveNumbersAndNotes() throws {
    let galaxies = try TestModel.galaxies(80, seed: 4)
    let names = ["size", "size", "\u{1B}[2J"]
    let values: [Float] = (0..<80).flatMap { row -> [Float] in
      [Float(row), 7, Float((row * 37) % 80)]
    }
    let data = TestModel.renamed(
      galaxies, factors: names.map { Factor(name: $0, unit: "", lower: 0, upper: 1) },
      values: Tensor(shape: [80, 3], elements: values))
    let diagnosis = try work(data).run()
    #expect(diagnosis.factors.map(\.name) == ["size", "size 2", "\u{1B}[2J"])
    #expect(diagnosis.factors.map(\.isConstant) == [false, true, false])
    let correlations = try #require(diagnosis.matrix(.pearson))
    #expect(correlations.row(1).allSatisfy { $0 == 0 })
    #expect(numbers(diagnosis).allSatisfy { $0.isFinite })
    #expect(diagnosis.notes.contains { $0.contains("size 2") })
  }

  @Test func aFewSamplesHaveCorrelationsOnly() throws {
    let diagnosis = try work(try TestModel.galaxies(20, seed: 4)).run()
    #expect(diagnosis.matrix(.pearson) != nil && diagnosis.matrix(.information) == nil)
    #expect(diagnosis.metric("mig")?.reason == "needs at least 50 samples, found 20")
    #expect(diagnosis.notes.contains { $0.contains("found 20") })
    #expect(numbers(diagnosis).allSatisfy { $0.isFinite })
  }

  @Test func aModelWithoutASimulatorIsMeasuredOnItsGallery() throws {
    var data = GalaxySettings().description
    data.name = "photographs"
    let checkpoint = try TestModel.checkpoint(data: data)
    let samples = try EvaluationSamples.best(for: checkpoint, settings: settings)
    #expect(samples.source == .gallery && samples.count == 6)
    let diagnosis = try Diagnose(checkpoint, title: "tiny", samples: samples).run()
    #expect(diagnosis.notes.first?.contains("--data gives other samples") == true)
    #expect(
      diagnosis.metric("factor_vae_score")?.reason
        == "there is no simulator for photographs")
  }

  @Test func dataOfAnotherShapeAndSingleSamplesAreRefused() throws {
    let checkpoint = try TestModel.checkpoint()
    let wide = Dataset(
      description: DataDescription(
        name: "wide", kind: .image, shape: [8, 64, 1], unit: "", factors: []),
      samples: Tensor(repeating: 0, shape: [3, 8, 64, 1]),
      factors: Tensor(shape: [3, 0], elements: []))
    #expect(
      throws: DiagnosisError.shapeMismatch(
        data: "wide.npz", expected: [33, 33, 1], found: [8, 64, 1])
    ) {
      try EvaluationSamples.file(wide, path: "wide.npz", for: checkpoint, settings: settings)
    }
    #expect(throws: DiagnosisError.tooFewSamples(data: "val.npz, 1 samples", found: 1)) {
      try work(try TestModel.galaxies(1, seed: 4))
    }
  }

  @Test func samplesThatAreNotNumbersAreNamed() throws {
    let galaxies = try TestModel.galaxies(60, seed: 4)
    var samples = galaxies.samples(Array(0..<60))
    samples[41, 3, 3, 0] = .nan
    let data = Dataset(
      description: galaxies.description, samples: samples, factors: galaxies.factors)
    #expect(
      throws: DiagnosisError.notFinite(
        data: "val.npz, 60 samples", what: "values", sample: 41)
    ) { try work(data).run() }
  }

  @Test func ofTrainingDataTheTestSplitIsMeasured() throws {
    let galaxies = try TestModel.galaxies(400, seed: GalaxySettings().seed)
    let checkpoint = try TestModel.checkpoint(data: galaxies.description)
    let samples = try EvaluationSamples.file(
      galaxies, path: "g.safetensors", for: checkpoint,
      settings: EvaluationSettings(sampleCount: 30))
    #expect(samples.label == "g.safetensors, 30 of 40 test samples")
    let test = Set(DatasetSplit(count: 400, seed: 7).test.map { galaxies.factors[$0, 0] })
    #expect((0..<30).allSatisfy { test.contains(samples.factors[$0, 0]) })
  }

  @Test func freshSamplesAreDistributedAsTheTrainingData() throws {
    let checkpoint = try TestModel.fluid()
    let samples = try #require(
      EvaluationSamples.simulated(
        for: checkpoint, settings: EvaluationSettings(sampleCount: 38, seed: 5)))
    #expect(samples.label == "38 simulated (gamma 0.1, 0.4, 0.7, 1.0), seed 5")
    var generator = try #require(FluidSettings.settings(for: checkpoint.data))
    #expect(generator.seed != 5)
    (generator.seed, generator.count) = (5, 38)
    let made = try generator.generate()
    #expect(samples.factors == made.factors)
    #expect(Set(samples.factors.elements) == [0.1, 0.4, 0.7, 1])
    // Over the end of a block.
    #expect(samples.block(30..<38).elements == made.samples(Array(30..<38)).elements)
  }

  @Test func freshSamplesAvoidTheSeedOfTheTrainingData() throws {
    let seed = GalaxySettings().seed
    let checkpoint = try TestModel.checkpoint()
    let samples = try #require(
      EvaluationSamples.simulated(
        for: checkpoint, settings: EvaluationSettings(sampleCount: 70, seed: seed)))
    #expect(samples.label == "70 simulated (Latin hypercube), seed \(seed + 1)")
    // Blocks of samples must not share their noise.
    let flux = { (range: Range<Int>) in samples.block(range).elements }
    #expect(Array(flux(0..<1)) != Array(flux(32..<33)))
  }
}
