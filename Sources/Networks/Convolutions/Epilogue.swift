import Tensors

/// What is done to every element of a product before it is stored: a bias per channel, then a rectifier.
struct Epilogue {
  /// One addend per channel.
  let bias: UnsafePointer<Float>?
  /// The factor on negative results; `nil` leaves them.
  let negativeSlope: Float?

  /// Nothing is done, as for gradients.
  static var none: Epilogue { Epilogue(bias: nil, negativeSlope: nil) }

  /// How channels from `channel` on are stored.
  func store(from channel: Int) -> IndexedProduct.Store {
    .assign(bias: bias.map { $0 + channel }, negativeSlope: negativeSlope)
  }
}
