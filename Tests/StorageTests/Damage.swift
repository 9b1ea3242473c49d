import Tensors
import Testing

@testable import Storage

/// Ways to spoil a file, and what a reader must do with it: throw or give a value, never trap.
enum Damage {
  /// Every proper prefix of a file must be refused.
  static func expectPrefixesRefused(
    _ bytes: [UInt8], _ read: (String) throws(StorageError) -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TemporaryFolder()
    for length in 0..<bytes.count {
      let path = try folder.write(Array(bytes[..<length]), to: "prefix")
      #expect(
        throws: StorageError.self, "first \(length) bytes", sourceLocation: sourceLocation
      ) { try read(path) }
    }
  }

  /// A file with a few flipped bits is refused, or read as something of the right form.
  ///
  /// The share that must be refused keeps a reader from passing by checking nothing.
  static func expectFlipsSurvived(
    _ bytes: [UInt8], refusedAtLeast: Double, _ read: (String) throws(StorageError) -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TemporaryFolder()
    let rounds = 600
    var refused = 0
    for seed in 0..<rounds {
      var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: damaged.indices, using: &random)
        damaged[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      let path = try folder.write(damaged, to: "flipped")
      do {
        try read(path)
      } catch {
        refused += 1
        #expect(
          !error.description.contains("\n"), "seed \(seed): \(error.description)",
          sourceLocation: sourceLocation)
      }
    }
    #expect(
      Double(refused) >= refusedAtLeast * Double(rounds), "only \(refused) of \(rounds) refused",
      sourceLocation: sourceLocation)
  }
}
