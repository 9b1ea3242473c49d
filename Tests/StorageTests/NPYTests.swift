import Tensors
import Testing

@testable import Storage

struct NPYTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func array(
    _ header: String, data: [UInt8] = [], version: UInt8 = 1
  ) throws -> Tensor {
    let count = UInt32(header.utf8.count).littleEndian
    let length = withUnsafeBytes(of: count) { Array($0.prefix(version == 1 ? 2 : 4)) }
    let bytes = NPYHeader.magic + [version, 0] + length + Array(header.utf8) + data
    return try NPY.read(path: folder.write(bytes, to: "array"))
  }

  /// Written by NumPy 2.4.6: versions 1, 2 and 3, column-major doubles and big-endian integers.
  @Test(arguments: [
    (
      "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyks"
        + "IH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAA"
        + "AAAAAAAAAAAAAAhAAAAAAAAA8D8AAAAAAAAQQAAAAAAAAABAAAAAAAAAFEA=",
      Tensor(shape: [2, 3], elements: [0, 1, 2, 3, 4, 5])
    ),
    (
      "k05VTVBZAgB0AAAAeydkZXNjcic6ICc+aTQnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywp"
        + "LCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAB"
        + "/////gAAASw=",
      Tensor(shape: [3], elements: [1, -2, 300])
    ),
    (
      "k05VTVBZAwB0AAAAeydkZXNjcic6ICc8ZjQnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMSwg"
        + "MSksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAA/",
      Tensor(shape: [1, 1], elements: [0.5])
    ),
  ])
  func readsWhatNumPyWrote(_ base64: String, _ expected: Tensor) throws {
    let bytes = try fixture(base64: base64)
    #expect(try NPY.read(path: folder.write(bytes, to: "numpy")) == expected)
    func read(_ path: String) throws(StorageError) { _ = try NPY.read(path: path) }
    try Damage.expectPrefixesRefused(bytes, read)
    try Damage.expectFlipsSurvived(bytes, refusedAtLeast: 0.2, read)
  }

  /// NumPy 2.4.6 writes the same bytes for `np.array([[1, 2]], '<f4')`.
  @Test func writesTheBytesOfNumPy() throws {
    try NPY.write(Tensor(shape: [1, 2], elements: [1, 2]), to: folder.file("array"))
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }"
    let padding = String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    #expect(
      try folder.bytes("array") == NPYHeader.magic + [1, 0, 118, 0] + Array((header + padding).utf8)
        + [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40])
  }

  @Test(arguments: [[], [0], [4], [2, 3], [3, 0, 2], [2, 1, 3, 2]]) func roundTrips(
    _ shape: [Int]
  ) throws {
    let count = shape.reduce(1, *)
    let tensor = Tensor(shape: shape, elements: (0..<count).map { Float($0) - 0.5 })
    try NPY.write(tensor, to: folder.file("array"))
    #expect(try NPY.read(path: folder.file("array")) == tensor)
  }

  @Test func columnMajorOfThreeAxes() throws {
    let header = "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4)}"
    let tensor = try array(header, data: Array(0..<24))
    for i in 0..<2 {
      for j in 0..<3 {
        for k in 0..<4 { #expect(tensor[i, j, k] == Float(i + 2 * j + 6 * k)) }
      }
    }
  }

  @Test(arguments: [
    "", "{}", "{'descr': '<f4'}", "{'descr': '<f4', 'fortran_order': False, 'shape': (1)",
    "{'descr': '|O', 'fortran_order': False, 'shape': (1,)}",
    "{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}",
    "{'descr': '|f4', 'fortran_order': False, 'shape': (1,)}",
    "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}",
    "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 4)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'extra': 1}",
    "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
    "{'descr': '<f\\'4', 'fortran_order': False, 'shape': (1,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x",
  ])
  func refusesHeader(_ header: String) throws {
    for version: UInt8 in 1...3 {
      #expect(throws: StorageError.self) {
        try array(header, data: [0, 0, 0, 0], version: version)
      }
    }
  }

  @Test func refusesOtherVersions() throws {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}"
    #expect(try array(header, data: [0, 0, 0, 0]).elements == [0])
    #expect(throws: StorageError.self) { try array(header, data: [0, 0, 0, 0], version: 4) }
    #expect(throws: StorageError.self) { try array(header, data: [0, 0, 0, 0], version: 0) }
  }
}
