import Tensors

/// The peak rates of the machine, to compare a kernel with.
struct PeakBench {
  /// The library whose matrix product is the peak.
  let library: OpenBLAS
  private let left = FloatBuffer(count: side * side)
  private let right = FloatBuffer(count: side * side)
  private let result = FloatBuffer(count: side * side)

  private static let side = 2048

  /// Loads OpenBLAS and fills two matrices.
  ///
  /// - Throws: `BenchError.system` when there is no OpenBLAS.
  init(team: WorkerTeam) throws(BenchError) {
    library = try OpenBLAS(threads: team.count)
    var random = CounterRandom(seed: 1, stream: .weights)
    for index in 0..<left.count {
      left.pointer[index] = Float(random.nextUniform()) - 0.5
      right.pointer[index] = Float(random.nextUniform()) - 0.5
    }
  }

  /// The rate of the best 2048x2048x2048 product, GFLOP/s.
  ///
  /// - Parameter seconds: How long products are begun.
  /// - Returns: The rate of the fastest product.
  func matrixProductRate(seconds: Double) -> Double {
    let timings = Timings(seconds: seconds, minimum: 1) {
      library.multiply(left.pointer, right.pointer, into: result.pointer, count: Self.side)
    }
    let side = Double(Self.side)
    return 2 * side * side * side / timings.shortest / 1e9
  }

  /// The rate of fused multiply-adds on registers alone, all workers together, GFLOP/s.
  ///
  /// - Parameters:
  ///   - team: The workers.
  ///   - seconds: How long runs are begun.
  /// - Returns: The rate of the fastest run.
  static func multiplyAddRate(team: WorkerTeam, seconds: Double) -> Double {
    let iterations = 1 << 20
    let sums = FloatBuffer(count: team.count)
    let timings = Timings(seconds: seconds, minimum: 1) {
      team.run { worker in
        sums.pointer[worker] = MultiplyAddChain.run(iterations: iterations, from: 0.25)
      }
    }
    let operations = team.count * iterations * MultiplyAddChain.operationsPerIteration
    return Double(operations) / timings.shortest / 1e9
  }
}
