extension ShapeInference {
  @Sendable static func gemm(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let (first, second) = (try use.shape(), try use.shape(1))
    guard first.count == 2, second.count == 2 else {
      throw use.mismatch("two matrices", "\(first) and \(second)")
    }
    let a = try use.integer("transA", default: 0) == 0 ? first : first.reversed()
    let b = try use.integer("transB", default: 0) == 0 ? second : second.reversed()
    guard a[1] == b[0] else { throw use.mismatch("matrices that fit each other", "\(a) and \(b)") }
    if use.has(2) {
      guard Strides.broadcast(try use.shape(2), [a[0], b[1]]) == [a[0], b[1]] else {
        throw use.mismatch("a sum of shape \([a[0], b[1]])", "\(try use.shape(2))")
      }
    }
    return [[a[0], b[1]]]
  }

  @Sendable static func product(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let (first, second) = (try use.shape(), try use.shape(1))
    guard let inner = first.last, !second.isEmpty else {
      throw use.mismatch("at least one axis", "\(first) and \(second)")
    }
    let a = first.count == 1 ? [1] + first : first
    let b = second.count == 1 ? second + [1] : second
    guard b[b.count - 2] == inner,
      let stack = Strides.broadcast(Array(a.dropLast(2)), Array(b.dropLast(2)))
    else { throw use.mismatch("matrices that fit each other", "\(first) and \(second)") }
    let rows = first.count == 1 ? [] : [a[a.count - 2]]
    let columns = second.count == 1 ? [] : [b[b.count - 1]]
    return [stack + rows + columns]
  }

  @Sendable static func convolution(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let (input, weight) = try imageAndWeight(use)
    let groups = try groups(use, input, weight, inputAxis: 1)
    guard weight[1] * groups == input[1], weight[0].isMultiple(of: groups) else {
      throw use.mismatch("a weight for \(input[1]) channels", "\(weight)")
    }
    let window = try SpatialWindow.convolution(
      use, spatial: Array(input[2...]), kernel: Array(weight[2...]))
    return [[input[0], weight[0]] + window.output]
  }

  @Sendable static func transposedConvolution(
    _ use: OperatorUse
  ) throws(InterchangeError) -> [[Int]] {
    let (input, weight) = try imageAndWeight(use)
    let groups = try groups(use, input, weight, inputAxis: 0)
    guard weight[0] == input[1] else {
      throw use.mismatch("a weight for \(input[1]) channels", "\(weight)")
    }
    let window = try SpatialWindow.transposed(
      use, spatial: Array(input[2...]), kernel: Array(weight[2...]))
    return [[input[0], weight[1] * groups] + window.output]
  }

  private static func imageAndWeight(
    _ use: OperatorUse
  ) throws(InterchangeError) -> ([Int], [Int]) {
    let (input, weight) = (try use.shape(), try use.shape(1))
    guard input.count >= 3, weight.count == input.count, !weight.contains(0) else {
      throw use.mismatch("an image and a weight with as many axes", "\(input) and \(weight)")
    }
    return (input, weight)
  }

  private static func groups(
    _ use: OperatorUse, _ input: [Int], _ weight: [Int], inputAxis: Int
  ) throws(InterchangeError) -> Int {
    let groups = try use.integer("group", default: 1)
    guard (1...SpatialWindow.limit).contains(groups), input[1].isMultiple(of: groups) else {
      throw use.mismatch("groups that divide \(input[1]) channels", "\(groups)")
    }
    return groups
  }

  @Sendable static func pooling(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let input = try use.shape()
    guard input.count >= 3 else { throw use.mismatch("an image", "\(input)") }
    let window = try SpatialWindow.pooling(use, spatial: Array(input[2...]))
    return [Array(input[..<2]) + window.output]
  }

  @Sendable static func globalPooling(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let input = try use.shape()
    guard input.count >= 3 else { throw use.mismatch("an image", "\(input)") }
    return [Array(input[..<2]) + input[2...].map { _ in 1 }]
  }

  @Sendable static func depthToSpace(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let (input, block) = try imageAndBlock(use)
    guard input[1].isMultiple(of: block * block) else {
      throw use.mismatch("a multiple of \(block * block) channels", "\(input[1])")
    }
    return [[input[0], input[1] / (block * block), input[2] * block, input[3] * block]]
  }

  @Sendable static func spaceToDepth(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let (input, block) = try imageAndBlock(use)
    guard input[2...].allSatisfy({ $0.isMultiple(of: block) }) else {
      throw use.mismatch("sides that are multiples of \(block)", "\(input)")
    }
    return [[input[0], input[1] * block * block, input[2] / block, input[3] / block]]
  }

  private static func imageAndBlock(
    _ use: OperatorUse
  ) throws(InterchangeError) -> ([Int], Int) {
    let (input, block) = (try use.shape(), try use.integer("blocksize", default: 1))
    guard input.count == 4, (1...1 << 10).contains(block) else {
      throw use.mismatch("an image and a block of 1 to 1024", "\(input) and \(block)")
    }
    return (input, block)
  }

  @Sendable static func resize(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let input = try use.shape()
    let axes = try use.axes(use.integers("axes") ?? Array(input.indices), of: input.count)
    var output = input
    if let sizes = try use.integers(input: 3), !sizes.isEmpty {
      guard sizes.count == axes.count, sizes.allSatisfy({ $0 > 0 }) else {
        throw use.mismatch("\(axes.count) extents", "\(sizes.prefix(8))")
      }
      if let scale = try commonScale(use, axes.map { input[$0] }, sizes) {
        for axis in axes { output[axis] = max(1, Int((Double(input[axis]) * scale).rounded())) }
      } else {
        for (axis, size) in zip(axes, sizes) { output[axis] = size }
      }
      return [output]
    }
    let scales = try use.numbers(input: 2) ?? []
    guard scales.count == axes.count else {
      throw use.mismatch("\(axes.count) factors", "\(scales.count)")
    }
    for (axis, scale) in zip(axes, scales) {
      let extent = (Double(input[axis]) * Double(scale)).rounded(.down)
      guard extent >= 1, extent <= Double(elementLimit) else {
        throw use.mismatch("factors that keep an axis", "\(scale)")
      }
      output[axis] = Int(extent)
    }
    return [output]
  }

  /// The factor of all axes where their ratio is kept; `nil` where each has its own.
  static func commonScale(
    _ use: OperatorUse, _ extents: [Int], _ sizes: [Int]
  ) throws(InterchangeError) -> Double? {
    let ratios = zip(sizes, extents).map { Double($0) / Double(max(1, $1)) }
    let policy = try use.text("keep_aspect_ratio_policy", default: "stretch")
    switch policy {
    case "stretch": return nil
    case "not_larger": return min(ratios.min() ?? 1, Double(elementLimit))
    case "not_smaller": return min(ratios.max() ?? 1, Double(elementLimit))
    default: throw use.unsupported("keep_aspect_ratio_policy \(policy)")
    }
  }

  @Sendable static func pad(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let input = try use.shape()
    let pads = try pads(use, rank: input.count)
    return [input.indices.map { max(0, input[$0] + pads.before[$0] + pads.behind[$0]) }]
  }

  /// What `Pad` adds before and behind every axis; negative where it cuts.
  static func pads(
    _ use: OperatorUse, rank: Int
  ) throws(InterchangeError) -> (before: [Int], behind: [Int]) {
    let axes = try use.axes(use.integers(input: 3) ?? Array(0..<rank), of: rank)
    let pads = try use.integers(input: 1) ?? []
    guard pads.count == 2 * axes.count,
      pads.allSatisfy({ (-SpatialWindow.limit...SpatialWindow.limit).contains($0) })
    else { throw use.mismatch("\(2 * axes.count) paddings", "\(pads.prefix(8))") }
    var (before, behind) = ([Int](repeating: 0, count: rank), [Int](repeating: 0, count: rank))
    for (place, axis) in axes.enumerated() {
      (before[axis], behind[axis]) = (pads[place], pads[axes.count + place])
    }
    return (before, behind)
  }

  @Sendable static func reduce(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let input = try use.shape()
    let axes = try reducedAxes(use, rank: input.count)
    let keeps = try use.integer("keepdims", default: 1) != 0
    return [
      input.indices.compactMap { axis in
        axes.contains(axis) ? (keeps ? 1 : nil) : input[axis]
      }
    ]
  }

  /// The axes that a reduction goes over: all where none is named, unless it is to do nothing then.
  static func reducedAxes(_ use: OperatorUse, rank: Int) throws(InterchangeError) -> [Int] {
    let named = try use.integers(input: 1) ?? []
    if named.isEmpty {
      return try use.integer("noop_with_empty_axes", default: 0) == 0 ? Array(0..<rank) : []
    }
    return try use.axes(named, of: rank)
  }
}
