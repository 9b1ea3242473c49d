import Synchronization
import Tensors

extension WorkerTeam {
  /// Computes values in parallel; each depends on its index alone.
  ///
  /// - Parameters:
  ///   - count: The number of values.
  ///   - value: Computes one; `nil` when there is none.
  /// - Returns: The values by index.
  func results<Value: Sendable>(
    _ count: Int, _ value: @Sendable (_ index: Int) -> Value?
  ) -> [Value?] {
    let slots = Mutex<[Value?]>(Array(repeating: nil, count: count))
    run { worker in
      for index in stride(from: worker, to: count, by: self.count) {
        let result = value(index)
        slots.withLock { $0[index] = result }
      }
    }
    return slots.withLock { $0 }
  }
}
