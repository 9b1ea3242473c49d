import Tensors

/// Pools images, sixteen channels at a time.
struct PoolingKernel: DifferentiableKernel {
  private struct Window: Sendable {
    /// The offset of the first element, in elements of memory.
    let offset: Int
    let count: Int
    let padded: Int
  }

  private let operation: Pooling.Operation
  private let channels: Int
  private let read: Int
  private let lines: [Window]
  private let columns: [Window]
  /// The distances between elements of a window, down and across.
  private let steps: [Int]
  private let countsPadding: Bool

  init(
    _ operation: Pooling.Operation, input: [Int], windows: [PoolingWindows], countsPadding: Bool
  ) {
    self.operation = operation
    channels = input[2]
    read = input.reduce(1, *)
    let extents = [input[1] * input[2], input[2]]
    let tables = (0..<2).map { axis in
      (0..<windows[axis].count).map { index in
        let window = windows[axis].elements(of: index)
        return Window(
          offset: window.first * extents[axis], count: window.count, padded: window.padded)
      }
    }
    (lines, columns) = (tables[0], tables[1])
    steps = (0..<2).map { windows[$0].dilation * extents[$0] }
    self.countsPadding = countsPadding
  }

  /// The memory of the tables: three integers for every window of an axis.
  static func memory(_ windows: [PoolingWindows]) -> KernelMemory {
    KernelMemory(shared: windows.reduce(0) { $0 + 6 * $1.count }, scratch: 0)
  }

  private var lineCount: Int { columns.count * channels }

  var sharedWork: Int {
    let elements = (lines.first?.count ?? 0) * (columns.first?.count ?? 0)
    return lines.count * lineCount * elements
  }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    for line in share.range(in: pass.rows * lines.count) {
      let image = pass.input() + line / lines.count * read
      let target = pass.output + line * lineCount
      for (index, column) in columns.enumerated() {
        for channel in stride(from: 0, to: channels, by: Vector.scalarCount) {
          let place = index * channels + channel
          storeSpilling(
            pooled(image + channel, lines[line % lines.count], column), target + place,
            remaining: lineCount - place)
        }
      }
    }
  }

  @inline(__always)
  private func pooled(_ image: UnsafePointer<Float>, _ line: Window, _ column: Window) -> Vector {
    let first = image + (line.offset + column.offset)
    var result =
      operation == .maximum ? Vector(repeating: -.infinity) : Vector.zero
    for y in 0..<line.count {
      let row = first + y &* steps[0]
      for x in 0..<column.count {
        let values = loadVector(row + x &* steps[1])
        if operation == .maximum {
          result.replace(with: values, where: .!(values .<= result))
        } else {
          result += values
        }
      }
    }
    return operation == .maximum ? result : result / divisor(line, column)
  }

  private func divisor(_ line: Window, _ column: Window) -> Float {
    Float(
      max(1, countsPadding ? line.padded * column.padded : line.count * column.count))
  }

  func backward(_ pass: LayerPass) {
    guard let target = pass.inputGradient() else { return }
    target.update(repeating: 0, count: pass.rows * read)
    for line in 0..<pass.rows * lines.count {
      let start = line / lines.count * read
      for (index, column) in columns.enumerated() {
        for channel in 0..<channels {
          let place = line * lineCount + index * channels + channel
          backpropagate(
            pass.outputGradient[place], pass.output[place], pass.input() + (start + channel),
            lines[line % lines.count], column, into: target + (start + channel))
        }
      }
    }
  }

  /// The gradient of the greatest value goes to the first element that has it.
  private func backpropagate(
    _ gradient: Float, _ output: Float, _ image: UnsafePointer<Float>, _ line: Window,
    _ column: Window, into target: UnsafeMutablePointer<Float>
  ) {
    for y in 0..<line.count {
      for x in 0..<column.count {
        let place = line.offset + column.offset + y * steps[0] + x * steps[1]
        if operation == .mean {
          target[place] += gradient / divisor(line, column)
        } else if image[place] == output {
          target[place] += gradient
          return
        }
      }
    }
  }
}
