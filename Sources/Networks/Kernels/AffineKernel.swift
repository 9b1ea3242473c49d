import Tensors

/// Multiplies and shifts channels.
struct AffineKernel: DifferentiableKernel {
  private let channels: Int
  private let pixels: Int

  init(shape: [Int]) {
    channels = shape.last ?? 1
    pixels = shape.dropLast().reduce(1, *)
  }

  /// The addends are stored behind the factors, at the next multiple of a vector.
  private var shiftOffset: Int { wholeVectors(channels) }

  var sharedWork: Int { channels * pixels }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    let (scale, shift) = (pass.parameters, pass.parameters + shiftOffset)
    for pixel in share.range(in: pass.rows * pixels) {
      let source = pass.input() + pixel * channels
      storeVectors(channels, to: pass.output + pixel * channels) {
        loadVector(shift + $0).addingProduct(loadVector(scale + $0), loadVector(source + $0))
      }
    }
  }

  func backward(_ pass: LayerPass) {
    let (scale, shift) = (pass.parameterGradient, pass.parameterGradient + shiftOffset)
    scale.update(repeating: 0, count: channels)
    shift.update(repeating: 0, count: channels)
    for pixel in 0..<pass.rows * pixels {
      let (x, g) = (pass.input() + pixel * channels, pass.outputGradient + pixel * channels)
      for channel in 0..<channels {
        scale[channel] += g[channel] * x[channel]
        shift[channel] += g[channel]
      }
    }
    guard let target = pass.inputGradient() else { return }
    for pixel in 0..<pass.rows * pixels {
      let g = pass.outputGradient + pixel * channels
      storeVectors(channels, to: target + pixel * channels) {
        loadVector(g + $0) * loadVector(pass.parameters + $0)
      }
    }
  }
}
