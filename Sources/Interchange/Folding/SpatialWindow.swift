/// The window of a convolution, its transpose or a pooling, with the padding resolved.
struct SpatialWindow: Equatable {
  /// The extents of the kernel.
  var kernel: [Int]
  var strides: [Int]
  var dilations: [Int]
  /// What is added before and behind every axis; for a transposed convolution what is cut off.
  var before: [Int]
  var behind: [Int]
  /// What a transposed convolution adds behind every axis.
  var outputPadding: [Int]
  /// The spatial extents of the output.
  var output: [Int]

  /// The largest kernel, stride or padding.
  static let limit = 1 << 16

  /// The extent of a kernel with its gaps.
  private func span(_ axis: Int) -> Int { dilations[axis] * (kernel[axis] - 1) + 1 }

  /// Reads the settings that all windows share.
  private init(_ use: OperatorUse, kernel: [Int]) throws(InterchangeError) {
    let axes = kernel.count
    let range = 1...Self.limit
    self.kernel = kernel
    strides = try use.extents("strides", axes: axes, default: 1, in: range)
    dilations = try use.extents("dilations", axes: axes, default: 1, in: range)
    let pads = try use.extents("pads", axes: 2 * axes, default: 0, in: 0...Self.limit)
    (before, behind) = (Array(pads[..<axes]), Array(pads[axes...]))
    (outputPadding, output) = (kernel.map { _ in 0 }, [])
    guard axes > 0, kernel.allSatisfy(range.contains) else {
      throw use.mismatch("a kernel of 1 to \(Self.limit)", "\(kernel.prefix(8))")
    }
  }

  /// The window of a convolution, for an input and a weight of the given spatial extents.
  static func convolution(
    _ use: OperatorUse, spatial: [Int], kernel: [Int]
  ) throws(InterchangeError) -> SpatialWindow {
    var window = try SpatialWindow(use, kernel: kernel)
    guard spatial.count == kernel.count else {
      throw use.mismatch("\(kernel.count) spatial axes", "\(spatial.count)")
    }
    try window.resolveAutomaticPadding(use, spatial)
    window.output = spatial.indices.map { window.count(spatial[$0], $0, isCeiled: false) }
    guard window.output.allSatisfy({ $0 > 0 }) else {
      throw use.mismatch("an input that the kernel \(kernel) fits into", "\(spatial)")
    }
    return window
  }

  /// The window of a pooling, whose last position may reach beyond the input.
  static func pooling(
    _ use: OperatorUse, spatial: [Int]
  ) throws(InterchangeError) -> SpatialWindow {
    guard let kernel = try use.integers("kernel_shape"), kernel.count == spatial.count else {
      throw use.mismatch("a kernel_shape of \(spatial.count) axes", "another")
    }
    var window = try SpatialWindow(use, kernel: kernel)
    try window.resolveAutomaticPadding(use, spatial)
    let isCeiled = try use.integer("ceil_mode", default: 0) != 0
    window.output = spatial.indices.map { window.count(spatial[$0], $0, isCeiled: isCeiled) }
    guard window.output.allSatisfy({ $0 > 0 }),
      kernel.indices.allSatisfy({ window.before[$0] < window.span($0) })
    else { throw use.mismatch("an input that the kernel \(kernel) fits into", "\(spatial)") }
    return window
  }

  private func count(_ extent: Int, _ axis: Int, isCeiled: Bool) -> Int {
    let room = extent + before[axis] + behind[axis] - span(axis)
    guard room >= 0 else { return 0 }
    guard isCeiled else { return room / strides[axis] + 1 }
    let count = (room + strides[axis] - 1) / strides[axis] + 1
    // No window may begin in the padding behind the input.
    return (count - 1) * strides[axis] >= extent + before[axis] ? count - 1 : count
  }

  private mutating func resolveAutomaticPadding(
    _ use: OperatorUse, _ spatial: [Int]
  ) throws(InterchangeError) {
    let mode = try use.text("auto_pad", default: "NOTSET")
    switch mode {
    case "NOTSET", "": return
    case "VALID": (before, behind) = (spatial.map { _ in 0 }, spatial.map { _ in 0 })
    case "SAME_UPPER", "SAME_LOWER":
      for axis in spatial.indices {
        let count = (spatial[axis] + strides[axis] - 1) / strides[axis]
        let total = max(0, (count - 1) * strides[axis] + span(axis) - spatial[axis])
        before[axis] = mode == "SAME_UPPER" ? total / 2 : total - total / 2
        behind[axis] = total - before[axis]
      }
    default: throw use.unsupported("auto_pad \(mode)")
    }
  }

  /// The window of a transposed convolution.
  static func transposed(
    _ use: OperatorUse, spatial: [Int], kernel: [Int]
  ) throws(InterchangeError) -> SpatialWindow {
    var window = try SpatialWindow(use, kernel: kernel)
    guard spatial.count == kernel.count else {
      throw use.mismatch("\(kernel.count) spatial axes", "\(spatial.count)")
    }
    let added = try use.extents(
      "output_padding", axes: kernel.count, default: 0, in: 0...Self.limit)
    let full = spatial.indices.map { axis in
      window.strides[axis] * (spatial[axis] - 1) + added[axis] + window.span(axis)
    }
    let mode = try use.text("auto_pad", default: "NOTSET")
    if let wanted = try window.wantedOutput(use, spatial, mode) {
      for axis in wanted.indices {
        let total = full[axis] - wanted[axis]
        let first = mode == "SAME_UPPER" ? max(0, total) / 2 : max(0, total) - max(0, total) / 2
        window.before[axis] = first
        // What is missing is appended, as `output_padding` does.
        window.behind[axis] = total - first
      }
    } else if mode == "VALID" {
      (window.before, window.behind) = (spatial.map { _ in 0 }, spatial.map { _ in 0 })
    }
    window.output = full.indices.map { full[$0] - window.before[$0] - window.behind[$0] }
    for axis in full.indices {
      window.outputPadding[axis] = added[axis] + max(0, -window.behind[axis])
      window.behind[axis] = max(0, window.behind[axis])
    }
    guard window.output.allSatisfy({ $0 > 0 }) else {
      throw use.mismatch("an input that outgrows the padding", "\(spatial)")
    }
    return window
  }

  private func wantedOutput(
    _ use: OperatorUse, _ spatial: [Int], _ mode: String
  ) throws(InterchangeError) -> [Int]? {
    if let wanted = try use.integers("output_shape"), !wanted.isEmpty {
      let extents = wanted.suffix(spatial.count)
      guard extents.count == spatial.count, extents.allSatisfy({ (1...Self.limit).contains($0) })
      else { throw use.mismatch("\(spatial.count) extents as output_shape", "\(wanted.prefix(8))") }
      return Array(extents)
    }
    guard mode == "SAME_UPPER" || mode == "SAME_LOWER" else { return nil }
    return spatial.indices.map { spatial[$0] * strides[$0] }
  }
}
