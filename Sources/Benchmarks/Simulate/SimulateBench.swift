import Simulations
import Tensors

/// Simulates samples into memory.
struct SimulateBench {
  /// The seconds for each way of simulating.
  let seconds: Double

  /// The samples made between two reads of the clock.
  private static let chunk = 512
  /// The number of samples of a simulator; more are made by starting again.
  private static let count = 1 << 16

  /// Measures galaxies and events, with one thread and with all.
  func run() -> SimulateReport {
    let teams = Set([1, WorkerTeam.processorCount]).sorted().map { WorkerTeam(count: $0) }
    return SimulateReport(
      galaxies: [false, true].flatMap { isNoisy in
        let simulator = GalaxySimulator(count: Self.count, seed: 1, hasNoise: isNoisy)
        return teams.map {
          SimulateReport.GalaxyRate(
            isNoisy: isNoisy, threads: $0.count, stampsPerSecond: rate(simulator, team: $0))
        }
      },
      events: [0, 0.1].flatMap { variance in
        let model = QCFModel(detector: QCFDetector(.centred, variance: variance))
        let simulator = QCFSimulator(count: Self.count, seed: 1, model: model)
        return teams.map {
          SimulateReport.EventRate(
            detectorVariance: variance, events: model.eventCount, threads: $0.count,
            samplesPerSecond: rate(simulator, team: $0))
        }
      }, fluid: teams.map(fluidRate))
  }

  private func fluidRate(_ team: WorkerTeam) -> SimulateReport.FluidRate {
    let simulator = FluidSimulator(count: Self.count, seed: 1)
    let start = ProcessFacts.processorSeconds
    var runs = 0
    let rate = rate(simulator, team: team) { runs += 1 }
    return SimulateReport.FluidRate(
      threads: team.count, sweeps: simulator.sampling.model.sweepCount, samplesPerSecond: rate,
      processorSecondsPerSample: (ProcessFacts.processorSeconds - start)
        / Double(runs * Self.chunk))
  }

  /// Samples per second, the median.
  private func rate(
    _ simulator: some Simulator, team: WorkerTeam, afterRun: () -> Void = {}
  ) -> Double {
    let samples = FloatBuffer(count: Self.chunk * simulator.elementCount)
    var start = 0
    let timings = Timings(seconds: seconds) {
      simulator.simulate(start..<start + Self.chunk, into: samples.elements, team: team)
      start = (start + Self.chunk) % simulator.count
      afterRun()
    }
    return Double(Self.chunk) / timings.median
  }
}
