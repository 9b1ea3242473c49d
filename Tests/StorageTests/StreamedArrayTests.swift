import Tensors
import Testing

@testable import Storage

/// Arrays that are read piece by piece, each by itself.
struct StreamedArrayTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// An array file of bytes from a seed, with a header of any length, so that elements lie at any place of a piece.
  private func array(
    _ shape: [Int], _ type: (name: String, size: Int), isColumnMajor: Bool, padding: Int,
    _ random: inout CounterRandom
  ) -> [UInt8] {
    let list = shape.map { "\($0)," }.joined()
    let text =
      "{'descr': '\(type.name)', 'fortran_order': \(isColumnMajor ? "True" : "False"), 'shape': (\(list))}"
      + String(repeating: " ", count: padding)
    let count = shape.reduce(type.size, *)
    return NPYHeader.magic + [2, 0]
      + withUnsafeBytes(of: UInt32(text.utf8.count).littleEndian, Array.init) + Array(text.utf8)
      + (0..<count).map { _ in UInt8.random(in: 0...63, using: &random) }
  }

  /// The value of an element by its place among the stored ones.
  private func value(_ bytes: ArraySlice<UInt8>, _ type: String) -> Float {
    let number = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return switch type {
    case "<f4": Float(bitPattern: UInt32(number))
    case "<f8": Float(Double(bitPattern: number))
    default: Float(number)
    }
  }

  @Test("deflated or not, row- or column-major, across pieces", arguments: 0..<24)
  func elements(seed: Int) throws {
    var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
    let types = [("<f4", 4), ("<f8", 8), ("<u2", 2), ("|u1", 1), ("<u4", 4)]
    let type = types[seed % types.count]
    // Several pieces of 64 KiB, whose last one is not full.
    let shape = [
      Int.random(in: 1...40, using: &random), Int.random(in: 1...60, using: &random),
      Int.random(in: 1...90, using: &random),
    ]
    let isColumnMajor = seed % 3 == 0
    let bytes = array(
      shape, type, isColumnMajor: isColumnMajor, padding: Int.random(in: 0...99, using: &random),
      &random)
    let path = folder.file("archive.npz")
    var archive = try ZipWriter(path: path)
    try archive.append(name: "a.npy", content: bytes, compressing: seed % 2 == 0)
    try archive.finish()
    let tensor = try NPZFile(path: path).tensor("a")
    let plain = try NPY.read(path: folder.write(bytes, to: "array.npy"))
    #expect(tensor.shape == shape, "seed \(seed)")
    #expect(tensor == plain, "seed \(seed)")
    let start = bytes.count - shape.reduce(type.1, *)
    for _ in 0..<200 {
      let position = shape.map { Int.random(in: 0..<$0, using: &random) }
      let rowMajor = (position[0] * shape[1] + position[1]) * shape[2] + position[2]
      let columnMajor = (position[2] * shape[1] + position[1]) * shape[0] + position[0]
      let place = start + (isColumnMajor ? columnMajor : rowMajor) * type.1
      #expect(
        tensor.elements[rowMajor] == value(bytes[place..<place + type.1], type.0),
        "seed \(seed), \(position)")
    }
  }

  @Test("a description expands the header only, and an array needs no other")
  func onlyWhatIsAskedFor() throws {
    var random = CounterRandom(seed: 7, stream: .exploration)
    let noise = (0..<50_000).map { _ in Float(random.nextUniform()) }
    let path = folder.file("archive.npz")
    try NPZWriter.write(
      [
        NamedTensor("large", Tensor(shape: [50_000], elements: noise)),
        NamedTensor("small", Tensor(shape: [2], elements: [3, 4])),
      ], to: path, compressing: true)
    var bytes = try folder.bytes("archive.npz")
    // Far behind the header of the first entry, far before the second.
    for index in 60_000..<60_100 { bytes[index] ^= 0xFF }
    try folder.write(bytes, to: "archive.npz")
    let file = try NPZFile(path: path)
    #expect(try file.description(of: "large")?.shape == [50_000])
    #expect(try file.tensor("small").elements == [3, 4])
    #expect(throws: StorageError.self) { try file.tensor("large") }
  }

  @Test("a checksum is compared behind the last byte, deflated or not", arguments: [false, true])
  func checksums(isCompressed: Bool) throws {
    let path = folder.file("archive.npz")
    try NPZWriter.write(
      [NamedTensor("a", Tensor(repeating: 1, shape: [40_000]))], to: path, compressing: isCompressed
    )
    var bytes = try folder.bytes("archive.npz")
    let record = bytes.count - 22 - 46 - 5
    bytes[record + 16] ^= 1
    try folder.write(bytes, to: "archive.npz")
    let file = try NPZFile(path: path)
    #expect(try file.description(of: "a")?.shape == [40_000])
    let error = #expect(throws: StorageError.self) { try file.tensor("a") }
    #expect(error?.description.contains("checksum") == true)
  }

  @Test("an array that no machine can hold is one line")
  func hugeArray() throws {
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (4611686018427387904,)}"
    let reader = ClaimedBytes(
      NPYHeader.magic + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8),
      claiming: 4_611_686_018_427_387_904)
    var copy = reader
    let error = #expect(throws: StorageError.self) {
      let _: StoredArray<Float> = try NPY.decode(&copy)
    }
    #expect(error?.description.contains("fits into memory") == true)
    #expect(!MachineMemory.hasRoom(forBytes: .max) && MachineMemory.hasRoom(forBytes: 1 << 25))
  }
}

/// A header, and the claim that many bytes follow it.
private struct ClaimedBytes: ByteReader {
  let path = "claimed"
  private(set) var remainingCount: Int
  private var bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8], claiming count: Int) {
    self.bytes = bytes[...]
    remainingCount = bytes.count + count
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(StorageError) {
    guard buffer.count <= bytes.count else {
      throw .malformed(path: path, place: "claim", expected: "bytes", found: "none")
    }
    buffer.copyBytes(from: bytes.prefix(buffer.count))
    bytes = bytes.dropFirst(buffer.count)
    remainingCount -= buffer.count
  }

  func finish() {}
}
