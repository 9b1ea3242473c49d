import Platform
import Simulations
import Tensors

/// One chain written down particle by particle and pair by pair, with the numbers of one row; from a random start where
/// none is given.
func scalarChain(
  _ model: FluidModel, gravity: Double, seed: UInt64, row: Int, from start: [SIMD2<Double>]? = nil,
  stream: RandomStream = .measurement
) -> [SIMD2<Double>] {
  func uniforms(step: Int, block: Int) -> [Double] {
    var random = CounterRandom(seed: seed, stream: stream, step: step, row: row)
    for _ in 0..<4 * block { _ = random.nextWord() }
    return (0..<4).map { _ in (Double(random.nextWord()) + 0.5) / 4_294_967_296 }
  }
  var places =
    start
    ?? (0..<model.particleCount).map { particle in
      let draw = uniforms(step: 0, block: particle)
      return model.boxLength * SIMD2(draw[0], draw[1])
    }
  for sweep in 0..<model.sweepCount {
    for particle in places.indices {
      let draw = uniforms(step: 4 + sweep, block: particle)
      let step = SIMD2(draw[0], draw[1]) * 2 - 1
      var moved = places
      moved[particle] += model.stepLength * step
      let place = moved[particle]
      guard place.min() >= 0, place.max() <= model.boxLength else { continue }
      let change =
        model.energy(of: moved, gravity: gravity) - model.energy(of: places, gravity: gravity)
      if change <= 0 || draw[2] < exp(-change / model.temperature) { places = moved }
    }
  }
  return places
}
