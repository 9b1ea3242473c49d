import Foundation
import Tensors
import Testing

@testable import Storage

/// Files that people of bad intent, or failing disks, have made.
struct TorchDamageTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func plain(_ value: [UInt8]) throws -> String {
    try folder.write(PickleBytes.file(value), to: "file.pkl")
  }

  /// An archive with one storage, four numbers from 1.
  private func archive(
    _ value: [UInt8], storage: [UInt8]? = nil, byteOrder: String = "little",
    compressing: Bool = false
  ) throws -> String {
    let numbers: [Float] = [1, 2, 3, 4]
    let content = storage ?? numbers.withUnsafeBytes { Array($0) }
    let path = folder.file("file.pt")
    var writer = try ZipWriter(path: path)
    try writer.append(
      name: "a/data.pkl", content: PickleBytes.file(value), compressing: compressing)
    try writer.append(name: "a/byteorder", content: Array(byteOrder.utf8), compressing: false)
    try writer.append(name: "a/data/0", content: content, compressing: compressing)
    try writer.finish(comment: "")
    return path
  }

  private func weight(
    offset: Int = 0, shape: [Int], strides: [Int], count: Int = 4, key: String = "0"
  ) -> [UInt8] {
    let storage = PickleBytes.storage(key, count: count)
    return PickleBytes.dictionary([
      ("w", PickleBytes.tensor(storage, offset: offset, shape: shape, strides: strides))
    ])
  }

  private func readAll(_ path: String) throws(StorageError) {
    let file = try TorchFile(path: path)
    _ = try file.tree()
    _ = try file.module()
    let tensors = try file.stateDict().tensors
    for entry in tensors.entries { _ = try tensors.tensor(entry.name) }
  }

  @Test("a view inside of its storage is read")
  func views() throws {
    let path = try archive(weight(offset: 1, shape: [2, 3], strides: [0, 1]))
    let tensor = try TorchFile(path: path).stateDict().tensors.tensor("w")
    #expect(tensor == Tensor(shape: [2, 3], elements: [2, 3, 4, 2, 3, 4]))
  }

  @Test(
    "a view that leaves its storage, or none that there is, is refused",
    arguments: [
      (0, [5], [1], 4, "0"), (1, [4], [1], 4, "0"), (-1, [1], [1], 4, "0"), (0, [2], [-1], 4, "0"),
      (0, [2, 2], [1], 4, "0"), (0, [.max, 2], [1, 1], 4, "0"), (0, [2], [.max], 4, "0"),
      (.max, [2], [1], 4, "0"), (0, [-2], [1], 4, "0"), (0, [4], [1], 5, "0"),
      (0, [4], [1], 4, "1"), (0, [1 << 25], [0], 4, "0"),
    ] as [(Int, [Int], [Int], Int, String)])
  func badViews(
    view: (offset: Int, shape: [Int], strides: [Int], count: Int, key: String)
  ) throws {
    let path = try archive(
      weight(
        offset: view.offset, shape: view.shape, strides: view.strides, count: view.count,
        key: view.key))
    let error = #expect(throws: StorageError.self) { try TorchFile(path: path).stateDict() }
    #expect(error?.description.contains("tensor \"w\": expected") == true)
  }

  @Test("many views of few numbers are refused together")
  func manyViews() throws {
    let view = PickleBytes.tensor(
      PickleBytes.storage("0", count: 4), shape: [1 << 23], strides: [0])
    let path = try archive(PickleBytes.dictionary((0..<3).map { ("w\($0)", view) }))
    let error = #expect(throws: StorageError.self) { try TorchFile(path: path).stateDict() }
    #expect(error?.description.contains("as many elements as a file of") == true)
  }

  @Test("storages of the other byte order are read, of an unknown one refused")
  func byteOrder() throws {
    let numbers: [UInt32] = [Float(1.5).bitPattern.byteSwapped, Float(-2).bitPattern.byteSwapped]
    let storage = numbers.withUnsafeBytes { Array($0) }
    let value = weight(shape: [2], strides: [1], count: 2)
    let path = try archive(value, storage: storage, byteOrder: "big")
    #expect(try TorchFile(path: path).stateDict().tensors.tensor("w").elements == [1.5, -2])
    let odd = try archive(value, byteOrder: "middle")
    #expect(throws: StorageError.self) { try TorchFile(path: odd) }
  }

  @Test("a compressed pickle is read, a compressed storage named")
  func compressed() throws {
    let path = try archive(weight(shape: [4], strides: [1]), compressing: true)
    let tensors = try TorchFile(path: path).stateDict().tensors
    #expect(tensors.entries.map(\.shape) == [[4]])
    let error = #expect(throws: StorageError.self) { try tensors.tensor("w") }
    #expect(error?.description.contains("a compressed storage is not supported") == true)
  }

  private static let moduleInItself: [UInt8] = {
    let state = PickleBytes.dictionary([("_modules", [0x7D, 0x71, 1])])
    let inner = [0x68, 1] + PickleBytes.text("a") + [0x68, 0, 0x73, 0x30]
    return PickleBytes.global("m", "Net") + [0x29, 0x81, 0x71, 0] + state + [0x62] + inner
  }()

  @Test(
    "values that contain themselves end",
    arguments: [
      // A list and a dictionary in themselves.
      Array("]q\u{0}h\u{0}a".utf8), Array("}q\u{0}X\u{1}\u{0}\u{0}\u{0}ah\u{0}s".utf8),
      // A shape of itself, a parameter of itself, and a module inside of itself.
      Array("ctorch\nSize\n]q\u{0}Rq\u{1}h\u{0}h\u{1}a0h\u{1}".utf8),
      Array("ctorch._utils\n_rebuild_parameter\n]q\u{0}Rq\u{1}h\u{0}h\u{1}a0h\u{1}".utf8),
      Self.moduleInItself,
    ])
  func recursion(value: [UInt8]) throws {
    let file = try TorchFile(path: plain(value))
    #expect(throws: StorageError.self) { try file.stateDict() }
    _ = try? file.tree()
    _ = try? file.module()
    #expect(!file.words.isEmpty)
  }

  @Test("a list of lists of lists, each ten times the same, is refused in time")
  func memoBomb() throws {
    var bytes: [UInt8] = [0x5D, 0x71, 0]
    for level in 0..<60 as Range<UInt8> {
      bytes += [0x5D, 0x28]
      for _ in 0..<10 { bytes += [0x68, level] }
      bytes += [0x65, 0x71, level + 1]
    }
    let start = ContinuousClock.now
    let file = try TorchFile(path: plain(bytes))
    let error = #expect(throws: StorageError.self) { try file.tree() }
    #expect(error?.description.contains("a tree of at most 262144 values") == true)
    #expect(throws: StorageError.self) { try file.stateDict() }
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test("a dictionary that is shared by very many others is not looked through for each")
  func sharedDictionary() throws {
    let large = PickleBytes.dictionary((0..<20_000).map { ("\($0)", [0x5D]) })
    let many = PickleBytes.dictionary((0..<20_000).map { ("k\($0)", [0x68, 0]) })
    let start = ContinuousClock.now
    let file = try TorchFile(path: plain(large + [0x71, 0, 0x30] + many))
    #expect(throws: StorageError.self) { try file.stateDict() }
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test("lists nested very deeply are read and shown to a depth")
  func depth() throws {
    let count = 200_000
    let value = [UInt8](repeating: 0x5D, count: count) + [UInt8](repeating: 0x61, count: count - 1)
    let file = try TorchFile(path: plain(value))
    var (node, depth) = (try file.tree(), 0)
    while let child = node.children.first { (node, depth) = (child, depth + 1) }
    #expect(depth == TorchWalk.depthLimit)
  }

  @Test("long names of parts are refused")
  func names() throws {
    let name = String(repeating: "n", count: 1001)
    let path = try plain(PickleBytes.dictionary([(name, [0x5D])]))
    #expect(throws: StorageError.self) { try TorchFile(path: path).tree() }
  }

  @Test("what a pickle would execute is said beside its weights")
  func executing() throws {
    let storage = PickleBytes.storage("0", count: 4)
    let path = try archive(
      PickleBytes.dictionary([
        ("w", PickleBytes.tensor(storage, shape: [4], strides: [1])),
        ("x", PickleBytes.call("posix", "system", [PickleBytes.text("id")])),
      ]))
    #expect(
      try TorchFile(path: path).stateDict().notes
        == ["the pickle calls posix.system, which is never executed here"])
  }

  @Test("a file that is cut off anywhere is refused", arguments: ["mlp-legacy.pt", "state.pkl"])
  func truncated(name: String) throws {
    try Damage.expectPrefixesRefused(TorchFixture.bytes(name), readAll)
  }

  @Test("an archive that is cut off anywhere is refused")
  func truncatedArchive() throws {
    _ = try archive(weight(shape: [4], strides: [1]))
    try Damage.expectPrefixesRefused(folder.bytes("file.pt"), readAll)
  }

  @Test(
    "a file with flipped bits is refused or read",
    arguments: ["mlp.pt", "mlp-legacy.pt", "module.pt", "state.pkl", "views-legacy.pt"])
  func flipped(name: String) throws {
    try Damage.expectFlipsSurvived(TorchFixture.bytes(name), refusedAtLeast: 0.2, readAll)
  }

  @Test("other files are no files of PyTorch")
  func others() throws {
    let text = try folder.write(Array("hello world".utf8), to: "text")
    let error = #expect(throws: StorageError.self) { try TorchFile(path: text) }
    #expect(
      error?.reason
        == "expected a file of PyTorch or a Python pickle, found other contents")
    let npz = folder.file("a.npz")
    try NPZWriter.write([NamedTensor("x", Tensor(repeating: 0, shape: [2]))], to: npz)
    #expect(throws: StorageError.self) { try TorchFile(path: npz) }
    #expect(!TorchFile.recognises(entryNames: ["x.npy"]))
    #expect(TorchFile.recognises(entryNames: ["archive/version", "archive/data.pkl"]))
  }
}
