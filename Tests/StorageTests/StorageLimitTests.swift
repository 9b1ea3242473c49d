import Tensors
import Testing

@testable import Storage

/// What is refused because nobody needs it, before memory is spent on it.
struct StorageLimitTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func expectRefused(
    _ words: String, _ read: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: StorageError.self, sourceLocation: sourceLocation) { try read() }
    #expect(
      error?.description.contains(words) == true, "\(String(describing: error))",
      sourceLocation: sourceLocation)
  }

  @Test("a safetensors header has up to 65,536 tensors and as many texts")
  func safetensors() throws {
    let open = { (header: String) in
      _ = try SafetensorsFile(
        path: self.folder.write(safetensorsBytes(header: header), to: "file"))
    }
    for (count, isRead) in [(65_536, true), (65_537, false)] {
      let tensors = (0..<count).map {
        "\"\($0)\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}"
      }
      let texts = (0..<count).map { "\"\($0)\":\"\"" }
      let headers = [
        "{\(tensors.joined(separator: ","))}",
        "{\"__metadata__\":{\(texts.joined(separator: ","))}}",
      ]
      for header in headers {
        if isRead { try open(header) } else { expectRefused("at most 65536") { try open(header) } }
      }
    }
  }

  @Test("an array has up to 64 axes", arguments: [64, 65])
  func axes(count: Int) throws {
    let list = [String](repeating: "1", count: count).joined(separator: ",")
    let header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[\(list)],\"data_offsets\":[0,1]}}"
    let safetensors = try folder.write(safetensorsBytes(header: header, data: [7]), to: "a")
    let text = "{'descr': '|u1', 'fortran_order': False, 'shape': (\(list))}"
    let npy = try folder.write(
      NPYHeader.magic + [1, 0, UInt8(text.utf8.count), 0] + Array(text.utf8) + [7], to: "b")
    if count == 64 {
      #expect(try SafetensorsFile(path: safetensors).tensor("a").elements == [7])
      #expect(try NPY.read(path: npy).shape.count == 64)
    } else {
      expectRefused("at most 64 numbers") { _ = try SafetensorsFile(path: safetensors) }
      expectRefused("at most 64 numbers") { _ = try NPY.description(path: npy) }
    }
  }

  @Test("the header of an array file has up to a mebibyte")
  func arrayHeader() throws {
    let length = withUnsafeBytes(of: UInt32(NPYHeader.textLimit + 1).littleEndian, Array.init)
    let path = try folder.write(
      NPYHeader.magic + [2, 0] + length + [UInt8](repeating: 0x20, count: 1 << 21), to: "array")
    expectRefused("at most 1048576 bytes") { _ = try NPY.description(path: path) }
  }

  @Test("a zip directory has up to 16 MiB and 65,536 entries")
  func zipDirectory() throws {
    let count = ZipDirectory.entryLimit + 1
    var bytes: [UInt8] = []
    func append(_ values: [UInt64], sizes: [Int]) {
      for (value, size) in zip(values, sizes) {
        withUnsafeBytes(of: value.littleEndian) { bytes += $0.prefix(size) }
      }
    }
    append([UInt64(ZipDirectory.localSignature), 0, 0, 0, 0], sizes: [4, 8, 8, 8, 2])
    let start = bytes.count
    for index in 0..<count {
      append(
        [UInt64(ZipDirectory.entrySignature), 0, 0, 0, 8, 0, 0], sizes: [4, 8, 8, 8, 8, 8, 2])
      bytes += Array(String(10_000_000 + index).utf8)
    }
    let size = bytes.count - start
    append([UInt64(ZipDirectory.end64Signature), 44, 0, 0, 0, 0], sizes: [4, 8, 8, 4, 8, 8])
    append([UInt64(size), UInt64(start)], sizes: [8, 8])
    append(
      [UInt64(ZipDirectory.locator64Signature), 0, UInt64(start + size), 1], sizes: [4, 4, 8, 4])
    append([UInt64(ZipDirectory.endSignature), 0, 0, 0, 0, 0], sizes: [4, 4, 4, 4, 4, 2])
    let path = try folder.write(bytes, to: "archive")
    expectRefused("at most 65536 entries") { _ = try NPZFile(path: path) }

    var short = Array(bytes.suffix(22))
    short.replaceSubrange(12..<16, with: [1, 0, 0, 1])
    let large = try folder.write(short, to: "large")
    expectRefused("at most 16777216 bytes") { _ = try NPZFile(path: large) }
  }

  @Test("a line of a table has up to 65,536 fields of up to 16 MiB")
  func table() throws {
    let open = { (text: String) in
      _ = try Table(path: self.folder.write(Array(text.utf8), to: "table.csv"))
    }
    try open([String](repeating: "1", count: 65_536).joined(separator: ","))
    expectRefused("line 1: expected at most 65536 fields") {
      try open([String](repeating: "1", count: 65_537).joined(separator: ","))
    }
    let long = String(repeating: "a", count: 1 << 24 + 1)
    expectRefused("line 2: expected a field of at most 16777216 bytes") { try open("x\n\(long)\n") }
    expectRefused("line 2: expected a field of at most 16777216 bytes") {
      try open("x\n\"\(long)\"\n")
    }
  }

  @Test("a picture is decoded up to the pixels that its reader has use for")
  func pixels() throws {
    let bytes = try PNGImage(
      width: 40, height: 30, channels: 1, pixels: [UInt8](repeating: 9, count: 1200)
    ).encoded()
    #expect(try PNGImage.decode(bytes, pixelLimit: 1200).height == 30)
    expectRefused("at most 1199 pixels") { _ = try PNGImage.decode(bytes, pixelLimit: 1199) }
  }
}
