import FoundationEssentials

/// A 64-bit hash of bytes, the same on every machine.
///
/// It is XXH64 (Collet 2012), which reads several bytes per nanosecond. It distinguishes files, and is not
/// cryptographic.
package struct ContentHash {
  private static let primes: [UInt64] = [
    0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
    0x27D4_EB2F_1656_67C5,
  ]

  private var state: UInt64 = 0

  /// The hash of what was added so far.
  var value: UInt64 { state }

  /// Adds a run of bytes; how bytes are divided into runs matters too.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    state = Self.hash(bytes, seed: state)
  }

  /// Adds the bytes of a text.
  package mutating func add(_ text: String) {
    Array(text.utf8).withUnsafeBytes { add($0) }
  }

  /// Adds a value as JSON with sorted keys, which is the same in every process.
  package mutating func add(json value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("ContentHash: a value that is no JSON: \(value)")
    }
    data.withUnsafeBytes { add($0) }
  }

  /// Adds the bit patterns of numbers.
  package mutating func add(_ numbers: [Float]) {
    numbers.withUnsafeBytes { add($0) }
  }

  /// The hash of what `body` adds, in hexadecimal.
  static func text(_ body: (inout ContentHash) -> Void) -> String {
    var hash = ContentHash()
    body(&hash)
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// XXH64 of one run of bytes.
  static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    var place = 0
    var sum: UInt64
    if bytes.count >= 32 {
      var lanes = SIMD4(seed &+ primes[0] &+ primes[1], seed &+ primes[1], seed, seed &- primes[0])
      while place + 32 <= bytes.count {
        for lane in 0..<4 {
          lanes[lane] = round(lanes[lane], word(bytes, place + 8 * lane))
        }
        place += 32
      }
      sum =
        rotated(lanes[0], 1) &+ rotated(lanes[1], 7) &+ rotated(lanes[2], 12)
        &+ rotated(lanes[3], 18)
      for lane in 0..<4 {
        sum = (sum ^ round(0, lanes[lane])) &* primes[0] &+ primes[3]
      }
    } else {
      sum = seed &+ primes[4]
    }
    sum &+= UInt64(bytes.count)
    return avalanche(tail(bytes, from: place, sum))
  }

  private static func tail(
    _ bytes: UnsafeRawBufferPointer, from start: Int, _ sum: UInt64
  ) -> UInt64 {
    var (sum, place) = (sum, start)
    while place + 8 <= bytes.count {
      sum = rotated(sum ^ round(0, word(bytes, place)), 27) &* primes[0] &+ primes[3]
      place += 8
    }
    if place + 4 <= bytes.count {
      let half = UInt32(
        littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      sum = rotated(sum ^ UInt64(half) &* primes[0], 23) &* primes[1] &+ primes[2]
      place += 4
    }
    while place < bytes.count {
      sum = rotated(sum ^ UInt64(bytes[place]) &* primes[4], 11) &* primes[0]
      place += 1
    }
    return sum
  }

  private static func avalanche(_ sum: UInt64) -> UInt64 {
    var sum = sum
    sum = (sum ^ sum >> 33) &* primes[1]
    sum = (sum ^ sum >> 29) &* primes[2]
    return sum ^ sum >> 32
  }

  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotated(lane &+ word &* primes[1], 31) &* primes[0]
  }

  private static func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value << bits | value >> (64 - bits)
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }
}
