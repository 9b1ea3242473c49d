extension GalaxyRenderer {
  /// The scratch memory of one thread that draws stamps; any renderer can use it.
  package final class Workspace {
    let even: UnsafeMutablePointer<SIMD16<Float>>
    let odd: UnsafeMutablePointer<SIMD16<Float>>
    let axis: UnsafeMutablePointer<SIMD16<Float>>
    let cosineRows: UnsafeMutablePointer<SIMD16<Float>>
    let sineRows: UnsafeMutablePointer<SIMD16<Float>>
    let bounds: UnsafeMutablePointer<SIMD2<Float>>

    /// Allocates memory for the largest period.
    package init() {
      let period = GalaxyRenderer.periods.max() ?? 0
      let vectorCount = period / 32
      even = .allocate(capacity: period / 2 * vectorCount)
      odd = .allocate(capacity: period / 2 * vectorCount)
      axis = .allocate(capacity: SpectrumGrid.aliasCount * vectorCount)
      cosineRows = .allocate(capacity: (SpectrumGrid.reach + 1) * vectorCount)
      sineRows = .allocate(capacity: SpectrumGrid.reach * vectorCount)
      bounds = .allocate(capacity: SpectrumGrid.aliasCount * vectorCount)
    }

    deinit {
      even.deallocate()
      odd.deallocate()
      axis.deallocate()
      cosineRows.deallocate()
      sineRows.deallocate()
      bounds.deallocate()
    }
  }
}
