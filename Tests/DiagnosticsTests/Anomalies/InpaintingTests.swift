import Datasets
import Foundation
import Models
import Tensors
import TestSupport
import Testing

@testable import Diagnostics

/// Holes in samples, filled by every method.
struct InpaintingTests {
  private let settings = InpaintingSettings(
    sampleCount: 20, referenceCount: 60, iterationCount: 4, neighborCount: 3, seed: 8)

  private func study(_ sizes: [Int] = [3], workers: Int = 2) throws -> InpaintingStudy {
    try Inpainting(
      try TestFluid.checkpoint(), title: "tiny", sizes: sizes, settings: settings
    ).run(team: WorkerTeam(count: workers))
  }

  @Test(arguments: 0..<20) func holesOfMatricesAreSymmetricAndSpareTheDiagonal(seed: Int) throws {
    let data = try TestFluid.settings().description
    let mask = HoleMask(data, size: 3, seed: UInt64(seed), index: seed)
    #expect(mask.pairCount == 8)
    for row in 0..<8 {
      #expect(!mask.isMissing[9 * row])
      for column in 0..<8 {
        #expect(mask.isMissing[8 * row + column] == mask.isMissing[8 * column + row])
      }
    }
    // Nine places and their mirror images, or fewer where both overlap.
    #expect((6...18).contains(mask.missing.count), "seed \(seed): \(mask.missing)")
  }

  @Test func holesOfPicturesAndCurvesAreSquaresAndRuns() {
    let picture = HoleMask(GalaxySettings().description, size: 5, seed: 1, index: 0)
    #expect(picture.missing.count == 25 && picture.pairCount == nil)
    let rows = Set(picture.missing.map { $0 / 33 })
    #expect(rows.count == 5)
    let curve = HoleMask(QCFSettings().description, size: 100, seed: 1, index: 0)
    #expect(curve.missing.count == 100)
    #expect((curve.missing.last ?? 0) - (curve.missing.first ?? 0) == 99)
    #expect(HoleMask.largest(of: GalaxySettings().description) == 32)
    #expect(HoleMask.largest(of: QCFSettings().description) == 999)
  }

  /// An independent computation: the same fillings written out for one sample.
  @Test func theErrorsAreThoseOfTheFillingsWrittenOut() throws {
    var random = CounterRandom(testCase: 3)
    let samples = Tensor(
      shape: [6, 8, 8, 1], elements: (0..<6).flatMap { _ in symmetric(&random) })
    let truth = symmetric(&random)
    let checkpoint = try TestFluid.checkpoint()
    let mask = HoleMask(checkpoint.data, size: 4, seed: 5, index: 1)
    let filled = FilledSample(
      truth, mask: mask, reference: ReferenceSet(samples), model: checkpoint.model,
      settings: InpaintingSettings(iterationCount: 2, neighborCount: 2))
    func error(_ filling: [Float]) -> Double {
      mask.missing.reduce(0) { $0 + pow(Double(filling[$1] - truth[$1]), 2) }
        / Double(mask.missing.count)
    }
    var mean = [Float](repeating: 0, count: 64)
    for row in 0..<6 {
      for (place, element) in samples.row(row).enumerated() { mean[place] += element / 6 }
    }
    #expect(abs((filled.errors[.mean] ?? 0) - error(mean)) < 1e-5)
    #expect(abs((filled.errors[.zeros] ?? 0) - error([Float](repeating: 0, count: 64))) < 1e-6)
    let distances = (0..<6).map { row in
      zip(samples.row(row), truth).enumerated().reduce(Float(0)) { sum, pair in
        mask.isMissing[pair.offset]
          ? sum : sum + (pair.element.0 - pair.element.1) * (pair.element.0 - pair.element.1)
      }
    }
    let nearest = distances.indices.sorted { distances[$0] < distances[$1] }
    #expect(
      abs((filled.errors[.nearestSample] ?? 0) - error(Array(samples.row(nearest[0])))) < 1e-6)
    let pair = zip(samples.row(nearest[0]), samples.row(nearest[1])).map { ($0 + $1) / 2 }
    #expect(abs((filled.errors[.nearestSamples] ?? 0) - error(pair)) < 1e-5)
    var present = truth
    for place in mask.missing { present[place] = mean[place] }
    for iteration in 0..<2 {
      let decoded = checkpoint.model.decode(
        checkpoint.model.encode(Tensor(shape: [1, 8, 8, 1], elements: present)).mean
      ).elements
      for place in mask.missing {
        present[place] = (decoded[place] + decoded[place % 8 * 8 + place / 8]) / 2
      }
      #expect(abs(filled.filling.errors[iteration] - error(present)) < 1e-5)
    }
    #expect(filled.errors[.model] == filled.filling.errors[filled.filling.chosen])
  }

  /// The encoder of a linear model overshoots, so that the filling passes the truth on its way to the fixed point.
  ///
  /// The path has a closed form. The misfit at the known element is proportional to the error at the missing
  /// one, so the least of both is at the same iteration.
  @Test(arguments: 0..<20) func theKnownElementChoosesTheIterationThatPassesTheTruth(
    testCase: Int
  ) throws {
    var random = CounterRandom(testCase: testCase)
    let direction = [0.55 + 0.1 * random.nextUniform(), 0.9 + 0.05 * random.nextUniform()]
    let known = 1 + random.nextUniform()
    let data = DataDescription(
      name: "line", kind: .curve, shape: [2, 1, 1], unit: "", factors: [])
    let model = try LinearModel(mean: [0, 0], directions: [direction.map { Float($0) }])
      .described(data, transform: PixelTransform(mode: .identity, minimum: 0, maximum: 1)).model
    let seed = try #require(
      (0..<50 as Range<UInt64>).first {
        HoleMask(data, size: 1, seed: $0, index: 0).missing == [1]
      })
    let mask = HoleMask(data, size: 1, seed: seed, index: 0)
    let truth = known * direction[1] / direction[0]
    let filling = IteratedFilling(
      [Float(known), Float(truth)], mask: mask, start: [0, 0], model: model, iterationCount: 30)
    let ratio = direction[1] * direction[1]
    let fixed = direction[1] * direction[0] * known / (1 - ratio)
    let filled = (1...30).map { fixed * (1 - pow(ratio, Double($0))) }
    let errors = filled.map { ($0 - truth) * ($0 - truth) }
    let misfits = errors.map { $0 * direction[0] * direction[0] / ratio }
    let best = errors.indices.min { errors[$0] < errors[$1] }
    for iteration in 0..<30 {
      #expect(abs(filling.errors[iteration] - errors[iteration]) < 1e-4, "case \(testCase)")
      #expect(abs(filling.misfits[iteration] - misfits[iteration]) < 1e-4, "case \(testCase)")
    }
    #expect(filling.chosen == best && filling.chosen < 20, "case \(testCase)")
    #expect(errors[filling.chosen] < errors[29] / 20, "case \(testCase)")
  }

  private func symmetric(_ random: inout CounterRandom) -> [Float] {
    var matrix = [Float](repeating: 0, count: 64)
    for row in 0..<8 {
      for column in 0..<row {
        matrix[8 * row + column] = Float(1 + 5 * random.nextUniform())
        matrix[8 * column + row] = matrix[8 * row + column]
      }
    }
    return matrix
  }

  /// On a line the nearest row is exact except for the distance of the two particles.
  @Test func theNearestRowOfTwinsIsTheTwin() {
    let places: [Float] = [0, 0, 3, 5, 9]
    let matrix = places.flatMap { first in places.map { abs(first - $0) } }
    let data = DataDescription(
      name: "line", kind: .matrix, shape: [5, 5, 1], unit: "sigma", factors: [])
    for seed in 0..<20 as Range<UInt64> {
      let mask = HoleMask(data, size: 1, seed: seed, index: 0)
      guard let place = mask.missing.first, place / 5 < 2, place % 5 >= 2 else { continue }
      let rows = NearestRows(matrix, side: 5, mask: mask)
      #expect(rows.element(place) == matrix[place], "seed \(seed)")
    }
  }

  @Test func aStudyHasEveryMethodAndDoesNotDependOnTheWorkers() throws {
    let studies = try [1, 2, 3].map { try study([2, 4], workers: $0) }
    #expect(studies[0] == studies[1] && studies[0] == studies[2])
    let first = studies[0]
    #expect(first.holes.map(\.size) == [2, 4] && first.count == 20)
    for hole in first.holes {
      #expect(hole.errors.count == InpaintingStudy.Method.allCases.count)
      #expect(hole.iterations.count == 4 && hole.errors[.mean]?.shareBelowMean == 0)
      #expect(hole.misfits.count == 4 && hole.chosenIterations.count == 20)
      #expect(hole.chosenIterations.allSatisfy { (1...4).contains($0) })
      #expect(hole.leastError <= (hole.errors[.model]?.mean ?? 0))
      #expect(hole.leastError <= (hole.iterations.min() ?? 0) + 1e-12)
      #expect(hole.errors.values.allSatisfy { $0.mean >= 0 && $0.standardError.isFinite })
    }
    #expect(first.reference.hasPrefix("60 simulated") && first.samples.hasPrefix("20 simulated"))
  }

  @Test func withoutSizesTheHolesAreSharesOfTheSide() throws {
    let usual = try study([])
    #expect(usual.holes.map(\.size) == [2, 3, 4], "a fifth, a third and seven fifteenths of 8")
    let coordinates = try TestFluid.checkpoint(
      TestFluid.settings(changes: [("representation", "coordinates")]))
    let few = try Inpainting(coordinates, title: "tiny", settings: settings).run()
    #expect(few.holes.map(\.size) == [1], "equal sizes count once")
    #expect(few.holes[0].errors[.nearestRow] == nil)
  }

  @Test func badInputIsRefusedInOneLine() throws {
    let checkpoint = try TestFluid.checkpoint()
    for size in [0, -1, 8] {
      #expect(throws: InpaintingError.holeSize(found: size, largest: 7)) {
        try Inpainting(checkpoint, title: "t", sizes: [size], settings: settings)
      }
    }
    let galaxies = (path: "g.npz", dataset: try TestModel.galaxies(3, seed: 1))
    let shape = InpaintingError.samples(
      .samples(.shapeMismatch(data: "g.npz", expected: [8, 8, 1], found: [33, 33, 1])))
    #expect(throws: shape) {
      try Inpainting(checkpoint, title: "t", data: galaxies, settings: settings)
    }
    #expect(throws: shape) {
      try Inpainting(checkpoint, title: "t", reference: galaxies, settings: settings)
    }
    var own = try TestFluid.settings()
    (own.count, own.seed) = (4, 5)
    let good = try own.generate()
    var samples = good.samples(Array(0..<4))
    samples[2, 1, 2, 0] = .infinity
    let bad = (
      path: "bad.npz",
      dataset: Dataset(description: good.description, samples: samples, factors: good.factors)
    )
    #expect(
      throws: InpaintingError.samples(
        .samples(.notFinite(data: "bad.npz, 4 samples", what: "values", sample: 2)))
    ) { try Inpainting(checkpoint, title: "t", data: bad, settings: settings).run() }
    #expect(throws: InpaintingError.cancelled) {
      try Inpainting(checkpoint, title: "t", settings: settings).run(isCancelled: { true })
    }
  }
}
