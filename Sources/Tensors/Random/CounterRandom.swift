// Goals, in order: a draw depends only on (seed, stream, step, row) and its position, never on thread
// count or on what was drawn before; streams are independent; fast enough for noise on every pixel.
// Philox4x32 with ten rounds (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
// SC 2011, section 4.3): the 128-bit counter holds (block, row, step, stream), the 64-bit key the seed.

import Platform

/// A counter-based random number generator: any stream can be started anywhere, in any order.
package struct CounterRandom: RandomNumberGenerator, Sendable {
  private var counter: SIMD4<UInt32>
  private let key: SIMD2<UInt32>
  private var block = SIMD4<UInt32>.zero
  private var used = 4
  private var spareGaussian: Double?

  /// Creates the generator of one stream.
  ///
  /// - Parameters:
  ///   - seed: The seed of the whole experiment.
  ///   - stream: The purpose of the numbers, one of ``RandomStream``.
  ///   - step: The step, epoch or column within the stream.
  ///   - row: The sample within the step.
  package init(seed: UInt64, stream: RandomStream, step: Int = 0, row: Int = 0) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    counter = SIMD4(
      0, UInt32(truncatingIfNeeded: row), UInt32(truncatingIfNeeded: step), stream.rawValue)
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    let low = nextWord()
    return UInt64(low) | UInt64(nextWord()) << 32
  }

  /// The next 32 random bits.
  package mutating func nextWord() -> UInt32 {
    if used == 4 {
      block = Self.philox(counter, key)
      counter.x &+= 1
      used = 0
    }
    defer { used += 1 }
    return block[used]
  }

  /// A uniform variate in `0..<1` with 53 random bits.
  package mutating func nextUniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Four random words as a function of counter and key alone.
  static func philox(_ counter: SIMD4<UInt32>, _ key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var state = counter
    var round = key
    for _ in 0..<10 {
      let first = state.x.multipliedFullWidth(by: 0xD251_1F53)
      let second = state.z.multipliedFullWidth(by: 0xCD9E_8D57)
      state = SIMD4(
        second.high ^ state.y ^ round.x, second.low, first.high ^ state.w ^ round.y, first.low)
      round.x &+= 0x9E37_79B9
      round.y &+= 0xBB67_AE85
    }
    return state
  }
}

extension CounterRandom {
  /// A standard normal variate (Box and Muller 1958; both of a pair are used).
  package mutating func nextGaussian() -> Double {
    if let spare = spareGaussian {
      spareGaussian = nil
      return spare
    }
    let radius = (-2 * log(1 - nextUniform())).squareRoot()
    let angle = 2 * Double.pi * nextUniform()
    spareGaussian = radius * sin(angle)
    return radius * cos(angle)
  }

  /// A random permutation of `0..<count` (Fisher and Yates).
  package mutating func nextPermutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    order.shuffle(using: &self)
    return order
  }
}
