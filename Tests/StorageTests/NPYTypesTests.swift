import Tensors
import Testing

@testable import Storage

/// Arrays of anything but numbers, as NumPy 2.4.6 writes them.
struct NPYTypesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ base64: String) throws -> String {
    try folder.write(fixture(base64: base64), to: "array.npy")
  }

  @Test(
    "an array of structures is a table, its numbers in double precision and its texts as they are")
  func structure() throws {
    let path = try write(structureBase64)
    let description = try NPY.description(path: path)
    #expect(description.isTable && description.elementType == nil && description.shape == [3])
    #expect(
      description.typeName
        == "structured (x F64, id I64, name text, place F32, flag BOOL, when dates (<M8[s]))")
    let columns = try NPY.columns(path: path)
    #expect(columns.map(\.name) == ["x", "id", "name", "place 0", "place 1", "flag", "when"])
    #expect(
      columns.map(\.values) == [
        .numbers([0.5, -1, 1e300]),
        .texts(["4472832130942575872", "4472832130942575873", "7"]),
        .texts(["M31", "ü", ""]), .numbers([1, 3, 5]), .numbers([2, 4, 6]), .numbers([1, 0, 1]),
        .foreign("dates (<M8[s])"),
      ])
    let error = #expect(throws: StorageError.self) { try NPY.read(path: path) }
    #expect(error?.description.contains("structured") == true)
  }

  @Test("bytes between fields are no column")
  func padding() throws {
    let columns = try NPY.columns(path: write(alignedBase64))
    #expect(
      columns == [
        StoredColumn(name: "a", values: .numbers([1, -1])),
        StoredColumn(name: "b", values: .numbers([0.25, 2])),
      ])
  }

  @Test("texts of four bytes a character, and of one")
  func texts() throws {
    #expect(
      try NPY.columns(path: write(textsBase64)).map(\.values) == [
        .texts(["spiral", "merger", "spiral"])
      ])
    #expect(
      try NPY.columns(path: write(bytesBase64)).map(\.values) == [.texts(["ab\u{FFFD}", "c"])])
  }

  @Test("an archive lists what cannot be read, and members without a suffix are arrays")
  func archives() throws {
    let file = try NPZFile(path: write(archiveBase64))
    #expect(file.names == ["X", "labels", "names", "waves", "readme.txt"])
    #expect(
      try file.names.map { try file.description(of: $0)?.typeName } == [
        "F64", "text", "Python objects (|O)", "complex (<c16)", nil,
      ])
    #expect(try file.tensor("X").elements == [0, 1, 2, 3, 4, 5])
    #expect(try file.columns("labels").map(\.values) == [.texts(["spiral", "merger", "spiral"])])
    for name in ["names", "waves", "readme.txt"] {
      #expect(throws: StorageError.self) { try file.tensor(name) }
    }
  }

  @Test("a shape as Python 2 wrote it")
  func python2() throws {
    #expect(try NPY.read(path: write(oldShapeBase64)).shape == [3, 2])
  }

  @Test(
    "damaged arrays are refused or survived",
    arguments: [structureBase64, textsBase64, alignedBase64])
  func damage(_ base64: String) throws {
    let bytes = try fixture(base64: base64)
    func read(_ path: String) throws(StorageError) { _ = try NPY.columns(path: path) }
    try Damage.expectPrefixesRefused(bytes, read)
    try Damage.expectFlipsSurvived(bytes, refusedAtLeast: 0.1, read)
  }

  @Test("numbers beyond single precision are kept in double")
  func doubles() throws {
    let path = try write(structureBase64)
    #expect(throws: StorageError.self) { try NPY.doubles(path: path) }
    let whole = try NPZFile(path: write(archiveBase64)).doubles("X")
    #expect(whole.shape == [3, 2] && whole.elements == [0, 1, 2, 3, 4, 5])
  }
}

private let structureBase64 =
  "k05VTVBZAQC2AHsnZGVzY3InOiBbKCd4JywgJz5mOCcpLCAoJ2lkJywgJzxpOCcpLCAoJ25hbWUnLCAn"
  + "PFUzJyksICgncGxhY2UnLCAnPGY0JywgKDIsKSksICgnZmxhZycsICd8YjEnKSwgKCd3aGVuJywgJzxN"
  + "OFtzXScpXSwgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAg"
  + "ICAgICAgICAgICAKP+AAAAAAAAAAJckAILESPk0AAAAzAAAAMQAAAAAAgD8AAABAAQAAAAAAAAAAv/AA"
  + "AAAAAAABJckAILESPvwAAAAAAAAAAAAAAAAAQEAAAIBAAAAAAAAAAAAAfjfkPIgAdZwHAAAAAAAAAAAA"
  + "AAAAAAAAAAAAAAAAoEAAAMBAAQAAAAAAAAAA"
private let alignedBase64 =
  "k05VTVBZAQB2AHsnZGVzY3InOiBbKCdhJywgJ3xpMScpLCAoJycsICd8VjcnKSwgKCdiJywgJzxmOCcp"
  + "XSwgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAg"
  + "ICAgICAgIAoBAAAAAAAAAAAAAAAAANA//wAAAAAAAAAAAAAAAAAAQA=="
private let textsBase64 =
  "k05VTVBZAQB2AHsnZGVzY3InOiAnPFU2JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzog"
  + "KDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
  + "ICAgICAgIApzAAAAcAAAAGkAAAByAAAAYQAAAGwAAABtAAAAZQAAAHIAAABnAAAAZQAAAHIAAABzAAAA"
  + "cAAAAGkAAAByAAAAYQAAAGwAAAA="
private let bytesBase64 =
  "k05VTVBZAQB2AHsnZGVzY3InOiAnfFMzJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzog"
  + "KDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
  + "ICAgICAgIAphYv9jAAA="
private let archiveBase64 =
  "UEsDBBQAAAAIADJqfl2OE9Q0VwAAALAAAAABAAAAWJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqGuo6Ce"
  + "ll9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6CkaaOgq1CmQDLgYU8MEeynCAUBxQWgBKizgAAFBL"
  + "AwQUAAAACAAyan5dV2qRFV8AAADIAAAACgAAAGxhYmVscy5ucHmb7BfqGxDJyFDGUK2eklqcXKRupaBu"
  + "E2qmrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFACuYgYGhgIgzgTiIiBOBOIc"
  + "IM4F4lSoWDoSG5d6AFBLAwQUAAAACAAyan5dQ9wnAcYAAAAdAQAACQAAAG5hbWVzLm5weaWLPwuCQBjG"
  + "vSyCaG52OwNxaYmWhqChI4ugoSHk0ouCUnk9A6mgJUq4Kd8+b5l+hH7DA8+/3FlO5yuinbQz9UXsAR0Y"
  + "9DKjlkG3IUjggRuCL37xmB9iUeTxjkei8GbP6lrG1fiH1q3+fmkVqhMkxyi1XS8EYR+Tg9xzAJ6iarsg"
  + "vDCIJSSexBxVo1yiagZ+NcmRaXcckQ0+cIEmI0y/405XDV+mkfhdarM+Zs+q1RW5oOM4k09BKWwocZOt"
  + "0bwiI4pwFIW3v1BLAwQUAAAACAAyan5dA3O1Dk4AAACwAAAACQAAAHdhdmVzLm5weZvsF+obEMnIUMZQ"
  + "rZ6SWpxcpG6loG6TbGimrqOgnpZfVFKUmBefX5SSCpJwS8wpTgWKF2ckFqQC+RrGOpo6CrUK5AMuBjD4"
  + "YM+AAnDzAVBLAwQUAAAACAAyan5dhqYQNgcAAAAFAAAACgAAAHJlYWRtZS50eHTLSM3JyQcAUEsBAhQD"
  + "FAAAAAgAMmp+XY4T1DRXAAAAsAAAAAEAAAAAAAAAAAAAAIABAAAAAFhQSwECFAMUAAAACAAyan5dV2qR"
  + "FV8AAADIAAAACgAAAAAAAAAAAAAAgAF2AAAAbGFiZWxzLm5weVBLAQIUAxQAAAAIADJqfl1D3CcBxgAA"
  + "AB0BAAAJAAAAAAAAAAAAAACAAf0AAABuYW1lcy5ucHlQSwECFAMUAAAACAAyan5dA3O1Dk4AAACwAAAA"
  + "CQAAAAAAAAAAAAAAgAHqAQAAd2F2ZXMubnB5UEsBAhQDFAAAAAgAMmp+XYamEDYHAAAABQAAAAoAAAAA"
  + "AAAAAAAAAIABXwIAAHJlYWRtZS50eHRQSwUGAAAAAAUABQANAQAAjgIAAAAA"
private let oldShapeBase64 =
  "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzog"
  + "KDNMLCAyTCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
  + "ICAgICAgIAoAAAAAAAAAAAAAAAAAAPA/AAAAAAAAAEAAAAAAAAAIQAAAAAAAABBAAAAAAAAAFEA="
