extension ShapeInference {
  @Sendable static func reshape(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let input = try use.shape()
    let wanted = try use.integers(input: 1) ?? []
    let copiesZero = try use.integer("allowzero", default: 0) == 0
    var output = wanted
    for (axis, extent) in wanted.enumerated() where extent == 0 && copiesZero {
      guard axis < input.count else { throw use.mismatch("an axis \(axis) to copy", "\(input)") }
      output[axis] = input[axis]
    }
    let count = input.reduce(1, *)
    if let free = output.firstIndex(of: -1) {
      output[free] = 1
      let known = try product(of: output, use)
      guard known > 0, count.isMultiple(of: known) else {
        throw use.mismatch("a shape for \(count) elements", "\(wanted.prefix(8))")
      }
      output[free] = count / known
    }
    guard try product(of: output, use) == count else {
      throw use.mismatch("a shape for \(count) elements", "\(wanted.prefix(8))")
    }
    return [output]
  }

  private static func product(of shape: [Int], _ use: OperatorUse) throws(InterchangeError) -> Int {
    var count = 1
    for extent in shape {
      guard (0...elementLimit).contains(extent), extent <= elementLimit / max(1, count) else {
        throw use.mismatch("at most \(elementLimit) elements", "shape \(shape.prefix(8))")
      }
      count *= extent
    }
    return count
  }

  @Sendable static func flatten(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let input = try use.shape()
    let given = try use.integer("axis", default: 1)
    let axis = given < 0 ? given + input.count : given
    guard (0...input.count).contains(axis) else {
      throw use.mismatch("an axis of \(input.count)", "\(given)")
    }
    return [[input[..<axis].reduce(1, *), input[axis...].reduce(1, *)]]
  }

  @Sendable static func transpose(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let input = try use.shape()
    return [try permutation(use, rank: input.count).map { input[$0] }]
  }

  /// The axes of the input in the order of the output; reversed where `perm` is absent.
  static func permutation(_ use: OperatorUse, rank: Int) throws(InterchangeError) -> [Int] {
    let axes = try use.axes(use.integers("perm") ?? (0..<rank).reversed(), of: rank)
    guard axes.count == rank else { throw use.mismatch("\(rank) axes", "\(axes.count)") }
    return axes
  }

  @Sendable static func squeeze(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let input = try use.shape()
    let axes =
      try use.integers(input: 1).map { axes throws(InterchangeError) in
        try use.axes(axes, of: input.count)
      } ?? input.indices.filter { input[$0] == 1 }
    guard axes.allSatisfy({ input[$0] == 1 }) else {
      throw use.mismatch("extents of 1 on axes \(axes)", "\(input)")
    }
    return [input.indices.filter { !axes.contains($0) }.map { input[$0] }]
  }

  @Sendable static func unsqueeze(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let input = try use.shape()
    let named = try use.integers(input: 1) ?? []
    let rank = input.count + named.count
    guard rank <= 64 else { throw use.mismatch("at most 64 axes", "\(rank)") }
    let axes = try use.axes(named, of: rank)
    var rest = input[...]
    return [(0..<rank).map { axes.contains($0) ? 1 : rest.popFirst() ?? 1 }]
  }

  @Sendable static func expand(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let (input, wanted) = (try use.shape(), try use.integers(input: 1) ?? [])
    guard let shape = Strides.broadcast(input, wanted), wanted.allSatisfy({ $0 >= 0 }) else {
      throw use.mismatch("shapes that fit each other", "\(input) and \(wanted.prefix(8))")
    }
    return [shape]
  }

  @Sendable static func tile(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let (input, counts) = (try use.shape(), try use.integers(input: 1) ?? [])
    guard counts.count == input.count, counts.allSatisfy({ (0...elementLimit).contains($0) }) else {
      throw use.mismatch("\(input.count) counts", "\(counts.prefix(8))")
    }
    return [zip(input, counts).map { $0 * $1 }]
  }

  @Sendable static func concat(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    var output = try use.shape()
    let axis = try use.axis(use.integer("axis", default: 1), of: output.count)
    for place in use.shapes.indices.dropFirst() {
      let other = try use.shape(place)
      let fits =
        other.count == output.count
        && output.indices.allSatisfy { $0 == axis || output[$0] == other[$0] }
      guard fits else {
        throw use.mismatch("values that differ along axis \(axis) only", "\(output) and \(other)")
      }
      output[axis] += other[axis]
    }
    return [output]
  }

  @Sendable static func split(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let input = try use.shape()
    let axis = try use.axis(use.integer("axis", default: 0), of: input.count)
    let count = use.operation.outputs.count
    let parts = try use.integers(input: 1) ?? equalParts(input[axis], count)
    guard parts.count == count, parts.allSatisfy({ (0...input[axis]).contains($0) }),
      parts.reduce(0, +) == input[axis]
    else { throw use.mismatch("\(count) parts of \(input[axis])", "\(parts.prefix(8))") }
    return parts.map { part in
      var shape = input
      shape[axis] = part
      return shape
    }
  }

  /// Parts of the same size, of which the last may be smaller.
  private static func equalParts(_ extent: Int, _ count: Int) -> [Int] {
    let size = (extent + max(1, count) - 1) / max(1, count)
    return (0..<count).map { max(0, min(size, extent - $0 * size)) }
  }

  @Sendable static func gather(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let (input, indices) = (try use.shape(), try use.shape(1))
    let axis = try use.axis(use.integer("axis", default: 0), of: input.count)
    return [Array(input[..<axis]) + indices + Array(input[(axis + 1)...])]
  }

  @Sendable static func slice(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    [try slices(use, try use.shape()).map(\.count)]
  }

  /// What a `Slice` takes of an axis.
  struct AxisSlice {
    var start: Int
    var step: Int
    var count: Int
  }

  /// What `Slice` takes of every axis.
  static func slices(_ use: OperatorUse, _ shape: [Int]) throws(InterchangeError) -> [AxisSlice] {
    var slices = shape.map { AxisSlice(start: 0, step: 1, count: $0) }
    let starts = try use.integers(input: 1) ?? []
    let ends = try use.integers(input: 2) ?? []
    let axes = try use.axes(use.integers(input: 3) ?? Array(starts.indices), of: shape.count)
    let steps = try use.integers(input: 4) ?? starts.map { _ in 1 }
    guard starts.count == ends.count, starts.count == axes.count, starts.count == steps.count,
      steps.allSatisfy({ $0 != 0 && $0 > -Int.max })
    else { throw use.mismatch("as many starts, ends, axes and steps", "others") }
    for (place, axis) in axes.enumerated() {
      slices[axis] = slice(shape[axis], from: starts[place], to: ends[place], by: steps[place])
    }
    return slices
  }

  private static func slice(_ extent: Int, from start: Int, to end: Int, by step: Int) -> AxisSlice
  {
    let wrapped = { (place: Int) in
      place < 0 ? max(place, -extent - 1) + extent : min(place, extent)
    }
    if step > 0 {
      let (first, last) = (max(0, wrapped(start)), max(0, wrapped(end)))
      let count = last > first ? (last - first - 1) / step + 1 : 0
      return AxisSlice(start: min(first, max(0, extent - 1)), step: step, count: count)
    }
    let first = min(wrapped(start), extent - 1)
    let last = max(-1, wrapped(end))
    let count = first > last ? (first - last - 1) / -step + 1 : 0
    return AxisSlice(start: max(0, first), step: step, count: count)
  }
}
