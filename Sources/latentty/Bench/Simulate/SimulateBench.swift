import Simulations
import Tensors

/// Draws galaxies into memory.
struct SimulateBench {
  /// The seconds for each way of drawing.
  let seconds: Double

  /// The stamps drawn between two looks at the clock.
  private static let chunk = 512

  /// Measures noiseless and noisy stamps, with one thread and with all.
  func run() -> SimulateReport {
    let teams = Set([1, WorkerTeam.processorCount]).sorted().map { WorkerTeam(count: $0) }
    return SimulateReport(
      galaxies: [false, true].flatMap { isNoisy in
        teams.map { rate(isNoisy: isNoisy, team: $0) }
      })
  }

  private func rate(isNoisy: Bool, team: WorkerTeam) -> SimulateReport.Rate {
    let simulator = GalaxySimulator(count: 1 << 16, seed: 1, hasNoise: isNoisy)
    let stamps = FloatBuffer(count: Self.chunk * simulator.elementCount)
    var start = 0
    let timings = Timings(seconds: seconds) {
      simulator.simulate(start..<start + Self.chunk, into: stamps.elements, team: team)
      start = (start + Self.chunk) % simulator.count
    }
    return SimulateReport.Rate(
      isNoisy: isNoisy, threads: team.count,
      stampsPerSecond: Double(Self.chunk) / timings.median)
  }
}
