package import Tensors

/// Identifies a sample to encode.
package enum SampleReference: Sendable, Equatable {
  /// A sample of the model's gallery.
  case gallery(Int)
  /// A sample of the data set that was opened beside the model.
  case data(Int)
  /// A sample of the map with its known factors, `[height, width, channels]`.
  case mapped(index: Int, sample: Tensor, factors: [Float])
  /// A sample of a set that was compared with normal ones.
  case anomalous(AnomalousSample)
  /// A sample from elsewhere, `[height, width, channels]`, for example a decoded one.
  case measurement(Tensor)
}
