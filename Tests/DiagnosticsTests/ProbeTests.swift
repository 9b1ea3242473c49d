import Analysis
import Datasets
import Diagnostics
import Foundation
import Models
import Simulations
import Tensors
import TestSupport
import Testing

/// Models probed at points from every draw.
@Suite struct ProbeTests {
  private func report(
    _ checkpoint: DescribedModel, count: Int = 9, workers: Int = 1,
    draws: [LatentDraw] = LatentDraw.allCases
  ) throws -> ProbeReport {
    var settings = ProbeSettings()
    (settings.count, settings.steps, settings.draws) = (count, 3, draws)
    let samples = try EvaluationSamples.best(
      for: checkpoint, settings: EvaluationSettings(sampleCount: 20, seed: 3))
    return try Probe(checkpoint, samples: samples, settings: settings).run(
      team: WorkerTeam(count: workers))
  }

  @Test func particlesAreMadeValidInEveryDraw() throws {
    let report = try report(TestModel.fluid())
    #expect(report.draws.map(\.draw) == LatentDraw.allCases && report.omissions.isEmpty)
    let real = try #require(report.real)
    // After a chain of 20 sweeps none of six particles overlap.
    #expect(real.count == 20 && real.overlapFreeShare == 1)
    for draw in report.draws {
      let particles = try #require(draw.particles)
      #expect(draw.samples.rowCount == draw.points.rowCount && draw.points.rowCount > 0)
      #expect(particles.after.validShare == 1, "\(draw.draw)")
      #expect(particles.after.leastDistance >= 0.9)
      #expect(particles.problem == nil && particles.projections.count == draw.points.rowCount)
      for projection in particles.projections.compactMap(\.self) {
        // What was valid after the stress minimisation is left unchanged.
        #expect((projection.sweepCount == 0) == (projection.displacement == 0))
        #expect(projection.pairEnergy <= 15 && projection.smallestDistance >= 0.9)
      }
      let before = try #require(particles.energyDistanceBefore)
      #expect(
        before == TwoSampleDistance(particles.before.pairEnergies, real.pairEnergies))
    }
    let explained = try #require(report.explained)
    #expect(report.componentCount == 4 && abs(explained - 1) < 1e-9)
  }

  /// Decoded codes of real samples, aligned with the samples by the definition.
  @Test func reconstructionsAreComparedWithTheirSamples() throws {
    let checkpoint = try TestModel.fluid()
    let report = try report(checkpoint, draws: [.origin])
    let samples = try EvaluationSamples.best(
      for: checkpoint, settings: EvaluationSettings(sampleCount: 20, seed: 3))
    let reader = try #require(ParticleReader(checkpoint.data))
    var sum = 0.0
    for index in 0..<20 {
      let sample = samples.sample(index)
      let decoded = checkpoint.model.decode(checkpoint.model.encode(sample).mean)
      let truth = try reader.particles(of: sample).positions
      let estimate = try reader.particles(of: decoded).positions
      // The best of all rotations of both mirror images, in small steps about the centres.
      let (from, to) = (centre(estimate), centre(truth))
      var least = Double.infinity
      for step in 0..<2000 {
        let angle = Double(step) / 1000 * .pi
        for sign in [1.0, -1] {
          let squares = zip(estimate, truth).reduce(0.0) { total, pair in
            let a = (pair.0 - from) * SIMD2(sign, 1)
            let turned = SIMD2(
              cos(angle) * a.x - sin(angle) * a.y, sin(angle) * a.x + cos(angle) * a.y)
            let difference = turned - (pair.1 - to)
            return total + (difference * difference).sum()
          }
          least = min(least, squares)
        }
      }
      sum += (least / 6).squareRoot()
    }
    let error = try #require(report.reconstructionError)
    #expect(abs(error - sum / 20) < 1e-4, "\(error), tried \(sum / 20)")
    #expect(report.reconstructions?.after.validShare == 1)
  }

  private func centre(_ positions: [SIMD2<Double>]) -> SIMD2<Double> {
    positions.reduce(.zero, +) / Double(positions.count)
  }

  /// A valid configuration is its own projection, in another frame.
  @Test func realConfigurationsArePreserved() throws {
    let checkpoint = try TestModel.fluid()
    let reader = try #require(ParticleReader(checkpoint.data))
    let gallery = try #require(checkpoint.facts.gallery)
    for index in 0..<gallery.count {
      let projection = try reader.projection(of: gallery.samples.row(index))
      guard projection.recovered.isValid else { continue }
      #expect(projection.sweepCount == 0 && projection.displacement == 0 && projection.isValid)
      let alignment = PlanarAlignment(projection.positions, to: projection.recovered.positions)
      #expect(alignment.rootMeanSquare < 1e-4, "sample \(index)")
      #expect(abs(projection.pairEnergy - projection.recovered.pairEnergy) < 1e-2)
    }
  }

  @Test func theNumberOfWorkersChangesNothing() throws {
    let checkpoint = try TestModel.fluid()
    #expect(
      try report(checkpoint, count: 40, workers: 1) == report(checkpoint, count: 40, workers: 3))
  }

  @Test func coordinatesAreTakenAsTheyAre() throws {
    let report = try report(TestModel.fluid(representation: .coordinates), draws: [.prior])
    let particles = try #require(report.draws.first?.particles)
    #expect(particles.meanFlatness == nil && particles.after.validShare == 1)
    for projection in particles.projections.compactMap(\.self) {
      #expect(projection.stressStepCount == 0)
    }
  }

  @Test func numbersThatAreNoneAreCountedAndSaid() throws {
    let report = try report(TestModel.fluid(scale: 1e30), draws: [.prior])
    let particles = try #require(report.draws.first?.particles)
    #expect(particles.projections.allSatisfy { $0 == nil })
    #expect(particles.problem?.contains("expected a finite number") == true)
    #expect(particles.before.count == 0 && particles.energyDistanceBefore == nil)
  }

  @Test func otherModelsTellTheDistanceFromTheData() throws {
    let report = try report(TestModel.checkpoint(), draws: [.prior, .origin])
    #expect(report.real == nil && report.realLabel.isEmpty)
    for draw in report.draws {
      #expect(draw.particles == nil)
      #expect(draw.distances.isEmpty || draw.distances.count == draw.points.rowCount)
    }
  }

  @Test func aModelWithoutCodesLeavesOutWhatNeedsThem() throws {
    let report = try report(TestModel.fluid(codeCount: 0), draws: [.components, .origin])
    #expect(report.draws.map(\.draw) == [.origin] && report.explained == nil)
    #expect(report.omissions.map(\.reason) == ["the model has no codes"])
  }

  @Test func itStopsWhenAsked() throws {
    let checkpoint = try TestModel.fluid()
    let samples = try EvaluationSamples.best(
      for: checkpoint, settings: EvaluationSettings(sampleCount: 20, seed: 3))
    let probe = Probe(checkpoint, samples: samples, settings: ProbeSettings())
    #expect(throws: DiagnosisError.cancelled) { try probe.run(isCancelled: { true }) }
  }

  @Test func realSamplesMustBeDistances() throws {
    let checkpoint = try TestModel.fluid()
    var settings = TestModel.fluidSettings(6)
    settings.seed = 99
    let dataset = try settings.generate()
    var elements = dataset.samples(Array(0..<dataset.count)).elements
    elements[2 * 36 + 1] += 0.5
    let broken = Dataset(
      description: dataset.description,
      samples: Tensor(shape: [24, 6, 6, 1], elements: elements), factors: dataset.factors)
    let samples = try EvaluationSamples.file(
      broken, path: "broken.npz", for: checkpoint,
      settings: EvaluationSettings(sampleCount: 24, seed: 3))
    let probe = Probe(checkpoint, samples: samples, settings: ProbeSettings())
    do throws(DiagnosisError) {
      _ = try probe.run()
      Issue.record("expected an error")
    } catch {
      #expect(
        "\(error)".contains("broken.npz, 24 samples: sample 2: distance matrix: row 1, column 0"),
        "\(error)")
    }
  }
}
