import Tensors

/// Normalizes groups of channels over all pixels.
struct GroupNormalizationKernel: DifferentiableKernel {
  private let pixels: Int
  private let channels: Int
  private let groupChannels: Int
  private let epsilon: Double

  init(pixels: Int, channels: Int, groups: Int, epsilon: Float) {
    self.pixels = pixels
    self.channels = channels
    groupChannels = channels / groups
    self.epsilon = Double(epsilon)
  }

  static func memory(channels: Int) -> KernelMemory {
    KernelMemory(shared: 0, scratch: 2 * wholeVectors(channels))
  }

  /// The mean of every channel's group, and the inverse of its standard deviation.
  var scratchCount: Int { 2 * wholeVectors(channels) }

  /// The addends are stored behind the factors, at the next multiple of a vector.
  private var shiftOffset: Int { wholeVectors(channels) }

  var sharedWork: Int { 4 * pixels * channels }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    let (means, inverses) = (pass.scratch, pass.scratch + wholeVectors(channels))
    for row in share.range(in: pass.rows) {
      let x = pass.input() + row * pixels * channels
      findMoments(x, means, inverses)
      for pixel in 0..<pixels {
        let start = pixel * channels
        storeVectors(channels, to: pass.output + (row * pixels * channels + start)) {
          let normalized =
            (loadVector(x + (start + $0)) - loadVector(means + $0)) * loadVector(inverses + $0)
          return loadVector(pass.parameters + shiftOffset + $0)
            .addingProduct(loadVector(pass.parameters + $0), normalized)
        }
      }
    }
  }

  /// Computes the moments of one sample.
  private func findMoments(
    _ x: UnsafePointer<Float>, _ means: UnsafeMutablePointer<Float>,
    _ inverses: UnsafeMutablePointer<Float>
  ) {
    let count = Double(pixels * groupChannels)
    sumChannels(into: means) { loadVector(x + ($0 * channels + $1)) }
    spread(means) { Float($0 / count) }
    sumChannels(into: inverses) {
      let deviation = loadVector(x + ($0 * channels + $1)) - loadVector(means + $1)
      return deviation * deviation
    }
    spread(inverses) { Float(1 / ($0 / count + epsilon).squareRoot()) }
  }

  /// Sums sixteen channels at a time over all pixels.
  @inline(__always)
  private func sumChannels(
    into target: UnsafeMutablePointer<Float>, _ body: (_ pixel: Int, _ channel: Int) -> Vector
  ) {
    for channel in stride(from: 0, to: channels, by: Vector.scalarCount) {
      let total = sums(pixels) { body($0, channel) }
      storeSpilling(Vector(total), target + channel, remaining: channels - channel)
    }
  }

  /// Replaces the numbers of a group's channels by a function of their sum.
  private func spread(_ values: UnsafeMutablePointer<Float>, _ body: (Double) -> Float) {
    for first in stride(from: 0, to: channels, by: groupChannels) {
      var sum = 0.0
      for channel in first..<first + groupChannels { sum += Double(values[channel]) }
      (values + first).update(repeating: body(sum), count: groupChannels)
    }
  }

  func backward(_ pass: LayerPass) {
    let (scale, shift) = (pass.parameterGradient, pass.parameterGradient + shiftOffset)
    scale.update(repeating: 0, count: channels)
    shift.update(repeating: 0, count: channels)
    let (means, inverses) = (pass.scratch, pass.scratch + wholeVectors(channels))
    for row in 0..<pass.rows {
      let start = row * pixels * channels
      let (x, g) = (pass.input() + start, pass.outputGradient + start)
      findMoments(x, means, inverses)
      for place in 0..<pixels * channels {
        let channel = place % channels
        scale[channel] += g[place] * (x[place] - means[channel]) * inverses[channel]
        shift[channel] += g[place]
      }
      guard let target = pass.inputGradient() else { continue }
      for first in stride(from: 0, to: channels, by: groupChannels) {
        backpropagate(
          x, g, scale: pass.parameters, channels: first..<first + groupChannels, means[first],
          inverses[first], into: target + start)
      }
    }
  }

  private func backpropagate(
    _ x: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>, scale: UnsafePointer<Float>,
    channels group: Range<Int>, _ mean: Float, _ inverse: Float,
    into target: UnsafeMutablePointer<Float>
  ) {
    var (total, product) = (0.0, 0.0)
    for pixel in 0..<pixels {
      for channel in group {
        let place = pixel * channels + channel
        let g = Double(gradient[place] * scale[channel])
        total += g
        product += g * Double((x[place] - mean) * inverse)
      }
    }
    let count = Double(pixels * group.count)
    let (meanGradient, meanProduct) = (Float(total / count), Float(product / count))
    for pixel in 0..<pixels {
      for channel in group {
        let place = pixel * channels + channel
        let normalized = (x[place] - mean) * inverse
        target[place] =
          inverse * (gradient[place] * scale[channel] - meanGradient - normalized * meanProduct)
      }
    }
  }
}
