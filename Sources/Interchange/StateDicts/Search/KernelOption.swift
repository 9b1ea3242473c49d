/// One way in which a kernel is usually moved.
struct KernelOption: Sendable, Equatable {
  var window: StepWindow
  /// How often pixels are repeated before it.
  var upsample = 1
  /// The side of the squares that are pooled after it.
  var pool = 1
  /// How rare it is, from 0.
  var cost: Double

  init(
    _ stride: Int, _ padding: Int?, output: Int = 0, isTransposed: Bool, upsample: Int = 1,
    pool: Int = 1, cost: Double
  ) {
    window = StepWindow(
      isTransposed: isTransposed, strides: [stride], padding: padding.map { [$0] },
      outputPadding: [output])
    (self.upsample, self.pool, self.cost) = (upsample, pool, cost)
  }

  /// What is usual for a kernel.
  ///
  /// - Parameters:
  ///   - extent: The side of the kernel.
  ///   - isTransposed: Whether the convolution is.
  ///   - side: Encoder or decoder.
  ///   - isKeras: Whether "same" is padded as in Keras.
  /// - Returns: Ways to move it, in no order.
  static func all(
    extent: Int, isTransposed: Bool, side: LayerRole, isKeras: Bool
  ) -> [KernelOption] {
    if isKeras { return keras(isTransposed: isTransposed, side: side) }
    if isTransposed { return transposed(extent) }
    return side == .encoder ? narrowing(extent) : widening(extent)
  }

  private static func transposed(_ extent: Int) -> [KernelOption] {
    let options: [(stride: Int, padding: Int, output: Int, cost: Double)] =
      switch extent {
      case 1: [(1, 0, 0, 0), (2, 0, 1, 2)]
      case 2: [(2, 0, 0, 0), (1, 0, 0, 3)]
      case 3:
        [
          (2, 1, 1, 0), (1, 1, 0, 0.7), (2, 1, 0, 1.2), (2, 0, 0, 1.8), (1, 0, 0, 1.8),
          (2, 0, 1, 2.5),
        ]
      case 4: [(2, 1, 0, 0), (1, 0, 0, 1), (2, 0, 0, 2.5), (1, 1, 0, 3), (2, 2, 0, 3)]
      case 5:
        [
          (2, 2, 1, 0), (2, 0, 0, 1), (1, 2, 0, 1), (2, 2, 0, 1.5), (1, 0, 0, 1.5), (2, 1, 0, 2),
          (1, 1, 0, 2.5), (2, 1, 1, 2), (2, 0, 1, 2.5), (3, 1, 0, 3),
        ]
      case 6: [(2, 2, 0, 0), (2, 0, 0, 0.5), (1, 0, 0, 2), (2, 1, 0, 2)]
      case 7: [(1, 0, 0, 0.5), (1, 3, 0, 1), (2, 3, 1, 1), (2, 0, 0, 2)]
      case 8: [(4, 2, 0, 0), (2, 3, 0, 0.5), (1, 0, 0, 1)]
      default: [(1, 0, 0, 1), (1, (extent - 1) / 2, 0, 1), (2, (extent - 1) / 2, extent % 2, 1)]
      }
    return options.map {
      KernelOption($0.stride, $0.padding, output: $0.output, isTransposed: true, cost: $0.cost)
    }
  }

  private static func narrowing(_ extent: Int) -> [KernelOption] {
    let same = (extent - 1) / 2
    var options: [(stride: Int, padding: Int, pool: Int, cost: Double)] =
      switch extent {
      case 1: [(1, 0, 1, 0), (1, 0, 2, 1), (2, 0, 1, 1)]
      case 2: [(2, 0, 1, 0), (1, 0, 1, 3), (1, 0, 2, 3)]
      case 4:
        [(2, 1, 1, 0), (1, 0, 1, 1), (2, 0, 1, 1.8), (1, 1, 1, 3), (2, 2, 1, 3), (1, 2, 1, 3)]
      default:
        [
          (2, same, 1, 0), (1, same, 1, 0.7), (1, same, 2, 0.4), (2, 0, 1, 1.3), (1, 0, 1, 1.3),
          (1, 0, 2, 1.3), (2, 1, 1, 1.8),
        ]
      }
    if extent == 3 { options += [(3, 1, 1, 3), (1, 2, 1, 3)] }
    if extent == 5 { options += [(1, 1, 1, 2.5)] }
    if extent == 8 { options += [(4, 2, 1, 0)] }
    return options.map {
      KernelOption($0.stride, $0.padding, isTransposed: false, pool: $0.pool, cost: $0.cost)
    }
  }

  private static func widening(_ extent: Int) -> [KernelOption] {
    let same = (extent - 1) / 2
    return [(1, same, 0.2), (2, same, 0.2), (1, 0, 2.0), (2, 0, 2.0)].map {
      KernelOption(1, $0.1, isTransposed: false, upsample: $0.0, cost: $0.2)
    }
  }

  private static func keras(isTransposed: Bool, side: LayerRole) -> [KernelOption] {
    if isTransposed {
      return [(2, nil, 0.0), (1, nil, 0.3), (2, 0, 1.5), (1, 0, 1.5)].map {
        KernelOption($0.0, $0.1, isTransposed: true, cost: $0.2)
      }
    }
    if side == .decoder {
      return [(1, nil, 0.2), (2, nil, 0.2), (1, 0, 2.0), (2, 0, 2.0)].map {
        KernelOption(1, $0.1, isTransposed: false, upsample: $0.0, cost: $0.2)
      }
    }
    let steps: [(Int, Int?, Int, Double)] = [
      (2, nil, 1, 0), (1, nil, 2, 0.2), (1, nil, 1, 0.3), (2, 0, 1, 1.5), (1, 0, 1, 1.5),
      (1, 0, 2, 1.5),
    ]
    return steps.map {
      KernelOption($0.0, $0.1, isTransposed: false, pool: $0.2, cost: $0.3)
    }
  }
}
