import Platform

/// Indices of names, found by the bytes of the name without creating a string.
///
/// Logs repeat their names in the same order, so the name that previously followed the present one is tried first;
/// only when it differs is the hash table used.
struct NameTable: Sendable {
  private var pool: [UInt8] = []
  private var starts = [0]
  private var hashes: [UInt64] = []
  /// The index of a name, or -1, at the slot of its hash or after it; at most half of the slots are used.
  private var slots = [Int32](repeating: -1, count: 64)
  /// The index of the name that followed a name, or -1.
  private var successors: [Int32] = []
  private var previous = -1

  /// The most names, so that a file with ever new ones does not fill the memory.
  static let limit = 1 << 16
  /// The longest name in bytes.
  static let lengthLimit = 1 << 10

  /// The number of names.
  var count: Int { hashes.count }

  /// The name of an index; invalid UTF-8 is replaced.
  func name(_ number: Int) -> String {
    String(decoding: pool[starts[number]..<starts[number + 1]], as: UTF8.self)
  }

  /// The index of a name, in the order of first appearance from 0; `nil` beyond the limits.
  mutating func number(of name: UnsafeRawBufferPointer) -> Int? {
    if previous >= 0 {
      let guess = Int(truncatingIfNeeded: successors[previous])
      if guess >= 0, isEqual(guess, name) {
        previous = guess
        return guess
      }
    }
    guard let found = search(name) else { return nil }
    if previous >= 0 { successors[previous] = Int32(truncatingIfNeeded: found) }
    previous = found
    return found
  }

  private func isEqual(_ number: Int, _ name: UnsafeRawBufferPointer) -> Bool {
    let start = starts[number]
    guard starts[number + 1] - start == name.count else { return false }
    guard let bytes = name.baseAddress else { return true }
    return pool.withUnsafeBytes { pool in
      pool.baseAddress.map { memcmp($0 + start, bytes, name.count) == 0 } ?? (name.count == 0)
    }
  }

  private mutating func search(_ name: UnsafeRawBufferPointer) -> Int? {
    let hash = Self.hash(name)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(truncatingIfNeeded: slots[slot])
      if hashes[number] == hash, isEqual(number, name) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard count < Self.limit, name.count <= Self.lengthLimit else { return nil }
    slots[slot] = Int32(truncatingIfNeeded: hashes.count)
    pool.append(contentsOf: name)
    starts.append(pool.count)
    hashes.append(hash)
    successors.append(-1)
    if 2 * hashes.count > slots.count { grow() }
    return hashes.count - 1
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: number)
    }
  }

  /// FNV-1a over words of eight bytes, with the high half folded in (Fowler, Noll, Vo 1991).
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var offset = 0
    while offset + 8 <= bytes.count {
      hash =
        (hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x100_0000_01B3
      hash ^= hash >> 29
      offset += 8
    }
    for byte in bytes[offset...] {
      hash = (hash ^ UInt64(truncatingIfNeeded: byte)) &* 0x100_0000_01B3
    }
    return hash ^ hash >> 32
  }
}
