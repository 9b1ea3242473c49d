/// Layers of an encoder or decoder in the order in which they compute.
struct LayerChain: Sendable, Equatable {
  /// A layer with what its shapes say of its place.
  struct Link: Sendable, Equatable {
    let layer: StateLayer
    /// For kernels, whether they are transposed; `nil` where both fit.
    var isTransposed: Bool?
    /// The channels of the image that features become before this layer.
    var reshapedChannels: Int?
    /// Whether an image becomes features before this layer.
    var isFlattening = false
    /// Features, or channels, that it reads and computes.
    var inputs = 0
    var outputs = 0
  }

  let links: [Link]

  /// What a chain must begin and end with.
  struct Ends: Sendable {
    /// The numbers of features that it may read; `nil` for any.
    var start: Int?
    /// Whether the features it reads may be the channels of one pixel.
    var startsAtPixel = false
    /// The numbers of features, or their divisors as channels, that it may end with; `nil` for any.
    var end: Set<Int>?
  }

  /// Features in a row, or an image of unknown size.
  private enum Value: Equatable {
    case beginning
    case features(Int)
    case image(channels: Int)
  }

  private struct Search {
    let side: LayerRole
    let ends: Ends
    var links: [Link] = []
    var steps = 0
    static let stepLimit = 20_000
  }

  /// Finds an order in which all layers fit, as near to the given one as possible.
  ///
  /// - Parameters:
  ///   - layers: The layers in their preferred order.
  ///   - side: `encoder` or `decoder`, which says what kernels with as many outputs as inputs are.
  ///   - ends: How it begins and ends.
  init?(_ layers: [StateLayer], side: LayerRole, ends: Ends) {
    guard layers.count <= 256 else { return nil }
    var search = Search(side: side, ends: ends)
    let start = ends.start.map { Value.features($0) } ?? .beginning
    guard Self.extend(&search, layers, start) else { return nil }
    links = search.links
  }

  private static func extend(_ search: inout Search, _ rest: [StateLayer], _ value: Value) -> Bool {
    if rest.isEmpty { return allowsEnd(search, value) }
    for index in rest.indices {
      search.steps += 1
      guard search.steps < Search.stepLimit else { return false }
      let layer = rest[index]
      // Equal layers are interchangeable by shape: only the first of them is tried.
      guard let (link, next) = link(layer, after: value, search) else { continue }
      var remaining = rest
      remaining.remove(at: index)
      search.links.append(link)
      if extend(&search, remaining, next) { return true }
      search.links.removeLast()
    }
    return false
  }

  private static func allowsEnd(_ search: Search, _ value: Value) -> Bool {
    guard let end = search.ends.end else { return true }
    return switch value {
    case .beginning: false
    case .features(let count): end.contains(count)
    case .image(let channels): end.contains { $0 % channels == 0 }
    }
  }

  /// The link of a layer after a value and the value after it, `nil` where it does not fit.
  private static func link(
    _ layer: StateLayer, after value: Value, _ search: Search
  ) -> (Link, Value)? {
    switch layer.kind {
    case .dense(let inputs, let outputs): dense(layer, inputs, outputs, value, search)
    case .kernel(let first, let second, _): kernel(layer, first, second, value, search)
    case .batchNormalization(let count), .layerNormalization(let count):
      normalization(layer, count, value, search)
    case .slopes(let count):
      switch value {
      case .features(let width), .image(let width):
        count == 1 || count == width
          ? (Link(layer: layer, inputs: width, outputs: width), value) : nil
      case .beginning: nil
      }
    case .other: nil
    }
  }

  private static func dense(
    _ layer: StateLayer, _ inputs: Int, _ outputs: Int, _ value: Value, _ search: Search
  ) -> (Link, Value)? {
    let link = Link(layer: layer, inputs: inputs, outputs: outputs)
    switch value {
    case .beginning: return (link, .features(outputs))
    case .features(let count): return count == inputs ? (link, .features(outputs)) : nil
    case .image(let channels):
      guard search.side == .encoder, inputs % channels == 0 else { return nil }
      var flattening = link
      flattening.isFlattening = true
      return (flattening, .features(outputs))
    }
  }

  private static func kernel(
    _ layer: StateLayer, _ first: Int, _ second: Int, _ value: Value, _ search: Search
  ) -> (Link, Value)? {
    var link = Link(layer: layer)
    switch value {
    case .beginning where search.side == .encoder:
      link.isTransposed = false
    case .beginning:
      link.isTransposed = true
      link.reshapedChannels = first
    case .image(let channels):
      guard channels == first || channels == second else { return nil }
      link.isTransposed =
        search.side == .encoder ? false : first == second ? nil : channels == first
      if search.side == .encoder, channels != second { return nil }
    case .features(let count):
      guard search.side == .decoder else { return nil }
      let isTransposed = count % first == 0
      guard isTransposed || count % second == 0 else { return nil }
      link.isTransposed = first == second ? nil : isTransposed
      link.reshapedChannels = isTransposed ? first : second
    }
    let isConvolution = link.isTransposed == false
    (link.inputs, link.outputs) = isConvolution ? (second, first) : (first, second)
    return (link, .image(channels: link.outputs))
  }

  private static func normalization(
    _ layer: StateLayer, _ count: Int, _ value: Value, _ search: Search
  ) -> (Link, Value)? {
    guard search.links.last?.layer.isNormalization != true else { return nil }
    let link = Link(layer: layer, inputs: count, outputs: count)
    switch value {
    case .features(let width) where search.side == .decoder && width > count:
      guard width % count == 0 else { return nil }
      var reshaping = link
      reshaping.reshapedChannels = count
      return (reshaping, .image(channels: count))
    case .features(let width), .image(let width): return width == count ? (link, value) : nil
    case .beginning: return nil
    }
  }
}
