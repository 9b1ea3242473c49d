import CLibraries
import Foundation
import Tensors
import Testing

@testable import Storage

/// Files written by h5py; `Fixtures/README.md` names the versions.
struct HDF5FileTests {
  @Test func theTreeIsRead() throws {
    let file = try Self.open("arrays")
    #expect(file.root.groups.map(\.name) == ["chunked", "numbers", "other", "texts"])
    let image = try file.dataset("chunked/gzip")
    #expect(image.shape == [10, 4, 4])
    #expect(image.type.elementType == .float32)
    #expect(image.path == "/chunked/gzip")
    #expect(file.root.group("numbers")?.datasets.first?.name == "big-f4")
    #expect(try Self.open("latest").datasets.map(\.name) == ["zebra", "ant", "mole"])
  }

  @Test func attributesAreRead() throws {
    let attributes = try Self.open("arrays").root.attributes
    #expect(attributes["title"]?.text == "arrays of every kind")
    #expect(attributes["fixed"]?.texts == ["alpha", "be", ""])
    #expect(attributes["words"]?.texts == ["one", "zwei", "três"])
    #expect(attributes["numbers"]?.values == .numbers([1.5, -2]))
    #expect(attributes["count"]?.values == .numbers([7]))
    #expect(attributes["flag"]?.values == .numbers([1]))
    #expect(attributes["count"]?.typeName == "I64")
    #expect(attributes["count"]?.shape == [])
  }

  @Test(arguments: [
    ("i1", ElementType.int8), ("i2", .int16), ("i4", .int32), ("i8", .int64), ("f2", .float16),
    ("f4", .float32), ("f8", .float64), ("big-f4", .float32), ("big-i2", .int16),
  ])
  func signedNumbersAreRead(_ name: String, _ type: ElementType) throws {
    try Self.expect(name, type, [-2, -1, 0, 1, 2, 3])
  }

  @Test(arguments: [
    ("u1", ElementType.uint8), ("u2", .uint16), ("u4", .uint32), ("u8", .uint64),
  ])
  func unsignedNumbersAreRead(_ name: String, _ type: ElementType) throws {
    try Self.expect(name, type, [0, 1, 2, 3, 4, 5])
  }

  private static func expect(_ name: String, _ type: ElementType, _ values: [Double]) throws {
    let file = try open("arrays")
    let dataset = try file.dataset("/numbers/\(name)")
    #expect(dataset.type.elementType == type)
    #expect(try file.doubles(dataset.path).elements == values)
    #expect(try file.doubles(dataset.path).shape == [2, 3])
    #expect(
      try file.tensor(dataset.path) == Tensor(shape: [2, 3], elements: values.map { Float($0) }))
    #expect(try file.integers(dataset.path, rows: 1..<2).elements == values[3...].map { Int64($0) })
  }

  @Test func truthScalarsAndEmptyArraysAreRead() throws {
    let file = try Self.open("arrays")
    #expect(try file.dataset("numbers/truth").type.elementType == .bool)
    #expect(try file.tensor("numbers/truth").elements == [1, 0, 1])
    #expect(try file.tensor("numbers/scalar") == Tensor(shape: [], elements: [2.5]))
    #expect(try file.tensor("numbers/none").shape == [0, 4])
    #expect(try file.tensor("numbers/null").shape == [0])
  }

  @Test func rowsOfChunksAreRead() throws {
    let file = try Self.open("arrays")
    let whole = try file.tensor("chunked/gzip")
    #expect(whole.elements == (0..<160).map(Float.init))
    #expect(try file.tensor("chunked/gzip", rows: 2..<7) == whole.rows(2..<7))
    #expect(try file.tensor("chunked/gzip", rows: 4..<4).shape == [0, 4, 4])
    #expect(try file.integers("chunked/sum").elements == [0, 1, 2, 3, 4, 5])
  }

  @Test func textsAreRead() throws {
    let file = try Self.open("arrays")
    #expect(try file.texts("texts/fixed") == ["ab", "cde"])
    #expect(try file.texts("texts/variable") == ["spiral", "elliptical", "ä"])
    #expect(try file.dataset("texts/fixed").type.name == "text")
  }

  @Test func whatIsNotReadIsNamed() throws {
    let file = try Self.open("arrays")
    let other = try #require(file.root.group("other"))
    let unread = other.members.compactMap { member -> String? in
      guard case .unread(let path, let reason) = member else { return nil }
      return "\(path): \(reason)"
    }
    #expect(
      unread.contains("/other/outside: it is a link into another file, which is not followed"))
    #expect(unread.contains("/other/self: the group contains itself"))
    #expect(unread.contains("/other/type: it is neither a group nor a dataset"))
    for name in ["elsewhere", "virtual"] {
      #expect(
        unread.contains("/other/\(name): its elements are in another file, which is not opened"))
    }
    for name in ["nowhere", "through"] {
      #expect(unread.contains { $0.hasPrefix("/other/\(name): ") }, "\(unread)")
    }
    #expect(other.datasets.map(\.name) == ["complex", "compound", "soft"])
    #expect(try file.tensor("other/soft") == file.tensor("numbers/i4"))
  }

  @Test func refusalsAreOneLine() throws {
    let file = try Self.open("arrays")
    let name = Self.path("arrays")
    #expect(
      Self.refusal { _ = try file.tensor("other/compound") }
        == "\(name): /other/compound: the type compound is not supported")
    #expect(
      Self.refusal { _ = try file.tensor("texts/fixed") }
        == "\(name): /texts/fixed: the type text is not supported")
    #expect(
      Self.refusal { _ = try file.texts("numbers/i4") }
        == "\(name): /numbers/i4: the type I32 is not supported")
    #expect(
      Self.refusal { _ = try file.tensor("chunked/lzf") }
        == "\(name): /chunked/lzf: compression by LZF, which the HDF5 library lacks, "
        + "is not supported")
    #expect(Self.refusal { _ = try file.tensor("nothing") }?.contains("numbers/f4") == false)
    #expect(throws: StorageError.self) { try file.tensor("numbers") }
  }

  @Test func claimedSizesAreCheckedBeforeMemoryIsTaken() throws {
    let file = try Self.open("huge")
    #expect(
      Self.refusal { _ = try file.tensor("images") }
        == "\(Self.path("huge")): /images: expected an array that fits into memory, "
        + "found 4503599627370496 elements")
    #expect(try file.tensor("images", rows: 9..<10).elements.allSatisfy { $0 == 0 })
    #expect(try file.tensor("chunk", rows: (1 << 39)..<(1 << 39) + 2).elements == [0, 0])
  }

  /// Chunks of this kind are read since HDF5 2.0.
  @Test func whatANewerLibraryWroteIsSaid() throws {
    let member = try #require(try Self.open("newer").root.members.first)
    switch member {
    case .dataset(let dataset): #expect(dataset.shape == [1 << 40])
    case .unread(let path, let reason):
      #expect(path == "/chunk")
      #expect(reason.hasSuffix("written by a newer HDF5 than the installed one"))
    case .group: Issue.record("a group where a dataset was written")
    }
  }

  @Test func depthAndNumberOfObjectsAreBounded() {
    #expect(
      Self.refusal { _ = try Self.open("deep") }?
        .hasSuffix("expected groups at most 32 deep, found more") == true)
    #expect(
      Self.refusal { _ = try Self.open("wide") }?
        .hasSuffix("expected at most 65536 objects, found more") == true)
  }

  @Test func filesInMemoryAreTheSame() throws {
    let bytes = try Array(Data(contentsOf: URL(filePath: Self.path("arrays"))))
    let file = try HDF5File(bytes: bytes, path: "image")
    #expect(file.root == (try Self.open("arrays").root))
    #expect(try file.tensor("chunked/gzip").elements == (0..<160).map(Float.init))
    #expect(file.path == "image")
  }

  /// The library tells open files apart by their names.
  @Test func twoFilesInMemoryStayApart() throws {
    let files = try ["arrays", "latest"].map { name in
      try HDF5File(
        bytes: Array(Data(contentsOf: URL(filePath: Self.path(name)))), path: "image")
    }
    #expect(files.map(\.root) == (try ["arrays", "latest"].map { try Self.open($0).root }))
  }

  @Test func otherFilesAreRefused() throws {
    let folder = try TemporaryFolder()
    for bytes in [[], [0x89], Array("a text of some length".utf8)] {
      let path = try folder.write(bytes, to: "file.h5")
      #expect(
        Self.refusal { _ = try HDF5File(path: path) }?
          .hasPrefix("\(path): file: expected an HDF5 file, found ") == true)
      #expect(throws: StorageError.self) { try HDF5File(bytes: bytes, path: "bytes") }
    }
    #expect(
      Self.refusal { _ = try HDF5File(path: folder.path + "/missing.h5") }?
        .hasSuffix("cannot open: No such file or directory") == true)
  }

  @Test func shortenedFilesAreRefused() throws {
    let bytes = try Array(Data(contentsOf: URL(filePath: Self.path("latest"))))
    for count in stride(from: 0, to: bytes.count, by: 61) {
      #expect(throws: StorageError.self, "\(count) bytes") {
        try HDF5File(bytes: Array(bytes.prefix(count)), path: "part")
      }
    }
  }

  @Test func aMissingLibraryIsOneLine() {
    #expect(
      HDF5Library.error(latentty_hdf5_missing, version: [0, 0, 0], path: "a.h5")?.description
        == "a.h5: HDF5 library: expected the shared library of HDF5 "
        + "(apt install libhdf5-103-1), found none")
    #expect(
      HDF5Library.error(latentty_hdf5_foreign, version: [1, 8, 16], path: "a.h5")?.description
        .contains("found version 1.8.16") == true)
    #expect(HDF5Library.error(latentty_hdf5_ready, version: [1, 10, 8], path: "a.h5") == nil)
  }

  @Test func severalThreadsRead() async throws {
    let expected = try Self.open("arrays").tensor("chunked/gzip")
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 {
        group.addTask { try Self.open("arrays").tensor("chunked/gzip") == expected }
      }
      for try await isEqual in group { #expect(isEqual) }
    }
  }

  private static func refusal(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)"
    }
  }

  private static func open(_ name: String) throws -> HDF5File { try HDF5File(path: path(name)) }

  private static func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/HDF5/\(name).h5").path(percentEncoded: false)
  }
}
