import Networks
import Synchronization
import Tensors

/// Runs one network forward, for any number of concurrent callers.
///
/// Single points, the explorer's case, have their own plan and memory so that they touch as little memory as
/// possible; batches run in chunks. Memory is pooled and reused.
final class InferenceEngine: Sendable {
  private let single: NetworkPlan
  private let chunked: NetworkPlan
  private let parameters: FloatBuffer
  private let prepared: FloatBuffer
  private let singleMemory = Mutex<[FloatBuffer]>([])
  private static let mostChunkRows = 16
  /// The elements of all values of a chunk, 32 MiB, unless a single row has more.
  private static let chunkElements = 1 << 23

  init(_ network: Network, table: ParameterTable, parameters: FloatBuffer) {
    let plan = { (rows: Int, team: Int) in
      NetworkPlan(
        network, table: table, maximumRows: rows, maximumTeam: team, needsGradients: false,
        needsInputGradient: false)
    }
    single = plan(1, WorkerTeam.processorCount)
    chunked = plan(Self.chunkRows(network), 1)
    self.parameters = parameters
    prepared = FloatBuffer(count: single.preparedCount)
    single.prepare(parameters.pointer, into: prepared.pointer, part: 0, of: 1)
  }

  /// The rows that run together, fewer where samples are large.
  private static func chunkRows(_ network: Network) -> Int {
    let values = network.shapes.reduce(0) { $0 + $1.reduce(1, *) }
    return min(mostChunkRows, max(1, chunkElements / values))
  }

  /// The most elements that an engine allocates, with its memory for one point and one chunk.
  static func memoryCount(of network: Network) -> Int {
    let single = NetworkMemory(
      of: network, maximumRows: 1, maximumTeam: WorkerTeam.processorCount, needsGradients: false)
    let chunked = NetworkMemory(
      of: network, maximumRows: chunkRows(network), needsGradients: false)
    return single.shared + single.perWorker + chunked.shared + chunked.perWorker
  }

  /// An elementwise map from one buffer to another of the same length.
  typealias BulkMap = (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void

  /// Runs the network on all rows of `input`.
  ///
  /// - Parameters:
  ///   - input: `[rows, …]`, one sample of the network's input per row.
  ///   - team: The workers that share a single row.
  ///   - prepare: Maps the elements of `input` to the network's input.
  ///   - finish: Maps the network's output to the elements of the result.
  /// - Returns: `[rows, output elements]`.
  func run(
    _ input: Tensor, team: WorkerTeam = WorkerTeam(count: 1), prepare: BulkMap, finish: BulkMap
  ) -> Tensor {
    Tensor(shape: [input.rowCount, single.outputSampleCount]) { result in
      guard input.rowCount > 1 else {
        let memory =
          singleMemory.withLock { $0.popLast() } ?? FloatBuffer(count: single.memoryCount)
        run(single, memory, input, 0..<input.rowCount, team, prepare, finish, into: result)
        singleMemory.withLock { $0.append(memory) }
        return
      }
      let memory = FloatBuffer(count: chunked.memoryCount)
      for start in stride(from: 0, to: input.rowCount, by: chunked.maximumRows) {
        let rows = start..<min(start + chunked.maximumRows, input.rowCount)
        let alone = WorkerTeam(count: 1)
        run(chunked, memory, input, rows, alone, prepare, finish, into: result)
      }
    }
  }

  private func run(
    _ plan: NetworkPlan, _ memory: FloatBuffer, _ input: Tensor, _ rows: Range<Int>,
    _ team: WorkerTeam, _ prepare: BulkMap, _ finish: BulkMap,
    into result: UnsafeMutableBufferPointer<Float>
  ) {
    let (read, written) = (input.rowStride, plan.outputSampleCount)
    input.withUnsafeElements { elements in
      prepare(
        UnsafeBufferPointer(rebasing: elements[rows.lowerBound * read..<rows.upperBound * read]),
        UnsafeMutableBufferPointer(start: plan.input(memory.pointer), count: rows.count * read))
    }
    plan.forward(memory, rows: rows.count, parameters: parameters, prepared: prepared, team: team)
    finish(
      UnsafeBufferPointer(start: plan.output(memory.pointer), count: rows.count * written),
      UnsafeMutableBufferPointer(
        rebasing: result[rows.lowerBound * written..<rows.upperBound * written]))
  }
}
