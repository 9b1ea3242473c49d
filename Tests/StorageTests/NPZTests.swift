import Tensors
import Testing

@testable import Storage

struct NPZTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Written by NumPy 2.4.6, which puts zip64 fields into every local header.
  @Test func readsWhatNumPyWrote() throws {
    let stored = try NPZFile(path: folder.write(fixture(base64: storedArchive), to: "stored"))
    #expect(stored.names == ["a", "b"])
    #expect(try stored.tensor("a") == Tensor(shape: [3], elements: [0, 1, 2]))
    #expect(try stored.tensor("b") == Tensor(shape: [2], elements: [1, 0]))
    let deflated = try NPZFile(path: folder.write(fixture(base64: deflatedArchive), to: "deflated"))
    #expect(
      try deflated.tensor("x") == Tensor(shape: [5], elements: [0, 0.25, 0.5, 0.75, 1]))
    #expect(throws: StorageError.self) { try deflated.tensor("y") }
  }

  @Test(arguments: [storedArchive, deflatedArchive]) func damagedArchivesAreSurvived(
    _ base64: String
  ) throws {
    let bytes = try fixture(base64: base64)
    func read(_ path: String) throws(StorageError) {
      let file = try NPZFile(path: path)
      for name in file.names { _ = try file.tensor(name) }
    }
    try Damage.expectPrefixesRefused(bytes, read)
    try Damage.expectFlipsSurvived(bytes, refusedAtLeast: 0.4, read)
  }

  @Test(arguments: [false, true]) func roundTrips(_ compressing: Bool) throws {
    // Zeros deflate below a piece of zlib's output; the noise above it spans several pieces.
    var random = CounterRandom(seed: 1, stream: .exploration)
    let tensors = [
      NamedTensor("zeros", Tensor(repeating: 0, shape: [300, 200])),
      NamedTensor("exact", Tensor(repeating: 0, shape: [(65_536 - 128) / 4])),
      NamedTensor("empty", Tensor(repeating: 0, shape: [0, 3])),
      NamedTensor("folder/ü", Tensor(shape: [], elements: [-1])),
      NamedTensor(
        "noise",
        Tensor(shape: [70_000], elements: (0..<70_000).map { _ in Float(random.nextUniform()) })),
    ]
    let path = folder.file("archive")
    try NPZWriter.write(tensors, to: path, compressing: compressing)
    let file = try NPZFile(path: path)
    #expect(file.names == tensors.map(\.name))
    for item in tensors { #expect(try file.tensor(item.name) == item.tensor, "\(item.name)") }
    #expect(try folder.bytes("archive").count < (compressing ? 400_000 : 700_000))
  }

  @Test func readsLargeSizesFromTheirExtraField() throws {
    let content = NPY.encode(Tensor(shape: [1], elements: [3]))
    let bytes = largeArchive(content: content, claimedSize: UInt64(content.count))
    let file = try NPZFile(path: folder.write(bytes, to: "large"))
    #expect(try file.tensor("a").elements == [3])
  }

  @Test(arguments: [0, 1, UInt64(Int64.max), UInt64.max]) func refusesClaimedSize(
    _ size: UInt64
  ) throws {
    let content = NPY.encode(Tensor(shape: [1], elements: [3]))
    let path = try folder.write(largeArchive(content: content, claimedSize: size), to: "large")
    #expect(throws: StorageError.self) { try NPZFile(path: path).tensor("a") }
  }

  @Test func refusesABombBeforeItExpands() throws {
    let path = folder.file("archive")
    let tensor = Tensor(repeating: 0, shape: [1000])
    try NPZWriter.write([NamedTensor("a", tensor)], to: path, compressing: true)
    var bytes = try folder.bytes("archive")
    let record = bytes.count - 22 - 46 - 5
    bytes.replaceSubrange(record + 24..<record + 28, with: [0xFE, 0xFF, 0xFF, 0xFF])
    try folder.write(bytes, to: "archive")
    let error = #expect(throws: StorageError.self) { try NPZFile(path: path) }
    #expect(error?.description.contains("size that fits") == true)
  }

  /// One stored entry whose directory record keeps every number in a zip64 field.
  private func largeArchive(content: [UInt8], claimedSize: UInt64) -> [UInt8] {
    let name = Array("a.npy".utf8)
    let checksum = content.withUnsafeBytes(Deflate.checksum)
    let ones = UInt32.max
    var bytes = little(ZipDirectory.localSignature, UInt16(45), UInt16(0), UInt16(0), UInt32(0))
    bytes += little(checksum, ones, ones, UInt16(5), UInt16(0)) + name + content
    let directory = bytes.count
    bytes += little(ZipDirectory.entrySignature, UInt32(45), UInt16(0), UInt16(0), UInt32(0))
    bytes += little(checksum, ones, ones, UInt16(5), UInt16(28), UInt16(0), UInt16(0), UInt16(0))
    bytes += little(UInt32(0), ones) + name
    bytes += little(UInt16(1), UInt16(24), claimedSize, claimedSize, UInt64(0))
    let end = bytes.count
    bytes += little(ZipDirectory.end64Signature, UInt64(44), UInt32(45), UInt32(0), UInt32(0))
    bytes += little(UInt64(1), UInt64(1), UInt64(end - directory), UInt64(directory))
    bytes += little(ZipDirectory.locator64Signature, UInt32(0), UInt64(end), UInt32(1))
    bytes += little(ZipDirectory.endSignature, UInt32(0), UInt16.max, UInt16.max, ones, ones)
    return bytes + little(UInt16(0))
  }

  private func little<each Value: FixedWidthInteger>(_ values: repeat each Value) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in repeat each values { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
    return bytes
  }
}

private let storedArchive =
  "UEsDBC0AAAAAAAAAIQBqz/JR//////////8FABQAYS5ucHkBABAAhgAAAAAAAACGAAAAAAAAAJNOVU1QWQEAdgB7"
  + "J2Rlc2NyJzogJzxpMicsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgzLCksIH0gICAgICAgICAg"
  + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAABAAIAUEsDBC0AAAAA"
  + "AAAAIQDuGbtd//////////8FABQAYi5ucHkBABAAggAAAAAAAACCAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzog"
  + "J3xiMScsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCksIH0gICAgICAgICAgICAgICAgICAg"
  + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAQBQSwECLQMtAAAAAAAAACEAas/yUYYA"
  + "AACGAAAABQAAAAAAAAAAAAAAgAEAAAAAYS5ucHlQSwECLQMtAAAAAAAAACEA7hm7XYIAAACCAAAABQAAAAAAAAAA"
  + "AAAAgAG9AAAAYi5ucHlQSwUGAAAAAAIAAgBmAAAAdgEAAAAA"

private let deflatedArchive =
  "UEsDBC0AAAAIAAAAIQAvO56E//////////8FABQAeC5ucHkBABAAqAAAAAAAAABSAAAAAAAAAJvsF+obEMnIUMZQ"
  + "rZ6SWpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GqY6mjoKtQoUAC4GFHDBHkI/gNIv"
  + "oPQHewBQSwECLQMtAAAACAAAACEALzuehFIAAACoAAAABQAAAAAAAAAAAAAAgAEAAAAAeC5ucHlQSwUGAAAAAAEA"
  + "AQAzAAAAiQAAAAAA"
