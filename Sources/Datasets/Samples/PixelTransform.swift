import Platform

/// How the elements of a sample become the numbers that a network reads and writes.
package enum PixelMode: String, Codable, Sendable, CaseIterable {
  /// `asinh(x / softening) / asinh(maximum / softening)`, Gaussian likelihood on the same scale.
  case asinh
  /// Input as ``asinh``; the decoder writes the logarithm of the expected count, Poisson likelihood.
  case poisson
  /// `(y - y(minimum)) / (y(maximum) - y(minimum))` with `y = sqrt(x + 3/8)`, Gaussian likelihood on the same
  /// scale: Poisson noise of any expectation above a few counts has the variance 1/4 in `y` (Anscombe 1948).
  case anscombe
  /// `(x - minimum) / (maximum - minimum)` over the whole data set, squared error of logarithms.
  case paper
  /// The elements unchanged.
  case identity
  /// Zeros and ones unchanged; the decoder writes logits, Bernoulli likelihood, and decoded elements are
  /// probabilities of a one.
  case binary
}

/// The transform between the elements of a sample and the numbers inside a network, with its constants.
package struct PixelTransform: Codable, Sendable, Equatable {
  /// The form of the transform.
  package var mode: PixelMode
  /// The smallest element of the training data.
  package var minimum: Float
  /// The largest element of the training data.
  package var maximum: Float
  /// The element value at which `asinh` turns from linear to logarithmic.
  package var softening: Float

  /// Creates a transform from its constants.
  package init(mode: PixelMode, minimum: Float = 0, maximum: Float = 1, softening: Float = 5) {
    self.mode = mode
    self.minimum = minimum
    self.maximum = maximum
    self.softening = softening
  }

  /// The encoder input of a sample element.
  package func networkInput(_ element: Float) -> Float {
    switch mode {
    case .asinh, .poisson: asinhf(element / softening) / asinhf(maximum / softening)
    case .anscombe: (SquareRootScale.root(element) - squareRoots.zero) / squareRoots.span
    case .paper: (element - minimum) / (maximum - minimum)
    case .identity, .binary: element
    }
  }

  /// The target of the decoder's output in the likelihood.
  package func target(_ element: Float) -> Float {
    mode == .poisson ? element : networkInput(element)
  }

  /// The sample element of a decoder output, in the unit of the data.
  package func element(decoded output: Float) -> Float {
    switch mode {
    case .asinh: softening * sinhf(output * asinhf(maximum / softening))
    case .poisson: expf(output)
    case .anscombe: SquareRootScale.expectation(squareRoots.zero + output * squareRoots.span)
    case .paper: minimum + output * (maximum - minimum)
    case .identity: output
    case .binary: 1 / (1 + expf(-output))
    }
  }

  /// The variance on the scale of the network of a variance that a recipe gives.
  ///
  /// - Parameter variance: In squared units of the network's output; with ``PixelMode/anscombe`` in those of
  ///   `sqrt(x + 3/8)`, so that 1/4 is the noise of counts whatever the largest of them is.
  /// - Returns: The variance in squared units of the network's output.
  package func networkVariance(_ variance: Double) -> Double {
    guard mode == .anscombe else { return variance }
    let span = Double(squareRoots.span)
    return variance / (span * span)
  }

  /// The variance of `sqrt(x + 3/8)` for counts `x` (Anscombe 1948).
  package static let rootVariance = 0.25

  /// The linear map of `sqrt(x + 3/8)` to 0...1.
  var squareRoots: SquareRootScale { SquareRootScale(minimum: minimum, maximum: maximum) }
}
