import Models
import Networks
import Tensors

/// Trains a network on copied random pixels, alternating with measurements of the machine's peak.
///
/// Both are measured alternately, so that other load on the machine affects both.
struct TrainBench {
  let network: BenchNetwork
  let batchSize: Int
  let threads: Int
  let seconds: Double

  private static let rounds = 7
  /// The share of a round's time that each of the two peaks takes.
  private static let peakShare = 0.2

  /// Measures.
  ///
  /// - Throws: `BenchError.system` when there is no OpenBLAS to compare with.
  func run() throws -> TrainReport {
    let team = WorkerTeam(count: threads)
    let peak = try PeakBench(team: team)
    let architecture = try network.architecture()
    let step = TrainingStep(
      architecture: architecture, objective: network.objective, optimizer: Adam(),
      batchSize: batchSize, seed: 1, team: team)
    let batch = pixels(of: architecture.sampleShape)
    let share = seconds / Double(Self.rounds)
    var (peakRate, multiplyAddRate) = (0.0, 0.0)
    var stepTimes: [Double] = []
    var count = 0
    let train = {
      _ = step.run(rowCount: batchSize, step: count, batch: batch)
      count += 1
    }
    _ = Timings(seconds: share, of: train)
    for _ in 0..<Self.rounds {
      peakRate = max(peakRate, peak.matrixProductRate(seconds: share * Self.peakShare))
      multiplyAddRate = max(
        multiplyAddRate,
        PeakBench.multiplyAddRate(team: team, seconds: share * Self.peakShare / 4))
      stepTimes.append(Timings(seconds: share, of: train).median)
    }
    stepTimes.sort()
    return TrainReport(
      network: network.rawValue, batch: batchSize, threads: threads,
      imagesPerSecond: Double(batchSize) / stepTimes[Self.rounds / 2],
      megaflopPerImage: 2 * Double(architecture.trainingProductCount) / 1e6,
      peakGigaflops: peakRate, multiplyAddGigaflops: multiplyAddRate,
      blasCore: peak.library.coreName)
  }

  /// A batch of random pixels that is copied for every step.
  private func pixels(of shape: [Int]) -> BatchFiller {
    let sampleCount = shape.reduce(1, *)
    let pixels = FloatBuffer(count: batchSize * sampleCount)
    var random = CounterRandom(seed: 2, stream: .measurement)
    for index in 0..<pixels.count { pixels.pointer[index] = Float(random.nextUniform()) }
    return { batch in
      let source = pixels.pointer + batch.range.lowerBound * sampleCount
      batch.inputs.update(from: source, count: batch.range.count * sampleCount)
      batch.targets.update(from: source, count: batch.range.count * sampleCount)
    }
  }
}
