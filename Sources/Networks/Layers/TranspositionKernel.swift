/// Transposes every sample as a matrix: an image of `[pixels, channels]` becomes a vector of `[channels, pixels]`, and back.
struct TranspositionKernel: DifferentiableKernel {
  /// The rows that are read.
  let rows: Int
  /// The columns that are read.
  let columns: Int

  func forward(_ pass: LayerPass) {
    Self.transpose(pass.input(), into: pass.output, count: pass.rows, rows: rows, columns: columns)
  }

  func backward(_ pass: LayerPass) {
    guard let target = pass.inputGradient() else { return }
    Self.transpose(
      pass.outputGradient, into: target, count: pass.rows, rows: columns, columns: rows)
  }

  private static func transpose(
    _ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, count: Int,
    rows: Int, columns: Int
  ) {
    for sample in 0..<count {
      let start = sample * rows * columns
      for row in 0..<rows {
        for column in 0..<columns {
          target[start &+ column &* rows &+ row] = source[start &+ row &* columns &+ column]
        }
      }
    }
  }
}
