import Networks
import Synchronization
import Tensors

/// Runs one network forward for any number of callers at once.
///
/// Single points, the explorer's case, have a plan and memory of their own so that they touch as little
/// as they must; batches go in chunks. Memory is returned to a pool and used again.
final class InferenceEngine: Sendable {
  private let single: NetworkPlan
  private let chunked: NetworkPlan
  private let parameters: FloatBuffer
  private let prepared: FloatBuffer
  private let singleMemory = Mutex<[FloatBuffer]>([])
  private static let chunkRows = 16

  init(_ network: Network, table: ParameterTable, parameters: FloatBuffer) {
    let plan = { (rows: Int) in
      NetworkPlan(network, table: table, maximumRows: rows, needsInputGradient: false)
    }
    single = plan(1)
    chunked = plan(Self.chunkRows)
    self.parameters = parameters
    prepared = FloatBuffer(count: single.preparedCount)
    single.prepare(parameters.pointer, into: prepared.pointer, part: 0, of: 1)
  }

  /// Runs the network on all rows of `input` and hands over the outputs, chunk after chunk.
  func run(
    _ input: Tensor, transform: (Float) -> Float, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    guard input.rowCount > 1 else {
      let memory = singleMemory.withLock { $0.popLast() } ?? FloatBuffer(count: single.memoryCount)
      run(single, memory, input, 0..<input.rowCount, transform, body)
      singleMemory.withLock { $0.append(memory) }
      return
    }
    let memory = FloatBuffer(count: chunked.memoryCount)
    for start in stride(from: 0, to: input.rowCount, by: Self.chunkRows) {
      run(
        chunked, memory, input, start..<min(start + Self.chunkRows, input.rowCount), transform, body
      )
    }
  }

  private func run(
    _ plan: NetworkPlan, _ memory: FloatBuffer, _ input: Tensor, _ rows: Range<Int>,
    _ transform: (Float) -> Float, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    let stride = input.rowStride
    let place = plan.input(memory.pointer)
    input.withUnsafeElements { elements in
      for index in 0..<rows.count * stride {
        place[index] = transform(elements[rows.lowerBound * stride + index])
      }
    }
    plan.forward(
      memory.pointer, rows: rows.count, parameters: parameters.pointer, prepared: prepared.pointer)
    body(
      UnsafeBufferPointer(
        start: plan.output(memory.pointer), count: rows.count * plan.outputSampleCount))
  }
}
