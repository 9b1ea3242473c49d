import Tensors

/// What is applied to every element of a product before it is stored: a bias per channel, then a rectifier.
struct Epilogue {
  /// One addend per channel.
  let bias: UnsafePointer<Float>?
  /// The factor on negative results; `nil` for no rectifier.
  let negativeSlope: Float?

  /// No bias and no rectifier, as for gradients.
  static var none: Epilogue { Epilogue(bias: nil, negativeSlope: nil) }

  /// How channels from `channel` on are stored.
  func store(from channel: Int) -> IndexedProduct.Store {
    .assign(bias: bias.map { $0 + channel }, negativeSlope: negativeSlope)
  }
}
