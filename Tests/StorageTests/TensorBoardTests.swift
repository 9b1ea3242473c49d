import Tensors
import TestSupport
import Testing

@testable import Storage

struct TensorBoardTests {
  @Test("the checksum is that of RFC 3720, at any length and place")
  func checksum() {
    let sum = { (bytes: [UInt8]) in bytes.withUnsafeBytes { CRC32C.checksum($0) } }
    #expect(sum(Array("123456789".utf8)) == 0xE306_9283)
    #expect(sum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(sum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(sum((0..<32).map { UInt8($0) }) == 0x46DD_794E)
    #expect(sum([]) == 0)
  }

  /// The events in bytes that hold whole records only.
  private static func events(_ bytes: [UInt8]) throws -> [TensorBoardEvent] {
    try bytes.withUnsafeBytes { bytes in
      var events: [TensorBoardEvent] = []
      var place = 0
      while place < bytes.count {
        guard case .record(let payload, let end) = TensorBoardFrame(bytes, at: place) else {
          Issue.record("no record at \(place)")
          return events
        }
        var event = TensorBoardEvent()
        let isRead = event.read(bytes, in: payload)
        try #require(isRead)
        events.append(event)
        place = end
      }
      return events
    }
  }

  @Test("what is written is read")
  func roundTrip() throws {
    var bytes: [UInt8] = []
    TensorBoardRecord.appendFileVersion(time: 12.5, to: &bytes)
    TensorBoardRecord.appendSessionStart(step: 40, time: 13, to: &bytes)
    TensorBoardRecord.append(
      scalars: [("loss", 0.25), ("größe", .nan)], step: 1 << 40, time: 14, to: &bytes)
    let image = PNGImage(width: 3, height: 2, channels: 1, pixels: [0, 1, 2, 3, 4, 5])
    try TensorBoardRecord.append(image: image, name: "recon", step: -1, time: 15, to: &bytes)
    let events = try Self.events(bytes)
    #expect(events.map(\.wallTime) == [12.5, 13, 14, 15])
    #expect(events.map(\.step) == [0, 40, 1 << 40, -1])
    #expect(events[0].isFileVersion && events[1].session == .start)
    #expect(
      events[2].values.map { String(decoding: bytes[$0.tag], as: UTF8.self) } == ["loss", "größe"])
    #expect(events[2].values[0].content == .scalar(0.25))
    guard case .image(3, 2, let place) = events[3].values[0].content else {
      Issue.record("\(events[3])")
      return
    }
    let folder = try TestSupport.TemporaryFolder()
    try AtomicFile.write(Array(bytes[place]), to: folder.path("recon.png"))
    #expect(try PNGImage(path: folder.path("recon.png")) == image)
  }

  @Test("a record that is cut is incomplete, one with a changed bit is never read")
  func damage() {
    var bytes: [UInt8] = []
    TensorBoardRecord.append(scalars: [("loss", 1)], step: 1, time: 2, to: &bytes)
    for length in 0..<bytes.count {
      let frame = bytes.prefix(length).withUnsafeBytes { TensorBoardFrame($0, at: 0) }
      guard case .incomplete(let needed) = frame else {
        Issue.record("\(length) bytes: \(frame)")
        continue
      }
      #expect(needed == (length < 12 ? 16 : bytes.count))
    }
    for bit in 0..<8 * bytes.count {
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      let frame = changed.withUnsafeBytes { TensorBoardFrame($0, at: 0) }
      #expect(bit < 96 ? frame == .lost : frame == .damaged(end: bytes.count), "bit \(bit)")
    }
  }

  @Test("messages of random bytes never trap")
  func randomMessages() {
    for seed in 0..<3000 {
      var random = CounterRandom(testCase: seed)
      var bytes = (0..<random.integer(0...60)).map { _ in
        // Small numbers make fields and lengths that fit.
        UInt8(random.integer(0...3) == 0 ? random.integer(0...255) : random.integer(0...66))
      }
      // A summary, a value and a tensor around them, so that the depths are reached.
      for field in [UInt8(66), 10, 42].prefix(random.integer(0...3)) {
        bytes = [field, UInt8(bytes.count)] + bytes
      }
      var event = TensorBoardEvent()
      let isRead = bytes.withUnsafeBytes { event.read($0, in: 0..<$0.count) }
      for value in event.values {
        #expect(value.tag.upperBound <= bytes.count, "seed \(seed), read \(isRead)")
      }
    }
  }

  @Test("a writer's file grows by whole records and never takes another's name")
  func writer() throws {
    let folder = try TestSupport.TemporaryFolder()
    let first = try TensorBoardWriter(folder: folder.path, time: 1000)
    let second = try TensorBoardWriter(folder: folder.path, goingOnFrom: 7, time: 1000)
    #expect(first.path != second.path && folder.names.count == 2)
    #expect(folder.names.allSatisfy { $0.hasPrefix("events.out.tfevents.1000.") })
    try first.append(scalars: [("loss", 2)], step: 5, time: 1001)
    let bytes = try MappedFile(path: first.path).withUnsafeBytes { Array($0) }
    #expect(try Self.events(bytes).map(\.step) == [0, 5])
    let other = try MappedFile(path: second.path).withUnsafeBytes { Array($0) }
    #expect(try Self.events(other).map(\.session) == [nil, .start])
    #expect(throws: StorageError.self) {
      try TensorBoardWriter(folder: folder.path("no"), time: 0)
    }
  }

  @Test("among zeros the next header is where a search of every byte finds it", arguments: 0..<20)
  func headersAmongZeros(seed: Int) {
    var random = SplitMix64(state: UInt64(seed))
    var bytes: [UInt8] = []
    for _ in 0..<6 {
      bytes += [UInt8](repeating: 0, count: Int.random(in: 0...40, using: &random))
      if Bool.random(using: &random) { bytes.append(UInt8.random(in: 1...255, using: &random)) }
      // Lengths whose first bytes are zero, and zero itself.
      let length = [UInt64(0), 1 << 16, 1 << 32, 24][Int.random(in: 0..<4, using: &random)]
      let field = withUnsafeBytes(of: length.littleEndian) { Array($0) }
      let sum = field.withUnsafeBytes { CRC32C.masked($0) }
      bytes += field + withUnsafeBytes(of: sum.littleEndian) { Array($0) }
    }
    bytes.withUnsafeBytes { bytes in
      for start in 0...bytes.count {
        let expected = (start..<max(start, bytes.count - 11)).first { place in
          let field = UnsafeRawBufferPointer(rebasing: bytes[place..<place + 8])
          return CRC32C.masked(field)
            == UInt32(
              littleEndian: bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt32.self))
        }
        #expect(TensorBoardFrame.nextHeader(bytes, from: start) == expected, "seed \(seed)")
      }
    }
  }
}
