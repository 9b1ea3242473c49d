import Tensors

/// Resizes images: first the lines that a line of the output is a mean of, then its pixels.
struct ResizeKernel: DifferentiableKernel {
  private let channels: Int
  private let input: [Int]
  private let lines: ResamplingAxis
  private let columns: ResamplingAxis

  init(input: [Int], axes: [ResamplingAxis]) {
    self.input = input
    channels = input[2]
    (lines, columns) = (axes[0], axes[1])
  }

  static func memory(input: [Int], size: [Int], method: Resize.Method) -> KernelMemory {
    let taps = 2 * ResamplingAxis.tapCount(method)
    return KernelMemory(shared: taps * (size[0] + size[1]), scratch: lineStride(input))
  }

  private static func lineStride(_ input: [Int]) -> Int {
    (input[1] * input[2] + 2 * Vector.scalarCount - 1) & -Vector.scalarCount
  }

  /// One line of means, and a vector that loads may reach into.
  var scratchCount: Int { Self.lineStride(input) }

  private var read: Int { input.reduce(1, *) }
  private var lineCount: Int { columns.count * channels }

  var sharedWork: Int { lines.count * lineCount * columns.tapCount * 2 }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    for line in share.range(in: pass.rows * lines.count) {
      let image = pass.input() + line / lines.count * read
      mix(image, line: line % lines.count, into: pass.scratch)
      mix(pass.scratch, into: pass.output + line * lineCount)
    }
  }

  /// The mean of lines of an image.
  private func mix(
    _ image: UnsafePointer<Float>, line: Int, into target: UnsafeMutablePointer<Float>
  ) {
    let width = input[1] * channels
    let taps = line * lines.tapCount..<(line + 1) * lines.tapCount
    storeVectors(width, to: target) { index in
      var sum = Vector.zero
      for tap in taps {
        let source = image + (Int(lines.positions[tap]) &* width &+ index)
        sum = sum.addingProduct(Vector(repeating: lines.weights[tap]), loadVector(source))
      }
      return sum
    }
  }

  /// The means of pixels of a line.
  private func mix(_ line: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>) {
    for column in 0..<columns.count {
      let taps = column &* columns.tapCount..<(column &+ 1) &* columns.tapCount
      for channel in stride(from: 0, to: channels, by: Vector.scalarCount) {
        var sum = Vector.zero
        for tap in taps {
          let source = line + (Int(columns.positions[tap]) &* channels &+ channel)
          sum = sum.addingProduct(Vector(repeating: columns.weights[tap]), loadVector(source))
        }
        let place = column &* channels &+ channel
        storeSpilling(sum, target + place, remaining: lineCount - place)
      }
    }
  }

  func backward(_ pass: LayerPass) {
    guard let target = pass.inputGradient() else { return }
    target.update(repeating: 0, count: pass.rows * read)
    for line in 0..<pass.rows * lines.count {
      let image = target + line / lines.count * read
      let gradient = pass.outputGradient + line * lineCount
      for tap in line % lines.count * lines.tapCount..<(line % lines.count + 1) * lines.tapCount {
        unmix(
          gradient, weight: lines.weights[tap],
          into: image + Int(lines.positions[tap]) * input[1] * channels)
      }
    }
  }

  /// Adds the gradient of a line of the output to that of a line of the input.
  private func unmix(
    _ gradient: UnsafePointer<Float>, weight: Float, into line: UnsafeMutablePointer<Float>
  ) {
    for (tap, position) in columns.positions.enumerated() {
      let factor = weight * columns.weights[tap]
      let (source, target) = (
        gradient + tap / columns.tapCount * channels, Int(position) * channels
      )
      for channel in 0..<channels { line[target + channel] += factor * source[channel] }
    }
  }
}
