import Testing

@testable import Tensors

/// Known answers of Philox4x32 with ten rounds, from the file `kat_vectors` of the Random123 library that
/// accompanies the paper of Salmon and others (SC 2011).
@Suite struct PhiloxTests {
  @Test func zeros() {
    #expect(
      CounterRandom.philox(.zero, .zero)
        == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
  }

  @Test func ones() {
    #expect(
      CounterRandom.philox(SIMD4(repeating: .max), SIMD2(repeating: .max))
        == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
  }

  @Test func digitsOfPi() {
    #expect(
      CounterRandom.philox(
        SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
        SIMD2(0xa409_3822, 0x299f_31d0))
        == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func generatorCountsBlocksOfItsOwnCounter() {
    let seed: UInt64 = 0x0123_4567_89ab_cdef
    var random = CounterRandom(seed: seed, stream: .latentNoise, step: 7, row: 5)
    for block in 0..<3 {
      let expected = CounterRandom.philox(
        SIMD4(UInt32(block), 5, 7, RandomStream.latentNoise.rawValue),
        SIMD2(0x89ab_cdef, 0x0123_4567))
      for lane in 0..<4 { #expect(random.nextWord() == expected[lane]) }
    }
  }
}
