/// The places of a chain's layers: how each kernel moves, and the shapes before and after.
struct ChainGeometry: Sendable, Equatable {
  /// Of each link; `nil` for layers without a kernel.
  private(set) var options: [KernelOption?] = []
  /// What features are reshaped to before each link.
  private(set) var reshapes: [[Int]?] = []
  /// The extents of the image after the last link; empty for features.
  private(set) var extents: [Int] = []
  /// The sides of the image after each kernel, from the chain's beginning.
  private(set) var sides: [Int] = []
  /// How rare it is, from 0.
  private(set) var cost = 0.0
  private var last: (extents: [Int], option: KernelOption)?

  static func == (first: Self, second: Self) -> Bool {
    first.options == second.options && first.reshapes == second.reshapes
      && first.extents == second.extents
  }

  /// The most geometries that are followed at once.
  private static let beam = 300
  /// The most pixels of an image.
  private static let pixelLimit = 1 << 21

  /// All usual geometries of a chain, the most usual first.
  ///
  /// - Parameters:
  ///   - chain: The layers.
  ///   - side: Encoder or decoder.
  ///   - extents: The image that the chain reads; empty for features.
  ///   - width: The features that it reads.
  ///   - isKeras: Whether padding is that of Keras.
  /// - Returns: At most as many as are followed at once.
  static func all(
    _ chain: LayerChain, side: LayerRole, extents: [Int], width: Int, isKeras: Bool
  ) -> [ChainGeometry] {
    var geometries = [ChainGeometry(extents: extents)]
    var features = width
    for link in chain.links {
      let next = geometries.flatMap {
        $0.following(link, side: side, features: features, isKeras: isKeras)
      }
      geometries = Array(next.sorted { $0.cost < $1.cost }.prefix(beam))
      features = link.outputs
    }
    return geometries
  }

  private init(extents: [Int]) {
    self.extents = extents
    if let side = extents.first { sides = [side] }
  }

  private func following(
    _ link: LayerChain.Link, side: LayerRole, features: Int, isKeras: Bool
  ) -> [ChainGeometry] {
    var starts = [self]
    if let channels = link.reshapedChannels {
      let rank = if case .kernel(_, _, let extents) = link.layer.kind { extents.count } else { 2 }
      starts = Self.images(of: features / channels, rank: rank).map { image, cost in
        var start = self
        start.extents = image
        start.sides = [image[0]]
        start.reshapes.append([channels] + image)
        start.cost += cost
        return start
      }
    } else {
      starts[0].reshapes.append(nil)
    }
    guard case .kernel(_, _, let kernel) = link.layer.kind else {
      return starts.compactMap { $0.passing(link, features: features) }
    }
    let kinds = link.isTransposed.map { [$0] } ?? [true, false]
    return starts.flatMap { start in
      kinds.flatMap { isTransposed in
        KernelOption.all(
          extent: kernel[0], isTransposed: isTransposed, side: side, isKeras: isKeras
        ).compactMap { start.moving($0, kernel: kernel, isAmbiguous: link.isTransposed == nil) }
      }
    }
  }

  /// The geometry with a layer that has no kernel.
  private func passing(_ link: LayerChain.Link, features: Int) -> ChainGeometry? {
    var next = self
    next.options.append(nil)
    guard case .dense(let inputs, _) = link.layer.kind else { return next }
    if !extents.isEmpty {
      guard features * extents.reduce(1, *) == inputs else { return nil }
    }
    next.extents = []
    return next
  }

  private func moving(
    _ option: KernelOption, kernel: [Int], isAmbiguous: Bool
  ) -> ChainGeometry? {
    var next = self
    var option = option
    let isTransposed = option.window.isTransposed == true
    guard extents.count == kernel.count else { return nil }
    for (axis, extent) in kernel.enumerated() {
      let size = extents[axis] * option.upsample
      guard
        let after = option.window.size(
          after: size, axis: axis, extent: extent, isTransposed: isTransposed),
        after / option.pool > 0, after <= 1 << 13
      else { return nil }
      next.extents[axis] = after / option.pool
    }
    guard next.extents.reduce(1, *) <= Self.pixelLimit else { return nil }
    // Kernels of one pixel that are moved over one pixel usually are those that begin and end a generator.
    let isWhole = extents.allSatisfy { $0 == 1 } && isTransposed && kernel[0] >= 3
    var cost =
      isWhole && option.window.padding == [0]
      ? 0.1 * Double(option.window.strides[0] - 1) : option.cost + (isWhole ? 1 : 0)
    if let last, last.extents == kernel, !isWhole {
      let isEqual =
        last.option.window == option.window && last.option.upsample == option.upsample
        && last.option.pool == option.pool
      cost += isEqual ? -0.5 * min(1, option.cost) : 0.6
    }
    next.cost += cost
    if !isWhole { next.last = (kernel, option) }
    if !isAmbiguous { option.window.isTransposed = nil }
    next.options.append(option)
    next.sides.append(next.extents[0])
    return next
  }

  /// The images that so many pixels can be, squares first.
  private static func images(of pixels: Int, rank: Int) -> [([Int], cost: Double)] {
    if rank == 1 { return [([pixels], cost: 0)] }
    var images: [([Int], cost: Double)] = []
    for height in 1...max(1, min(pixels, 4096)) where pixels % height == 0 {
      let width = pixels / height
      let ratio = Double(max(height, width)) / Double(min(height, width))
      if ratio == 1 {
        images.append(([height, width], cost: 0))
      } else if ratio <= 4 {
        images.append(([height, width], cost: 2 + ratio))
      }
    }
    return images
  }
}
