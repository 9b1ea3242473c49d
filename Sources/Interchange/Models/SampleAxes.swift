/// How the axes of a foreign model's samples are those of a sample of this program, `[height, width, channels]`.
package enum SampleAxes: Sendable, Equatable {
  /// `[channels, height, width]`, as in PyTorch.
  case channelsFirst
  /// `[height, width, channels]`, as in Keras.
  case channelsLast
  /// `[height, width]` of one channel.
  case plane
  /// `[features]`, a table's row or a curve: `[1, features, 1]` here.
  case vector
  /// `[pixels]`, a picture whose pixels stand in a row; `shape` is `[height, width, channels]`.
  case flat(shape: [Int], channelsFirst: Bool)

  /// Height, width and channels of a sample.
  ///
  /// - Parameter extents: The extents of one sample in the foreign model, without the batch.
  /// - Returns: `[height, width, channels]`; `nil` where the extents are not those of such axes.
  package func shape(of extents: [Int]) -> [Int]? {
    switch self {
    case .channelsFirst: extents.count == 3 ? [extents[1], extents[2], extents[0]] : nil
    case .channelsLast: extents.count == 3 ? extents : nil
    case .plane: extents.count == 2 ? extents + [1] : nil
    case .vector: extents.count == 1 ? [1, extents[0], 1] : nil
    case .flat(let shape, _): extents == [shape.reduce(1, *)] ? shape : nil
    }
  }

  /// The extents of one sample in the foreign model, without the batch.
  ///
  /// - Parameter shape: `[height, width, channels]`, of a sample that has such axes.
  /// - Returns: The inverse of ``shape(of:)``.
  package func extents(of shape: [Int]) -> [Int] {
    switch self {
    case .channelsFirst: [shape[2], shape[0], shape[1]]
    case .channelsLast: shape
    case .plane: [shape[0], shape[1]]
    case .vector, .flat: [shape.reduce(1, *)]
    }
  }
}
