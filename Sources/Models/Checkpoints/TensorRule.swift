import Datasets
import Tensors

/// A condition on every element of a tensor of a checkpoint.
struct TensorRule: Sendable {
  /// The condition in words, for errors.
  let expected: String
  private let range: ClosedRange<Float>

  private init(_ expected: String, _ range: ClosedRange<Float>) {
    self.expected = expected
    self.range = range
  }

  private static let largest = Float.greatestFiniteMagnitude

  static let finite = TensorRule("a finite number", -largest...largest)
  static let notNegative = TensorRule("a non-negative finite number", 0...largest)
  /// The mean of terms that cancel may round to slightly below zero.
  static let divergence = TensorRule("a non-negative finite number", -1e-3...largest)
  static let correlation = TensorRule("a correlation from -1 to 1", -1.0001...1.0001)
  static let share = TensorRule("a fraction from 0 to 1", -1e-6...1.0001)

  /// The samples that a pixel map accepts.
  static func samples(of mode: PixelMode) -> TensorRule {
    switch mode {
    case .asinh, .paper, .identity: finite
    case .poisson, .anscombe: notNegative
    case .binary: TensorRule(mode.domain.expected, 0...1)
    }
  }

  /// Whether an element satisfies the rule; NaN never does.
  func allows(_ element: Float) -> Bool { range.contains(element) }

  /// The first element that breaks the rule, as its index along every axis.
  func violation(in tensor: Tensor) -> (index: [Int], value: Float)? {
    let isKept = tensor.elements.withUnsafeBufferPointer { elements in
      var extremes = FloatExtremes()
      return extremes.include(elements)
        && (elements.isEmpty || range.contains(extremes.lower) && range.contains(extremes.upper))
    }
    guard !isKept, let position = tensor.elements.firstIndex(where: { !range.contains($0) })
    else { return nil }
    return (Self.index(of: position, in: tensor.shape), tensor.elements[position])
  }

  private static func index(of position: Int, in shape: [Int]) -> [Int] {
    var rest = position
    var index: [Int] = []
    for extent in shape.reversed() {
      index.append(rest % extent)
      rest /= extent
    }
    return index.reversed()
  }
}

extension LatentStatistics {
  /// The first latent whose histogram cannot be that of its aggregate posterior, with the expected and the
  /// found sum.
  ///
  /// What lies outside the range is in no bin, so the sum may be below 1, but not by more than Chebyshev's
  /// inequality allows for the stored mean and variance.
  var impossibleHistogram: (latent: Int, expected: ClosedRange<Double>, found: Double)? {
    for latent in mean.indices {
      let sum = histogram.row(latent).reduce(0.0) { $0 + Double($1) }
      let variance =
        Double(deviation[latent]) * Double(deviation[latent]) + Double(posteriorVariance[latent])
      let (center, range) = (Double(mean[latent]), ranges[latent])
      let distance = min(
        Double(range.upperBound) - center, center - Double(range.lowerBound))
      let outside = distance > 0 ? min(1, variance / (distance * distance)) : 1
      let expected = 1 - outside - 1e-3...1 + 1e-3
      if !expected.contains(sum) { return (latent, expected, sum) }
    }
    return nil
  }
}
