import Tensors

/// A kernel that works along one axis: row by row where its elements are neighbours, else on sixteen neighbouring columns at once.
protocol AlongAxisKernel: DifferentiableKernel {
  /// The axis.
  var view: AxisView { get }
  /// Computes one row of neighbouring elements.
  func row(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>)
  /// Computes `width` neighbouring columns, sixteen at most.
  func columns(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, width: Int)
}

extension AlongAxisKernel {
  static func memory(_ view: AxisView) -> KernelMemory { .none }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    for block in share.range(in: pass.rows * view.outer) {
      let (x, y) = (pass.input() + block * view.block, pass.output + block * view.block)
      if view.inner == 1 {
        row(x, y)
      } else {
        for first in stride(from: 0, to: view.inner, by: Vector.scalarCount) {
          columns(x + first, y + first, width: min(Vector.scalarCount, view.inner - first))
        }
      }
    }
  }
}
