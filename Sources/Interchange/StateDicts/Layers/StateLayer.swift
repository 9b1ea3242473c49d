import Storage

/// A layer of a state dict: the tensors whose names differ only in their last part.
struct StateLayer: Sendable, Equatable {
  /// What the shapes of its tensors say.
  enum Kind: Sendable, Equatable {
    /// Weights `[outputs, inputs]`.
    case dense(inputs: Int, outputs: Int)
    /// Weights `[first, second, extents]`: of a convolution from `second` to `first` channels, or of a transposed one from `first` to `second`.
    case kernel(first: Int, second: Int, extents: [Int])
    /// Batch normalisation, with the statistics of its training.
    case batchNormalization(channels: Int)
    /// Normalisation of a sample by its own statistics.
    case layerNormalization(features: Int)
    /// The slopes of a rectifier that were trained.
    case slopes(count: Int)
    /// Tensors that no layer known here has.
    case other
  }

  /// Which tensor of a layer one is.
  enum Part: String, Sendable {
    case weight, bias
    case runningMean = "running_mean"
    case runningVariance = "running_var"
    /// Weight normalisation: the norm of each row, and the rows.
    case weightNorm = "weight_g"
    case weightDirection = "weight_v"
    /// Spectral normalisation: the weights before it, and the singular vectors.
    case weightBeforeNorm = "weight_orig"
    case leftVector = "weight_u"
    case rightVector = "right_vector"
    /// Counters and the like, which do not take part in the computation.
    case counter
  }

  /// The name, without the part of the tensor.
  let name: String
  /// What it is.
  let kind: Kind
  /// The names of its tensors.
  let tensors: [Part: String]
  /// Whether kernels and dense weights have their axes in the order of Keras.
  let isKeras: Bool

  /// Whether it changes the number of channels or features.
  var isWeighted: Bool {
    switch kind {
    case .dense, .kernel: true
    default: false
    }
  }

  /// Whether it normalises.
  var isNormalization: Bool {
    switch kind {
    case .batchNormalization, .layerNormalization: true
    default: false
    }
  }
}

extension StateLayer {
  /// Whether it is a rectifier that was trained.
  var hasSlopes: Bool { if case .slopes = kind { true } else { false } }
}
