import Tensors

extension WorkerTeam {
  /// Computes `count` values side by side; worker w makes the entries w, w + workers, ….
  ///
  /// What an entry becomes depends on its index alone, so the number of workers does not show.
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
