/// One step of an encoder or decoder, a line of its list in a sidecar.
package enum SidecarStep: Sendable, Hashable {
  /// A layer of the file.
  case layer(LayerStep)
  /// Channels, height and width of a vector's elements; or channels and length.
  case reshape([Int])
  /// All elements in a row.
  case flatten
  /// Every pixel repeated in both directions.
  case upsample(Int)
  /// The largest of squares of so many pixels.
  case pool(Int)
  /// The mean of squares of so many pixels.
  case averagePool(Int)
  /// The mean of each channel.
  case globalPool
  /// A condition's one-hot vector after the elements.
  case concatenate(String)
  /// A function alone.
  case activation(StepActivation)

  /// A layer, how its kernel moves, and the function after it.
  package struct LayerStep: Sendable, Hashable {
    /// The name in the file.
    var name: String
    /// How the kernel moves, where there is one.
    var window = StepWindow()
    /// The function of its result.
    var activation = StepActivation.none
  }

  /// The function of the step, where it has one.
  var activation: StepActivation? {
    get {
      switch self {
      case .layer(let layer): layer.activation
      case .activation(let function): function
      default: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .layer(var layer):
        layer.activation = newValue
        self = .layer(layer)
      case .activation: self = .activation(newValue)
      default: break
      }
    }
  }
}

/// How a kernel moves over an image.
struct StepWindow: Sendable, Hashable {
  /// Whether the convolution is transposed; `nil` where the channels say it.
  var isTransposed: Bool?
  /// The stride along every axis.
  var strides: [Int] = [1]
  /// The padding along every axis; `nil` for as much as Keras calls "same".
  var padding: [Int]? = [0]
  /// The rows and columns that a transposed convolution has more.
  var outputPadding: [Int] = [0]
  /// The distance of the kernel's elements.
  var dilations: [Int] = [1]

  /// The size along one axis after the kernel, `nil` where it does not fit.
  func size(after size: Int, axis: Int, extent: Int, isTransposed: Bool) -> Int? {
    let stride = Self.at(axis, strides)
    let (begin, end) = margins(size, axis: axis, extent: extent, isTransposed: isTransposed)
    let reach = (extent - 1) * Self.at(axis, dilations) + 1
    guard size > 0, stride > 0, size < 1 << 20, stride < 1 << 20 else { return nil }
    let result: Int
    if isTransposed {
      result = (size - 1) * stride + reach - begin - end + Self.at(axis, outputPadding)
    } else {
      guard size + begin + end >= reach else { return nil }
      result = (size + begin + end - reach) / stride + 1
    }
    return result > 0 && result < 1 << 20 ? result : nil
  }

  /// The padding before and after an axis.
  func margins(_ size: Int, axis: Int, extent: Int, isTransposed: Bool) -> (begin: Int, end: Int) {
    if let padding { return (Self.at(axis, padding), Self.at(axis, padding)) }
    let stride = max(1, Self.at(axis, strides))
    let total =
      isTransposed
      ? max(0, extent - stride)
      : max(0, ((size + stride - 1) / stride - 1) * stride + extent - size)
    return (total / 2, total - total / 2)
  }

  /// The value of an axis; a list of one counts for all.
  static func at(_ axis: Int, _ values: [Int]) -> Int {
    values.indices.contains(axis) ? values[axis] : values.last ?? 0
  }
}
