import Tensors
import TestSupport

/// Particles in a box of a side, no two closer than 0.8 where there is room.
func madeUpParticles(_ random: inout CounterRandom, count: Int = 30, side: Double = 10)
  -> [SIMD2<Double>]
{
  var particles: [SIMD2<Double>] = []
  for _ in 0..<10_000 where particles.count < count {
    let place = SIMD2(random.doubles(2, in: 0...side))
    let isFree = particles.allSatisfy {
      let difference = $0 - place
      return (difference * difference).sum() > 0.64
    }
    if isFree { particles.append(place) }
  }
  return particles
}

/// Turned, moved and perhaps mirrored particles, whose distances are the same.
func moved(
  _ particles: [SIMD2<Double>], by angle: Double, shift: SIMD2<Double>, isMirrored: Bool
) -> [SIMD2<Double>] {
  // The rotation that takes (1, 0) to (c, s), by the tangent of half the angle.
  let t = angle
  let (c, s) = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
  return particles.map {
    let x = isMirrored ? -$0.x : $0.x
    return SIMD2(c * x - s * $0.y, s * x + c * $0.y) + shift
  }
}
