import Platform
import Tensors

/// A map with fixed points, into which one more point is placed.
struct FixedMap: Sendable {
  private let vectorCount: Int
  /// The points' coordinates, `[2, vectors x 16]`; the padding is far from everything.
  private let axes: SharedBuffer<Float>

  /// The cost of a position, the sum of repulsions and their normalisation.
  private struct Evaluation {
    var cost: Double
    var gradient: SIMD2<Float>
  }

  init(_ map: Tensor) {
    vectorCount = (map.rowCount + 15) / 16
    axes = SharedBuffer(repeating: 1e18, count: 32 * vectorCount)
    for row in 0..<map.rowCount {
      axes[row] = map.elements[2 * row]
      axes[16 * vectorCount + row] = map.elements[2 * row + 1]
    }
  }

  private func position(_ row: Int) -> SIMD2<Float> {
    SIMD2(axes[row], axes[16 * vectorCount + row])
  }

  /// Descends KL(p || q) from the weighted mean of the neighbours.
  func place(
    neighbors: [Int], probabilities: [Float], iterations: Int, isCancelled: () -> Bool
  ) -> SIMD2<Float> {
    let positions = neighbors.map(position)
    var place = zip(positions, probabilities).reduce(SIMD2<Float>.zero) { $0 + $1.0 * $1.1 }
    var current = evaluate(place, positions, probabilities)
    var rate: Float = 1
    for _ in 0..<iterations {
      if isCancelled() { break }
      let next = place - current.gradient * rate
      let trial = evaluate(next, positions, probabilities)
      if trial.cost < current.cost {
        (place, current) = (next, trial)
        rate *= 1.5
      } else {
        rate /= 2
      }
    }
    return place
  }

  /// KL(p || q) at a position, nats.
  func cost(of place: SIMD2<Float>, neighbors: [Int], probabilities: [Float]) -> Double {
    evaluate(place, neighbors.map(position), probabilities).cost
  }

  private func evaluate(
    _ place: SIMD2<Float>, _ neighbors: [SIMD2<Float>], _ probabilities: [Float]
  ) -> Evaluation {
    let all = repulsion(of: place)
    var gradient = -all.force / all.similarity
    var cost = log(Double(all.similarity))
    for (neighbor, probability) in zip(neighbors, probabilities) where probability > 0 {
      let offset = place - neighbor
      let square = (offset * offset).sum()
      gradient += offset * (probability / (1 + square))
      cost += Double(probability) * (log(Double(probability)) + log1p(Double(square)))
    }
    return Evaluation(cost: cost, gradient: gradient)
  }

  private func repulsion(of place: SIMD2<Float>) -> (similarity: Float, force: SIMD2<Float>) {
    let (horizontal, vertical) = (axes.pointer, axes.pointer + 16 * vectorCount)
    var (similarity, x, y) = (Vector.zero, Vector.zero, Vector.zero)
    for vector in 0..<vectorCount {
      let dx = place.x - loadVector(horizontal + 16 &* vector)
      let dy = place.y - loadVector(vertical + 16 &* vector)
      let w = 1 / Vector(repeating: 1).addingProduct(dx, dx).addingProduct(dy, dy)
      similarity += w
      x = x.addingProduct(w * w, dx)
      y = y.addingProduct(w * w, dy)
    }
    return (similarity.sum(), SIMD2(x.sum(), y.sum()))
  }
}
