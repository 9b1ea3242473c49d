/// A picture, curve or volume with the channels before the places, as the operators want it.
struct ChannelsFirst {
  let name: String
  let channels: Int
  /// The extents of the places: height and width of a picture.
  let places: [Int]
}

extension KerasGraphBuilder {
  /// Moves the channels to the front where they are behind.
  mutating func channelsFirst(
    _ input: KerasValue, axes: Int
  ) throws(KerasLayerError) -> ChannelsFirst {
    let shape = try shape(input, rank: axes + 1)
    if try isChannelsFirst() {
      return ChannelsFirst(name: input.name, channels: shape[0], places: Array(shape.dropFirst()))
    }
    let order = [0, axes + 1] + Array(1...axes)
    let name = add("Transpose", [input.name], ["perm": .integers(order)])
    return ChannelsFirst(name: name, channels: shape[axes], places: Array(shape.prefix(axes)))
  }

  /// Moves the channels to where the layer has them.
  mutating func restored(_ picture: ChannelsFirst) throws(KerasLayerError) -> KerasValue {
    let axes = picture.places.count
    if try isChannelsFirst() {
      return try value(picture.name, [picture.channels] + picture.places)
    }
    let order = [0] + Array(2..<axes + 2) + [1]
    let name = add("Transpose", [picture.name], ["perm": .integers(order)])
    return try value(name, picture.places + [picture.channels])
  }
}

/// How a window moves along one axis, as Keras and TensorFlow count it.
struct KerasWindow {
  let size: Int
  let stride: Int
  let dilation: Int
  let isSame: Bool

  /// The extent of a dilated window.
  var reach: Int { (size - 1) * dilation + 1 }

  /// The extent of the result, and the padding before and behind; of an odd number the larger part is behind.
  func convolved(_ extent: Int) -> (extent: Int, before: Int, behind: Int) {
    guard isSame else { return ((extent - reach) / stride + 1, 0, 0) }
    let result = (extent + stride - 1) / stride
    let padding = max(0, (result - 1) * stride + reach - extent)
    return (result, padding / 2, padding - padding / 2)
  }

  /// The extent of the transposed result, what is cut before and behind, and what is added behind.
  func transposed(
    _ extent: Int, outputPadding: Int?
  ) -> (extent: Int, before: Int, behind: Int, added: Int) {
    let whole = (extent - 1) * stride + reach
    let result =
      if let outputPadding { whole + outputPadding - (isSame ? 2 * (size / 2) : 0) } else {
        extent * stride + (isSame ? 0 : max(reach - stride, 0))
      }
    let cut = isSame ? max(0, whole - result) : 0
    return (result, cut / 2, cut - cut / 2, result - (whole - cut))
  }
}

extension KerasGraphBuilder {
  /// The windows along all axes of a layer.
  func windows(
    _ sizeKey: String, axes: Int, defaultStrides: [Int]? = nil
  ) throws(KerasLayerError) -> [KerasWindow] {
    let sizes = try extents(sizeKey, axes: axes)
    let ones = [Int](repeating: 1, count: axes)
    let strides = try extents("strides", axes: axes, default: defaultStrides ?? ones)
    let dilations = try extents("dilation_rate", axes: axes, default: ones)
    let padding = text("padding", default: "valid")
    guard ["valid", "same"].contains(padding) else { throw .unsupported("the padding \(padding)") }
    return (0..<axes).map {
      KerasWindow(
        size: sizes[$0], stride: strides[$0], dilation: dilations[$0], isSame: padding == "same")
    }
  }

  /// The extents of what windows compute, and the padding for all axes, before and behind.
  func convolved(
    _ places: [Int], _ windows: [KerasWindow]
  ) throws(KerasLayerError) -> (places: [Int], pads: [Int]) {
    let results = zip(places, windows).map { $1.convolved($0) }
    guard zip(places, windows).allSatisfy({ $1.isSame || $1.reach <= $0 }) else {
      throw .mismatch(
        expected: "windows of at most \(places)", found: "\(windows.map(\.reach))")
    }
    return (results.map(\.extent), results.map(\.before) + results.map(\.behind))
  }
}
