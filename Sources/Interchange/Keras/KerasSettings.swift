import Storage

extension KerasGraphBuilder {
  /// A whole number among the settings of the current layer.
  func integer(_ key: String, default fallback: Int? = nil) throws(KerasLayerError) -> Int {
    guard let value = layer.config[key] else {
      guard let fallback else { throw .mismatch(expected: "a setting \(key)", found: "none") }
      return fallback
    }
    guard let number = value.integer, abs(number) <= KerasConfiguration.sizeLimit else {
      throw .mismatch(
        expected: "a whole \(key) up to \(KerasConfiguration.sizeLimit)", found: "another value")
    }
    return number
  }

  /// As many positive numbers as there are axes, or one for all of them.
  func extents(
    _ key: String, axes: Int, default fallback: [Int]? = nil
  ) throws(KerasLayerError) -> [Int] {
    guard let value = layer.config[key] else {
      guard let fallback else { throw .mismatch(expected: "a setting \(key)", found: "none") }
      return fallback
    }
    let numbers =
      value.integer.map { [Int](repeating: $0, count: axes) } ?? value.list?.compactMap(\.integer)
    guard let numbers, numbers.count == axes,
      numbers.allSatisfy({ (1...KerasConfiguration.sizeLimit).contains($0) })
    else { throw .mismatch(expected: "\(axes) positive numbers as \(key)", found: "others") }
    return numbers
  }

  /// A number among the settings of the current layer, under one of several names.
  func real(_ keys: String..., default fallback: Double) -> Float {
    for key in keys {
      if let number = layer.config[key]?.number { return Float(number) }
    }
    return Float(fallback)
  }

  func flag(_ key: String, default fallback: Bool) -> Bool {
    layer.config[key]?.truth ?? fallback
  }

  func text(_ key: String, default fallback: String) -> String {
    layer.config[key]?.text ?? fallback
  }

  /// Whether the channels of pictures come before the pixels.
  func isChannelsFirst() throws(KerasLayerError) -> Bool {
    switch text("data_format", default: "channels_last") {
    case "channels_last": return false
    case "channels_first": return true
    case let other: throw .unsupported("the data format \(other)")
    }
  }

  /// The only value that the layer is called with.
  func single(_ arguments: [KerasArgument]) throws(KerasLayerError) -> KerasValue {
    let values = values(arguments)
    guard let first = values.first else {
      throw .mismatch(expected: "one input", found: "none")
    }
    return first
  }

  func values(_ arguments: [KerasArgument]) -> [KerasValue] {
    arguments.compactMap { if case .value(let value) = $0 { value } else { nil } }
  }

  func shape(
    _ value: KerasValue, rank: Int? = nil
  ) throws(KerasLayerError) -> [Int] {
    guard let shape = value.shape else { throw .unknownExtents }
    guard rank == nil || rank == shape.count else {
      throw .mismatch(expected: "an input of \(rank ?? 0) axes and the batch", found: "\(shape)")
    }
    return shape
  }

  /// The axis of a sample that a setting means, counted without the batch; from the end where it is negative.
  func axis(_ number: Int, of shape: [Int]) throws(KerasLayerError) -> Int {
    let axis = number < 0 ? shape.count + number : number - 1
    guard shape.indices.contains(axis) else {
      throw .mismatch(expected: "an axis of \(shape) or the batch before it", found: "\(number)")
    }
    return axis
  }
}
