import Foundation
import Tensors
import Testing

@testable import Storage

struct FileGroupTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var tensors: [NamedTensor] {
    [NamedTensor("x", Tensor(shape: [3], elements: [1, 2, 3]))]
  }

  @Test func filesAppearTogether() throws {
    let files = FileGroup()
    try files.add([1], to: folder.file("a"))
    try files.add(tensors, metadata: ["b": "c"], to: folder.file("b.safetensors"))
    #expect(try folder.names.filter { !$0.hasPrefix(".") } == [])
    try files.commit()
    #expect(try folder.names == ["a", "b.safetensors"])
    #expect(try SafetensorsFile(path: folder.file("b.safetensors")).metadata == ["b": "c"])
  }

  @Test func aGroupThatIsGivenUpLeavesNothing() throws {
    do {
      let files = FileGroup()
      try files.add([1], to: folder.file("a"))
    }
    #expect(try folder.names == [])
  }

  @Test(arguments: [0, 1, 2]) func oneThatIsRefusedTakesTheOthersAway(_ place: Int) throws {
    let names = ["a", "b", "c"]
    // A folder in the way is found only when the name is given.
    try FileManager.default.createDirectory(
      atPath: folder.file(names[place]), withIntermediateDirectories: false)
    for replacing in [false, true] {
      let files = FileGroup()
      for name in names { try files.add([7], to: folder.file(name), replacing: replacing) }
      #expect(throws: StorageError.self) { try files.commit() }
      #expect(try folder.names == [names[place]], "\(replacing)")
    }
  }

  @Test func nothingIsReplacedUnlessThatIsWanted() throws {
    try folder.write([9], to: "b")
    let files = FileGroup()
    try files.add([1], to: folder.file("a"))
    try files.add([2], to: folder.file("b"))
    #expect(
      throws: StorageError.system(path: folder.file("b"), operation: "write", code: EEXIST)
    ) { try files.commit() }
    #expect(try folder.bytes("b") == [9])
    #expect(try folder.names == ["b"])

    let other = FileGroup()
    try other.add([1], to: folder.file("a"))
    try other.add([2], to: folder.file("b"), replacing: true)
    try other.commit()
    #expect(try folder.bytes("b") == [2])
    #expect(try folder.names == ["a", "b"])
  }

  /// The limit on file sizes stands in for a full disk; it belongs to a process, so this has its own.
  @Test func aFullDiskLeavesNeither() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      do {
        let files = FileGroup()
        try files.add([1], to: folder.file("a.json"))
        let big = [UInt8](repeating: 7, count: 10_000)
        #expect(
          throws: StorageError.system(
            path: folder.file("a.png"), operation: "write", code: EFBIG)
        ) { try files.add(big, to: folder.file("a.png")) }
      }
      #expect(try folder.names == [])
    }
  }
}
