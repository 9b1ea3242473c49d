import Tensors
import Testing

@testable import Storage

struct SafetensorsFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func open(_ header: String, data: [UInt8] = [], length: UInt64? = nil) throws
    -> SafetensorsFile
  {
    let bytes = safetensorsBytes(header: header, data: data, length: length)
    return try SafetensorsFile(path: folder.write(bytes, to: "file"))
  }

  /// Written by Python's safetensors 0.8.0 from NumPy 2.4.6 arrays.
  @Test("a tensor of a type that is not read is listed, and the others are read")
  func foreignType() throws {
    let header =
      #"{"a":{"dtype":"F8_E4M3","shape":[3],"data_offsets":[0,3]},"#
      + #""b":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}}"#
    let file = try open(header, data: [1, 2, 3, 7])
    #expect(
      file.entries.map(\.typeName) == ["F8_E4M3", "U8"] && file.entries[0].elementType == nil)
    #expect(try file.tensor("b").elements == [7] && file.doubles("b").elements == [7])
    let error = #expect(throws: StorageError.self) { try file.tensor("a") }
    #expect(error?.description.contains("F8_E4M3") == true)
  }

  @Test func readsWhatPythonWrote() throws {
    let bytes = try fixture(base64: pythonFile)
    let file = try SafetensorsFile(path: folder.write(bytes, to: "python"))
    #expect(file.metadata == ["format": "np"])
    #expect(file.entries.map(\.name) == ["count", "double", "half", "byte", "flag"])
    #expect(file.entry("count")?.elementType == .int64)
    #expect(try file.tensor("half") == Tensor(shape: [3], elements: [1, -0.5, 65504]))
    #expect(try file.tensor("double") == Tensor(shape: [2, 1], elements: [1.5, -2.25]))
    #expect(try file.tensor("count") == Tensor(shape: [2], elements: [-1, 0x1p40]))
    #expect(try file.tensor("flag") == Tensor(shape: [3], elements: [1, 0, 1]))
    #expect(try file.tensor("byte") == Tensor(shape: [], elements: [7]))
  }

  @Test func acceptsWhatTheFormatAllows() throws {
    #expect(try open("{}").entries.isEmpty)
    #expect(try open("{} \n\t ").metadata.isEmpty)
    let spaced =
      #"{ "a" : { "shape" : [ 0 , 5 ] , "data_offsets" : [ 0 , 0 ] , "dtype" : "F32" } } "#
    #expect(try open(spaced).tensor("a").shape == [0, 5])
    let escaped = #"{"__metadata__":{"a\"\\\/\n":"\u00e9\uD83D\uDE00 ü"}}"#
    #expect(try open(escaped).metadata == ["a\"\\/\n": "é😀 ü"])
  }

  @Test func entriesComeInTheOrderOfTheirData() throws {
    let header =
      #"{"late":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},"#
      + #""early":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#
    let file = try open(header, data: [7, 9])
    #expect(file.entries.map(\.name) == ["early", "late"])
    #expect(try file.tensor("late").elements == [9])
  }

  @Test(arguments: [
    "", "[]", "null", "{", "{}x", "{}{}", #"{"a"}"#, #"{"a":1}"#, #"{"a":{}}"#, "{\"a\":{},}",
    #"{"a":{"dtype":"F32","shape":[1]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}"#,
    #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1,],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}"#,
    #"{"a":{"dtype":"F32","shape":[9223372036854775807,2],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[0,0]}}"#,
    #"{"a":{"dtype":"F32","shape":[0],"data_offsets":[9223372036854775807,9223372036854775807]}}"#,
    #"{"__metadata__":{"a":1}}"#, #"{"__metadata__":{"a":"1","a":"2"}}"#,
    #"{"__metadata__":{},"__metadata__":{}}"#, #"{"__metadata__":{"a":"\x"}}"#,
    #"{"__metadata__":{"a":"\uD800"}}"#, #"{"__metadata__":{"a":"\uD800 \uDC00"}}"#,
    #"{"__metadata__":{"a":"\u12"}}"#, "{\"__metadata__\":{\"a\":\"\u{1}\"}}",
    #"{"__metadata__":{"a":"b"#,
  ])
  func refusesHeader(_ header: String) throws {
    let error = #expect(throws: StorageError.self) {
      try open(header, data: [0, 0, 0, 0])
    }
    #expect(error?.path == folder.file("file"))
  }

  @Test(arguments: [
    // A tensor named twice; a hole; an overlap; too little data; too much data.
    ([("a", 0, 4), ("a", 4, 8)], 8), ([("a", 0, 4), ("b", 5, 9)], 9),
    ([("a", 0, 4), ("b", 2, 6)], 6), ([("a", 0, 4), ("b", 4, 8)], 7),
    ([("a", 0, 4), ("b", 4, 8)], 9), ([("a", 0, 4), ("b", 0, 4)], 4),
  ])
  func refusesLayout(_ ranges: [(String, Int, Int)], _ dataLength: Int) throws {
    let fields = ranges.map { name, begin, end in
      #""\#(name)":{"dtype":"F32","shape":[1],"data_offsets":[\#(begin),\#(end)]}"#
    }
    let header = "{" + fields.joined(separator: ",") + "}"
    #expect(throws: StorageError.self) {
      try open(header, data: Array(repeating: 0, count: dataLength))
    }
  }

  @Test(arguments: [3, 100, UInt64(Int64.max), UInt64.max]) func refusesHeaderLength(
    _ length: UInt64
  ) throws {
    #expect(throws: StorageError.self) { try open("{}", length: length) }
  }

  @Test func refusesInvalidText() throws {
    let bytes = safetensorsBytes(header: "{\"__metadata__\":{\"a\":\"b\"}}").map {
      $0 == UInt8(ascii: "b") ? 0xFF : $0
    }
    let path = try folder.write(bytes, to: "file")
    #expect(throws: StorageError.self) { try SafetensorsFile(path: path) }
  }

  @Test func deepNestingIsRefusedWithoutRecursion() throws {
    let header = #"{"a":"# + String(repeating: "{\"b\":", count: 200_000)
    #expect(throws: StorageError.self) { try open(header) }
  }

  @Test func errorsNameTensorAndShapes() throws {
    let file = try open(
      #"{"w":{"dtype":"U8","shape":[2,1],"data_offsets":[0,2]}}"#, data: [1, 2])
    #expect(try file.tensor("w", shape: [nil, 1]).elements == [1, 2])
    #expect(
      throws: StorageError.shapeMismatch(
        path: file.path, tensor: "w", expected: [2, nil, 3], found: [2, 1])
    ) { try file.tensor("w", shape: [2, nil, 3]) }
    #expect(
      throws: StorageError.missingTensor(path: file.path, name: "v", available: ["w"])
    ) { try file.tensor("v") }
    #expect(throws: StorageError.self) { try file.elements("v") }
  }

  @Test func mapsFloatsAtAnyByte() throws {
    let header = #"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
    let data: [UInt8] = [0, 0, 0x80, 0x3F]
    for padding in 0..<4 {
      let padded = header + String(repeating: " ", count: padding)
      let file = try open(padded, data: data)
      #expect(try file.tensor("w").elements == [1])
      #expect(try file.elements("w").withUnsafeRow(0) { Array($0) } == [1])
    }
  }

  @Test func damagedFilesAreSurvived() throws {
    let bytes = try fixture(base64: pythonFile)
    func read(_ path: String) throws(StorageError) {
      let file = try SafetensorsFile(path: path)
      for entry in file.entries {
        let tensor = try file.tensor(entry.name)
        #expect(tensor.shape == entry.shape)
      }
    }
    try Damage.expectPrefixesRefused(bytes, read)
    try Damage.expectFlipsSurvived(bytes, refusedAtLeast: 0.5, read)
  }
}

private let pythonFile =
  "SAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJmb3JtYXQiOiJucCJ9LCJjb3VudCI6eyJkdHlwZSI6Ikk2NCIsInNoYXBl"
  + "IjpbMl0sImRhdGFfb2Zmc2V0cyI6WzAsMTZdfSwiZG91YmxlIjp7ImR0eXBlIjoiRjY0Iiwic2hhcGUiOlsyLDFdLCJk"
  + "YXRhX29mZnNldHMiOlsxNiwzMl19LCJoYWxmIjp7ImR0eXBlIjoiRjE2Iiwic2hhcGUiOlszXSwiZGF0YV9vZmZzZXRz"
  + "IjpbMzIsMzhdfSwiYnl0ZSI6eyJkdHlwZSI6IlU4Iiwic2hhcGUiOltdLCJkYXRhX29mZnNldHMiOlszOCwzOV19LCJm"
  + "bGFnIjp7ImR0eXBlIjoiQk9PTCIsInNoYXBlIjpbM10sImRhdGFfb2Zmc2V0cyI6WzM5LDQyXX19ICAg//////////8A"
  + "AAAAAAEAAAAAAAAAAPg/AAAAAAAAAsAAPAC4/3sHAQAB"
