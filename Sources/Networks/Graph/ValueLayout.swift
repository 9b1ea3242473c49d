/// The positions of the values of a network in a worker's memory.
///
/// A backward pass reads every value again, so with gradients all values are kept, each beside its gradient.
/// Without, a value reuses the memory of values that no later node reads.
struct ValueLayout {
  /// The position of every value; 0 for values that are not computed.
  private(set) var values: [Int]
  /// The position of every value's gradient; without gradients that of the value itself.
  private(set) var gradients: [Int]
  /// The number of elements in all.
  private(set) var count = 0

  /// The elements of every value, rounded up to a multiple of a vector.
  private let extents: [Int]
  /// Free memory in ascending order; adjacent ranges are merged.
  private var free: [Range<Int>] = []

  /// Lays out the values of a network.
  ///
  /// - Parameters:
  ///   - network: The network.
  ///   - steps: The nodes that run, in order.
  ///   - rows: The number of samples.
  ///   - needsGradients: Whether there will be backward passes.
  init(_ network: Network, steps: [NetworkPlan.Step], rows: Int, needsGradients: Bool) {
    let origins = NetworkPlan.origins(of: network)
    extents = network.shapes.map { NetworkPlan.stride(of: $0, rows: rows) }
    values = Array(repeating: 0, count: extents.count)
    gradients = values
    if needsGradients {
      for value in extents.indices where origins[value] == value {
        values[value] = count
        gradients[value] = count + extents[value]
        count += 2 * extents[value]
      }
    } else {
      reuseMemory(steps)
      gradients = values
    }
    values = origins.map { values[$0] }
    gradients = origins.map { gradients[$0] }
  }

  private mutating func reuseMemory(_ steps: [NetworkPlan.Step]) {
    let lastReader = Dictionary(
      steps.flatMap { step in step.inputs.map { ($0, step.output) } }, uniquingKeysWith: max)
    values[0] = take(extents[0])
    for step in steps {
      values[step.output] = take(extents[step.output])
      for input in Set(step.inputs).sorted() where lastReader[input] == step.output {
        release(values[input]..<values[input] + extents[input])
      }
    }
  }

  /// The smallest free range that is large enough, or new memory.
  private mutating func take(_ extent: Int) -> Int {
    let fitting = free.indices.filter { free[$0].count >= extent }
    guard let index = fitting.min(by: { free[$0].count < free[$1].count }) else {
      return extend(by: extent)
    }
    let start = free[index].lowerBound
    free[index] = start + extent..<free[index].upperBound
    if free[index].isEmpty { free.remove(at: index) }
    return start
  }

  private mutating func extend(by extent: Int) -> Int {
    var start = count
    if let last = free.last, last.upperBound == count {
      start = last.lowerBound
      free.removeLast()
    }
    count = start + extent
    return start
  }

  private mutating func release(_ range: Range<Int>) {
    let index = free.firstIndex { $0.lowerBound > range.lowerBound } ?? free.endIndex
    free.insert(range, at: index)
    if index + 1 < free.count, free[index].upperBound == free[index + 1].lowerBound {
      free[index] = free[index].lowerBound..<free.remove(at: index + 1).upperBound
    }
    if index > 0, free[index - 1].upperBound == free[index].lowerBound {
      free[index - 1] = free[index - 1].lowerBound..<free.remove(at: index).upperBound
    }
  }
}
