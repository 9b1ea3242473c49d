import Storage

extension KerasLayerKinds {
  static let pictures: [String: Kind] = [
    "UpSampling1D": { (builder, arguments) throws(KerasLayerError) in
      try builder.enlarged(builder.single(arguments), axes: 1)
    },
    "UpSampling2D": { (builder, arguments) throws(KerasLayerError) in
      try builder.enlarged(builder.single(arguments), axes: 2)
    },
    "ZeroPadding1D": { (builder, arguments) throws(KerasLayerError) in
      try builder.padded(builder.single(arguments), axes: 1)
    },
    "ZeroPadding2D": { (builder, arguments) throws(KerasLayerError) in
      try builder.padded(builder.single(arguments), axes: 2)
    },
    "Cropping1D": { (builder, arguments) throws(KerasLayerError) in
      try builder.cropped(builder.single(arguments), axes: 1)
    },
    "Cropping2D": { (builder, arguments) throws(KerasLayerError) in
      try builder.cropped(builder.single(arguments), axes: 2)
    },
  ]
}

extension KerasGraphBuilder {
  fileprivate mutating func enlarged(
    _ input: KerasValue, axes: Int
  ) throws(KerasLayerError) -> KerasValue {
    let picture = try channelsFirst(input, axes: axes)
    let factors = try extents("size", axes: axes, default: [Int](repeating: 2, count: axes))
    let scales = constant(
      "scales", [axes + 2], numbers: [1, 1] + factors.map { Float($0) })
    let name = add("Resize", [picture.name, "", scales], try interpolation())
    let places = zip(picture.places, factors).map { $0 * $1 }
    return try restored(ChannelsFirst(name: name, channels: picture.channels, places: places))
  }

  private func interpolation() throws(KerasLayerError) -> [String: OperatorGraph.Attribute] {
    switch text("interpolation", default: "nearest") {
    case "nearest":
      return [
        "mode": .text("nearest"), "nearest_mode": .text("floor"),
        "coordinate_transformation_mode": .text("asymmetric"),
      ]
    case "bilinear":
      return ["mode": .text("linear"), "coordinate_transformation_mode": .text("half_pixel")]
    case let other: throw .unsupported("the interpolation \(other)")
    }
  }

  /// What is added or cut before and behind every axis: one number for all, one for each, or two for each.
  private func margins(
    _ key: String, axes: Int
  ) throws(KerasLayerError) -> [(before: Int, behind: Int)] {
    let fault = KerasLayerError.mismatch(
      expected: "numbers for \(axes) axes as \(key)", found: "others")
    guard let setting = layer.config[key] else { throw fault }
    let pairs: [[Int]] =
      if let all = setting.integer {
        [[Int]](repeating: [all, all], count: axes)
      } else if axes == 1 {
        [(setting.list ?? []).compactMap(\.integer)]
      } else {
        (setting.list ?? []).map { Self.pair($0) }
      }
    guard pairs.count == axes,
      pairs.allSatisfy({
        $0.count == 2 && $0.allSatisfy { (0...KerasConfiguration.sizeLimit).contains($0) }
      })
    else { throw fault }
    return pairs.map { ($0[0], $0[1]) }
  }

  private static func pair(_ setting: JSONValue) -> [Int] {
    setting.integer.map { [$0, $0] } ?? (setting.list ?? []).compactMap(\.integer)
  }

  fileprivate mutating func padded(
    _ input: KerasValue, axes: Int
  ) throws(KerasLayerError) -> KerasValue {
    let picture = try channelsFirst(input, axes: axes)
    let margins = try margins("padding", axes: axes)
    let pads = [0, 0] + margins.map(\.before) + [0, 0] + margins.map(\.behind)
    let name = add(
      "Pad", [picture.name, integers("pads", pads)], ["mode": .text("constant")])
    let places = zip(picture.places, margins).map { $0 + $1.before + $1.behind }
    return try restored(ChannelsFirst(name: name, channels: picture.channels, places: places))
  }

  fileprivate mutating func cropped(
    _ input: KerasValue, axes: Int
  ) throws(KerasLayerError) -> KerasValue {
    let picture = try channelsFirst(input, axes: axes)
    let margins = try margins("cropping", axes: axes)
    let ends = zip(picture.places, margins).map { $0 - $1.behind }
    let inputs = [
      picture.name, integers("starts", margins.map(\.before)), integers("ends", ends),
      integers("axes", Array(2..<axes + 2)),
    ]
    let places = zip(ends, margins).map { $0 - $1.before }
    return try restored(
      ChannelsFirst(name: add("Slice", inputs), channels: picture.channels, places: places))
  }
}
