import Tensors

extension WorkerTeam {
  /// Computes `count` values in parallel; worker w computes the entries w, w + workers, ….
  ///
  /// An entry depends on its index alone, so the result does not depend on the number of workers.
  func map<Value: Sendable>(
    _ count: Int, _ value: @Sendable (_ index: Int) -> Value
  ) -> [Value] {
    let slots = UnsafeMutableBufferPointer<Value?>.allocate(capacity: count)
    slots.initialize(repeating: nil)
    defer {
      slots.deinitialize()
      slots.deallocate()
    }
    // A pointer is not Sendable; its address is, and no two workers write the same slot.
    let address = UInt(bitPattern: slots.baseAddress)
    let teamSize = self.count
    run { worker in
      let slots = UnsafeMutablePointer<Value?>(bitPattern: address)
      for index in stride(from: worker, to: count, by: teamSize) {
        slots?[index] = value(index)
      }
    }
    return slots.compactMap { $0 }
  }
}
