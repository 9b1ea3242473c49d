import Simulations
import Tensors
import Testing

/// What every simulator promises: shapes, finite samples within a range, factors within theirs, and
/// the same bytes whatever the number of threads and however the samples are asked for.
func assertSimulatorContract(
  _ make: (_ seed: UInt64) -> some Simulator, elements: ClosedRange<Float>,
  factors: [ClosedRange<Double>], sourceLocation: SourceLocation = #_sourceLocation
) {
  let simulator = make(1)
  let all = 0..<simulator.count
  let samples = simulator.samples(all, team: WorkerTeam(count: 1))
  #expect(samples.shape == [all.count] + simulator.sampleShape, sourceLocation: sourceLocation)
  #expect(
    samples.elements.allSatisfy { $0.isFinite && elements.contains($0) },
    "range \(elements)", sourceLocation: sourceLocation)
  for index in all {
    let point = simulator.factors(of: index)
    #expect(
      point.count == simulator.factorCount && zip(factors, point).allSatisfy { $0.contains($1) },
      "factors \(point) of sample \(index)", sourceLocation: sourceLocation)
  }
  for threads in [2, 3] {
    let again = make(1).samples(all, team: WorkerTeam(count: threads))
    #expect(again == samples, "\(threads) threads", sourceLocation: sourceLocation)
  }
  let last = simulator.samples(all.upperBound - 1..<all.upperBound)
  #expect(
    Array(samples.row(all.upperBound - 1)) == last.elements, "the last sample alone",
    sourceLocation: sourceLocation)
  #expect(make(2).samples(all) != samples, "another seed", sourceLocation: sourceLocation)
}
