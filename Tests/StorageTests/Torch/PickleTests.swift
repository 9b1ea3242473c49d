import Testing

@testable import Storage

struct PickleTests {
  private func read(_ bytes: [UInt8]) throws -> PickleDocument {
    try bytes.withUnsafeBytes { try PickleDocument($0, path: "p") }
  }

  private func fault(_ bytes: [UInt8]) -> String {
    do throws(StorageError) {
      _ = try bytes.withUnsafeBufferPointer { bytes throws(StorageError) in
        try PickleDocument(UnsafeRawBufferPointer(bytes), path: "p")
      }
      return "none"
    } catch {
      return error.description
    }
  }

  // MARK: What Python wrote

  @Test("the same data come out of every protocol", arguments: 0...5)
  func protocols(version: Int) throws {
    let document = try read(TorchFixture.bytes("protocol\(version).pkl"))
    let entries = try #require(document.entries(document.root))
    let values = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.value) })
    let plain: [String: PickleValue] = [
      "none": .null, "true": .bool(true), "false": .bool(false), "small": .integer(7),
      "byte": .integer(255), "short": .integer(65535), "negative": .integer(-3),
      "int": .integer(Int(Int32.max)), "long": .integer(1 << 40), "longest": .integer(.min),
      "float": .number(0.1), "text": .text("a\né中😀\\"), "empty": .text(""),
    ]
    for (name, value) in plain { #expect(values[name] == value, "\(name)") }
    let huge: [PickleValue] = [
      .largeInteger("1267650600228229401496703205376"),
      .largeInteger("0x10000000000000000000000000"),
    ]
    #expect(values["huge"].map { huge.contains($0) } == true)
    let tuples = [
      "tuple": [], "one": [1], "two": [1, 2], "three": [1, 2, 3], "four": [1, 2, 3, 4],
    ]
    for (name, expected) in tuples {
      let value = try #require(values[name])
      #expect(document.elements(value) == expected.map { .integer($0) }, "\(name)")
    }
    #expect(values["list"] == values["again"])
    let (bytes, mapping) = (try #require(values["bytes"]), try #require(values["ordered"]))
    #expect(document.bytes(bytes) == [0, 255])
    let ordered = try #require(document.entries(mapping))
    #expect(ordered.map(\.name) == ["x", "y"])
    #expect(ordered.map(\.value) == [.integer(1), .integer(2)])
    let own = try #require(values["object"])
    let object = try #require(document.record(own))
    #expect(object.name == "mynet.Net")
    #expect(document.attributes(object.object)?.map(\.value) == [.integer(3)])
    #expect(document.warning == nil)
  }

  @Test("a pickle that is cut off anywhere is refused", arguments: 0...5)
  func truncated(version: Int) throws {
    let bytes = try TorchFixture.bytes("protocol\(version).pkl")
    for count in 0..<bytes.count {
      #expect(fault(Array(bytes[..<count])) != "none", "\(count) bytes")
    }
  }

  @Test("a pickle with flipped bits is refused or read")
  func flipped() throws {
    let bytes = try TorchFixture.bytes("protocol2.pkl")
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(bit)
        #expect(!fault(damaged).contains("\n"))
      }
    }
  }

  // MARK: What would execute

  private static let executingCalls: [(name: String, value: [UInt8])] = {
    let (text, global) = (PickleBytes.text, PickleBytes.global)
    return [
      ("os.system", PickleBytes.call("os", "system", [text("touch x")])),
      ("posix.system", Array("(iposix\nsystem\n".utf8)),
      ("builtins.eval", [0x28] + global("builtins", "eval") + [0x6F]),
      ("subprocess.Popen", text("subprocess") + text("Popen") + [0x93, 0x29, 0x81]),
      ("builtins.exec", text("builtins") + text("exec") + [0x93, 0x29, 0x7D, 0x92]),
    ]
  }()

  @Test("a call is a record with a name, and is said and never made", arguments: executingCalls)
  func executing(name: String, value: [UInt8]) throws {
    let document = try read(PickleBytes.file(value))
    #expect(document.record(document.root)?.name == name)
    #expect(document.calls == [name])
    #expect(document.warning == "the pickle calls \(name), which is never executed here")
  }

  // MARK: What breaks the format

  @Test(
    "every fault is one line with its byte",
    arguments: [
      (".", "byte 0: expected a value on the stack"), ("0.", "byte 0: expected a value"),
      ("R.", "byte 0: expected a value"), ("NR.", "byte 1: expected a value"),
      ("t.", "byte 0: expected a mark"), ("Ne.", "byte 1: expected a mark"),
      ("(.", "byte 1: expected a value on the stack, found none above the last mark"),
      ("(N0R.", "byte 3: expected a value"), ("Na.", "byte 1: expected a value"),
      ("NNa.", "byte 2: expected an object to be completed"), ("](Nu.", "expected an object"),
      ("}(Nu.", "byte 3: expected a value for every key, found 1"), ("NNb.", "byte 2"),
      ("h\u{5}.", "byte 0: expected a value that was remembered, found index 5"),
      ("q\u{1}.", "byte 0: expected a value"), ("gx\n.", "expected an index of the memo"),
      ("I1x\n.", "byte 0: expected an integer"), ("Fx\n.", "expected a number"),
      ("Sx\n.", "expected a quoted text"), ("NN\u{13}.", "byte 2: expected an instruction"),
      ("I1", "expected the end of a line"),
    ])
  func faults(pickle: String, words: String) {
    let found = fault(Array(pickle.utf8))
    #expect(found.hasPrefix("p: pickle, byte "), "\(found)")
    #expect(found.contains(words), "\(found)")
  }

  @Test(
    "sizes that are claimed are compared with the bytes that are there",
    arguments: [0x8D, 0x8E, 0x96, 0x95] as [UInt8],
    [Int64.max, -1, 1 << 40, 3])
  func claimedSizes(opcode: UInt8, size: Int64) {
    let bytes = [opcode] + withUnsafeBytes(of: size.littleEndian, Array.init) + [0x4E, 0x2E]
    #expect(fault(bytes).contains("expected"))
  }

  @Test("negative sizes of old instructions are refused", arguments: [0x54, 0x8B] as [UInt8])
  func negativeSizes(opcode: UInt8) {
    #expect(fault([opcode, 255, 255, 255, 255, 0x2E]).contains("expected a size, found -1"))
  }

  @Test("a name that repeated copies of a text would make long is refused")
  func longNames() {
    let long = PickleBytes.text(String(repeating: "a", count: 60_000))
    #expect(
      fault(long + [0x32, 0x93, 0x2E]).contains("expected a name of at most 1000 bytes"))
  }

  @Test("values are counted")
  func manyValues() {
    let bytes = [UInt8](repeating: 0x4E, count: PickleMachine.valueLimit + 1) + [0x2E]
    #expect(fault(bytes).contains("byte 4194304: expected at most 4194304 values"))
    let lists = [UInt8](repeating: 0x5D, count: PickleMachine.objectLimit + 1) + [0x2E]
    #expect(fault(lists).contains("at most 1048576 values with parts"))
  }

  @Test("a later protocol and buffers outside of the pickle are named")
  func unsupported() {
    #expect(fault([0x80, 6, 0x4E, 0x2E]).contains("version 6 of the protocol is not supported"))
    #expect(fault([0x97, 0x2E]).contains("a buffer outside of the pickle is not supported"))
  }
}
