import Tensors

/// The words of eight rows of a ``CounterRandom``, computed in parallel.
///
/// Block `b` of a row contains the words `4 b` to `4 b + 3` that the generator of that seed, stream, step and
/// row returns, so a chain in a lane draws the same numbers as one alone.
struct RandomLanes {
  /// Eight 32-bit words, one per lane.
  typealias Words = SIMD8<UInt64>

  /// Four words of every row.
  struct Block {
    var first: Words
    var second: Words
    var third: Words
    var fourth: Words
  }

  private static let mask = Words(repeating: 0xFFFF_FFFF)

  private let key: SIMD2<UInt32>
  private let stream: UInt64
  private let rows: Words

  /// Creates the generators of some rows.
  init(seed: UInt64, stream: RandomStream, rows: Words) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.stream = UInt64(stream.rawValue)
    self.rows = rows & Self.mask
  }

  /// One block of every row (Salmon and others 2011; see ``CounterRandom``).
  @inline(__always)
  func block(_ number: Int, step: Int) -> Block {
    let firstFactor = Words(repeating: 0xD251_1F53)
    let secondFactor = Words(repeating: 0xCD9E_8D57)
    var block = Block(
      first: Words(repeating: UInt64(truncatingIfNeeded: number) & 0xFFFF_FFFF), second: rows,
      third: Words(repeating: UInt64(truncatingIfNeeded: step) & 0xFFFF_FFFF),
      fourth: Words(repeating: stream))
    var round = key
    for _ in 0..<10 {
      let first = block.first &* firstFactor
      let second = block.third &* secondFactor
      block = Block(
        first: (second &>> 32) ^ block.second ^ Words(repeating: UInt64(round.x)),
        second: second & Self.mask,
        third: (first &>> 32) ^ block.fourth ^ Words(repeating: UInt64(round.y)),
        fourth: first & Self.mask)
      round.x &+= 0x9E37_79B9
      round.y &+= 0xBB67_AE85
    }
    return block
  }

  /// Uniform variates strictly between 0 and 1, the midpoints of 2^32 equal intervals.
  @inline(__always)
  static func uniform(_ words: Words) -> SIMD8<Double> {
    // A word below the leading bit of 2^52 is that number plus the word: no conversion is needed.
    let raised = unsafeBitCast(
      words | Words(repeating: 0x4330_0000_0000_0000), to: SIMD8<Double>.self)
    return (raised - (0x1p52 - 0.5)) * 0x1p-32
  }
}
