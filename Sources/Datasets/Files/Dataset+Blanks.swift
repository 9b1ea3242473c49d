import Tensors

extension Dataset {
  /// The data set in memory, with a number in place of every element that is not finite.
  ///
  /// - Parameter policy: Which number.
  /// - Returns: The data set, with a note on how many elements were replaced.
  /// - Throws: ``DatasetError`` when there is no memory for all samples.
  func filled(_ policy: BlankPolicy) throws(DatasetError) -> Dataset {
    guard MachineMemory.hasRoom(forFloats: count * elementCount) else {
      throw .notADataset(
        path: origin, expected: "samples that fit into memory, to fill their blanks",
        found: "\(count) of \(elementCount) elements")
    }
    var (elements, samples) = (0, 0)
    let filled = Tensor(shape: [count] + sampleShape) { all in
      for index in 0..<count {
        let sample = UnsafeMutableBufferPointer(
          rebasing: all[index * elementCount..<(index + 1) * elementCount])
        guard let start = sample.baseAddress else { continue }
        copySample(index, into: start)
        let blanks = sample.count { !$0.isFinite }
        guard blanks > 0 else { continue }
        (elements, samples) = (elements + blanks, samples + 1)
        let value = policy == .median ? Self.median(of: sample.filter(\.isFinite)) : 0
        for place in sample.indices where !sample[place].isFinite { sample[place] = value }
      }
    }
    let what = policy == .median ? "the median of its sample" : "0"
    let note =
      "each of \(elements) elements that are not finite, in \(samples) samples, became \(what)"
    return Dataset(
      description: description, samples: .memory(filled), factors: factors, origin: origin,
      notes: notes + (elements > 0 ? [note] : []))
  }

  private static func median(of values: [Float]) -> Float {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The error of an element that is not finite, with how many more there are.
  func counted(_ error: DatasetError) -> DatasetError {
    guard case .invalidElement(let origin, let sample, let place, _, let value) = error else {
      return error
    }
    var (elements, samples) = (0, 0)
    for index in sample..<count {
      let blanks = withUnsafeSample(index) { $0.count { !$0.isFinite } }
      (elements, samples) = (elements + blanks, samples + (blanks > 0 ? 1 : 0))
    }
    guard elements > 1 else { return error }
    return .blanks(
      origin: origin, sample: sample, place: place, value: value, elementCount: elements,
      sampleCount: samples)
  }
}
