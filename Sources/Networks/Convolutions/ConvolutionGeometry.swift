/// The shape of a convolution; a dense layer is the case of one pixel and a 1x1 kernel.
///
/// Activations are `[rows, height, width, channels]`, weights `[kernel height, kernel width, input channels
/// of a group, output channels]`. The transposed convolution is the adjoint of this map and uses the same
/// geometry with input and output exchanged.
package struct ConvolutionGeometry: Sendable, Equatable {
  /// Height, width and channels of one input sample.
  package let input: [Int]
  /// The number of output channels.
  package let outputChannels: Int
  /// Height and width of the kernel.
  package let kernel: [Int]
  /// The distances between neighbouring kernel positions, down and across.
  package let strides: [Int]
  /// The zeros around the input: top, left, bottom, right.
  package let padding: [Int]

  /// The distances between neighbouring elements of the kernel, down and across.
  package let dilations: [Int]
  /// The number of groups of channels that do not mix.
  package let groups: Int
  /// Height, width and channels of one output sample; an extent below one means the kernel does not fit.
  package let output: [Int]

  /// Creates a geometry.
  package init(
    input: [Int], outputChannels: Int, kernel: [Int], strides: [Int] = [1, 1],
    padding: [Int] = [0, 0, 0, 0], dilations: [Int] = [1, 1], groups: Int = 1
  ) {
    precondition(
      input.count == 3 && kernel.count == 2 && strides.count == 2 && padding.count == 4
        && dilations.count == 2
        && (input + kernel + strides + dilations + [outputChannels, groups]).allSatisfy { $0 > 0 }
        && padding.allSatisfy { $0 >= 0 } && input[2] % groups == 0 && outputChannels % groups == 0,
      "ConvolutionGeometry: input \(input), \(outputChannels) channels, kernel \(kernel), "
        + "strides \(strides), padding \(padding), dilations \(dilations), \(groups) groups")
    self.input = input
    self.outputChannels = outputChannels
    self.kernel = kernel
    self.strides = strides
    self.padding = padding
    self.dilations = dilations
    self.groups = groups
    let extents = (0..<2).map { axis in
      let span =
        input[axis] + padding[axis] + padding[axis + 2] - dilations[axis] * (kernel[axis] - 1) - 1
      return span < 0 ? 0 : span / strides[axis] + 1
    }
    output = extents + [outputChannels]
  }

  /// The number of input channels in a group.
  package var groupInputs: Int { input[2] / groups }

  /// The number of output channels in a group.
  package var groupOutputs: Int { outputChannels / groups }

  /// The number of weights.
  package var weightCount: Int { kernel[0] * kernel[1] * groupInputs * outputChannels }

  /// The number of multiply-adds per sample of one of the three products: forward, input gradient, weight
  /// gradient.
  package var productCount: Int { output[0] * output[1] * weightCount }

  /// Height, width and channels of one input sample with its padding.
  private var paddedInput: [Int] {
    [input[0] + padding[0] + padding[2], input[1] + padding[1] + padding[3], input[2]]
  }

  /// The elements of one input sample with its padding.
  var paddedInputCount: Int { paddedInput.reduce(1, *) }

  /// Checks that the weights, the padded image and the adjoint's working memory stay within
  /// ``NetworkLimits``.
  ///
  /// - Parameter layer: The layer's name, for the error.
  /// - Throws: ``NetworkError/shapeMismatch(layer:expected:found:)`` when they do not.
  func checkLimits(layer: String) throws(NetworkError) {
    let shapes = [kernel + [groupInputs, outputChannels], paddedInput, Adjoint.scratchShape(self)]
    for shape in shapes {
      guard NetworkLimits.allows(shape) else {
        throw .shapeMismatch(
          layer: layer,
          expected: "\(NetworkLimits.allowedShapes) in weights and padded images", found: [shape])
      }
    }
  }
}
