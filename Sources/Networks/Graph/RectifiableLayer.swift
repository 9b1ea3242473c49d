/// A layer whose kernel can apply a rectifier to its own output before storing it, so that the value in
/// between is never written.
package protocol RectifiableLayer: Layer {
  /// Code that runs the layer and then multiplies negative results by `negativeSlope`, if there is one.
  func makeKernel(
    inputShapes: [[Int]], maximumRows: Int, negativeSlope: Float?
  ) -> any LayerKernel
}

extension RectifiableLayer {
  /// Code that runs the layer alone.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    makeKernel(inputShapes: inputShapes, maximumRows: maximumRows, negativeSlope: nil)
  }
}
