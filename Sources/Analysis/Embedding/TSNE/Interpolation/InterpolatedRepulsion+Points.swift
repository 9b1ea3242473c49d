import Tensors

extension InterpolatedRepulsion {
  /// The smallest and largest coordinates of points.
  static func bounds(
    _ positions: SharedBuffer<Float>, count: Int
  ) -> (SIMD2<Float>, SIMD2<Float>) {
    let start = UnsafeRawPointer(positions.pointer)
    var low = SIMD2<Float>(repeating: .infinity)
    var high = SIMD2<Float>(repeating: -.infinity)
    var (lows, highs) = (Vector(repeating: .infinity), Vector(repeating: -.infinity))
    let whole = count / 8 * 8
    for point in stride(from: 0, to: whole, by: 8) {
      let values = loadVector(positions.pointer + 2 * point)
      lows = pointwiseMin(lows, values)
      highs = pointwiseMax(highs, values)
    }
    for lane in stride(from: 0, to: 16, by: 2) {
      low = pointwiseMin(low, SIMD2(lows[lane], lows[lane + 1]))
      high = pointwiseMax(high, SIMD2(highs[lane], highs[lane + 1]))
    }
    for point in whole..<count {
      let value = start.loadUnaligned(fromByteOffset: 8 * point, as: SIMD2<Float>.self)
      low = pointwiseMin(low, value)
      high = pointwiseMax(high, value)
    }
    return (low, high)
  }

  /// Spreads the charges of points onto the grids of their workers.
  func spread(_ positions: SharedBuffer<Float>, _ grid: SplineGrid) {
    let (layers, count, layerCount) = (layers, pointCount, layerCount)
    let stride = grid.columnCount
    team.run { worker in
      guard worker < layerCount else { return }
      let layer = layers[worker].pointer
      layer.update(repeating: 0, count: grid.nodeCount * stride)
      let points = UnsafeRawPointer(positions.pointer)
      for point in count * worker / layerCount..<count * (worker + 1) / layerCount {
        let place = grid.weights(
          points.loadUnaligned(fromByteOffset: 8 * point, as: SIMD2<Float>.self))
        let node = UnsafeMutableRawPointer(layer + (place.row &* stride &+ place.column))
        for row in 0..<4 {
          let offset = 4 &* row &* stride
          let sum = node.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
          node.storeBytes(
            of: sum.addingProduct(place.x, SIMD4(repeating: place.y[row])), toByteOffset: offset,
            as: SIMD4<Float>.self)
        }
      }
    }
  }

  /// Gathers the forces on points.
  func gather(
    _ positions: SharedBuffer<Float>, _ grid: SplineGrid, into forces: SharedBuffer<Float>
  ) {
    let (field, count) = (field, pointCount)
    let stride = grid.columnCount
    let chunks = WorkCounter(total: count, chunk: 1024)
    team.run { _ in
      let points = UnsafeRawPointer(positions.pointer)
      let output = UnsafeMutableRawPointer(forces.pointer)
      while let range = chunks.take() {
        for point in range {
          let place = grid.weights(
            points.loadUnaligned(fromByteOffset: 8 * point, as: SIMD2<Float>.self))
          let node = UnsafeRawPointer(
            field.pointer + 2 &* (place.row &* stride &+ place.column))
          var sum = SIMD8<Float>.zero
          for row in 0..<4 {
            let values = node.loadUnaligned(
              fromByteOffset: 8 &* row &* stride, as: SIMD8<Float>.self)
            sum = sum.addingProduct(values, SIMD8(repeating: place.y[row]))
          }
          let force = SIMD2((sum.evenHalf * place.x).sum(), (sum.oddHalf * place.x).sum())
          output.storeBytes(of: force, toByteOffset: 8 * point, as: SIMD2<Float>.self)
        }
      }
    }
  }
}
