import Datasets
import Storage
import Tensors
import TestSupport
import Testing

/// The description of samples [5, 6, 1] with factors as they are written.
private func described(factors: String) -> String {
  """
  {"name":"x","kind":"image","shape":[5,6,1],"unit":"","settings":{},"factors":[\(factors)]}
  """
}

@Suite("Files of data sets")
struct DatasetFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func safetensorsKeepsEverything() throws {
    let dataset = makeDataset(count: 11)
    let path = folder.path("made.safetensors")
    try dataset.write(to: path)
    expectSame(try Dataset.open(path: path), dataset)
    #expect(folder.names == ["made.safetensors"])
  }

  @Test func thePageOfFormatsNamesWhatAFileHolds() throws {
    let path = folder.path("made.safetensors")
    try makeDataset(count: 2).write(to: path)
    let file = try SafetensorsFile(path: path)
    let page = try FormatsPage()
    #expect(page.names(under: "Tensors of a data set") == Set(file.entries.map(\.name)))
    let text = try #require(file.metadata["latentty.data"])
    let written = try JSONFields.names(in: text, opaque: ["settings"])
    #expect(written.isSubset(of: page.names(under: "Fields of `latentty.data`")), "\(written)")
  }

  @Test func whatAFileIsItsContentTells() throws {
    let dataset = makeDataset(count: 3)
    for ending in ["safetensors", "npz"] {
      let path = folder.path("made.\(ending)")
      try dataset.write(to: path)
      let other = folder.path("\(ending).csv")
      try AtomicFile.write(MappedFile(path: path).withUnsafeBytes { Array($0) }, to: other)
      #expect(try Dataset.open(path: other).samples(0..<3) == dataset.samples(0..<3))
    }
    let table = folder.path("table.npy")
    try AtomicFile.write(Array("a,b\n1,2\n3,4\n".utf8), to: table)
    #expect(try Dataset.open(path: table).sampleShape == [1, 2, 1])
    let damaged = folder.path("damaged.npy")
    try AtomicFile.write([0x93, 0, 1, 2], to: damaged)
    #expect(throws: DatasetError.self) { try Dataset.open(path: damaged) }
    let unnamed = folder.path("table")
    try AtomicFile.write(Array("a,b\n1,2\n3,4\n".utf8), to: unnamed)
    #expect(try Dataset.open(path: unnamed).sampleShape == [1, 2, 1])
  }

  @Test func npzKeepsSamplesAndFactors() throws {
    let dataset = makeDataset(count: 11)
    let path = folder.path("made.npz")
    try dataset.write(to: path)
    let opened = try Dataset.open(path: path)
    #expect(opened.samples(0..<11) == dataset.samples(0..<11))
    #expect(opened.factors == dataset.factors)
    #expect(opened.description.name == "made")
    #expect(opened.description.factors.map(\.name) == ["factor 0", "factor 1"])
    #expect(opened.description.factors[0].lower <= Double(opened.factors[3, 0]))
  }

  @Test func aFileOfPythonIsADataSetToo() throws {
    let path = try write([NamedTensor("samples", Tensor(repeating: 1, shape: [4, 5, 6]))])
    let dataset = try Dataset.open(path: path)
    #expect(dataset.sampleShape == [5, 6, 1])
    #expect(dataset.factors.shape == [4, 0])
    #expect(dataset.sample(3) == Tensor(repeating: 1, shape: [5, 6, 1]))
  }

  @Test func whatIsNoDataSetIsRefusedInOneLine() throws {
    let good = Tensor(repeating: 1, shape: [4, 5, 6, 1])
    let cases: [(String, [NamedTensor], [String: String])] = [
      (
        "an array \"samples\"", [NamedTensor("weights", good)],
        ["latentty.data": description(shape: "[5,6,1]")]
      ),
      (
        "\"samples\" with two to four axes",
        [NamedTensor("samples", good.reshaped(to: [120]))], [:]
      ),
      (
        "\"samples\" of shape [samples, height",
        [NamedTensor("samples", Tensor(shape: [0, 5, 6], elements: []))], [:]
      ),
      (
        "\"factors\" of shape [4, at most 4096]",
        [
          NamedTensor("samples", good),
          NamedTensor("factors", Tensor(repeating: 0, shape: [4, 4097])),
        ],
        [:]
      ),
      (
        "\"factors\" of shape [4, any]",
        [
          NamedTensor("samples", good),
          NamedTensor("factors", Tensor(repeating: 0, shape: [3, 2])),
        ],
        [:]
      ),
      (
        "\"samples\" of shape [4, 9, 9, 1]", [NamedTensor("samples", good)],
        [
          "latentty.data": description(shape: "[9,9,1]")
        ]
      ),
      (
        "\"factors\" of shape [4, 1]", [NamedTensor("samples", good)],
        [
          "latentty.data": description(shape: "[5,6,1]")
        ]
      ),
    ]
    for (expected, tensors, metadata) in cases {
      let path = try write(tensors, metadata: metadata)
      let error = #expect(throws: DatasetError.self) { try Dataset.open(path: path) }
      let text = error?.description ?? ""
      #expect(text.hasPrefix("\(path): not a data set: expected \(expected)"), "\(text)")
      #expect(error.map(isOneLine) == true)
    }
  }

  @Test(arguments: ["safetensors", "npz"], [Float.nan, .infinity, -.infinity])
  func anElementThatIsNotFiniteIsNamedWhenTheFileIsOpened(ending: String, value: Float) throws {
    let path = folder.path("bad.\(ending)")
    for position in 0..<40 {
      var samples = Tensor(repeating: 1, shape: [4, 2, 5, 1])
      samples[position / 10, position % 10 / 5, position % 5, 0] = value
      try write(NamedTensor("samples", samples), NamedTensor("factors", good(.zero)), to: path)
      let error = #expect(throws: DatasetError.self) { try Dataset.open(path: path) }
      #expect(
        error?.description
          == "\(path): sample \(position / 10), row \(position % 10 / 5), column \(position % 5): "
          + "expected a finite number, found \(value)")
      #expect(throws: Never.self) { try Dataset.open(path: path, checksSamples: false) }
    }
    let samples = Tensor(repeating: 1, shape: [4, 2, 5, 1])
    try write(NamedTensor("samples", samples), NamedTensor("factors", good(value)), to: path)
    let error = #expect(throws: DatasetError.self) { try Dataset.open(path: path) }
    #expect(
      error?.description
        == "\(path): sample 2, factor \"factor 1\": expected a finite number, found \(value)")
  }

  private func good(_ value: Float) -> Tensor {
    Tensor(shape: [4, 2], elements: [0, 1, 2, 3, 4, value, 6, 7])
  }

  private func write(_ tensors: NamedTensor..., to path: String) throws {
    if path.hasSuffix("npz") { return try NPZWriter.write(tensors, to: path) }
    try SafetensorsWriter.write(tensors, metadata: [:], to: path)
  }

  @Test(arguments: [
    ("{\"name\":7}", "\"name\": expected a text, found 7"),
    ("\u{1B}[2J", "expected a value, found byte 0x1b"),
    ("", "expected a value, found the end"),
    ("{\"name\":\"x\",\"name\":\"y\"}", "expected every key once, found \"name\" twice"),
    (
      described(
        factors: "{\"name\":\"a\",\"unit\":\"\",\"lower\":3,\"upper\":1}"),
      "\"factors.0.upper\": expected a finite number from 3.0, its lower, found 1.0"
    ),
    (
      described(
        factors: "{\"name\":\"a\",\"unit\":\"\",\"lower\":1e999,\"upper\":1}"),
      "\"factors.0.lower\": expected a finite number, found 1e999"
    ),
    (
      described(
        factors: "{\"name\":\"a\",\"unit\":\"\",\"lower\":NaN,\"upper\":1}"),
      "\"factors.0.lower\": expected a value of JSON, found NaN"
    ),
    (
      described(
        factors: "{\"name\":\"a\",\"name\":\"b\",\"unit\":\"\",\"lower\":0,\"upper\":1}"),
      "\"factors.0\": expected every key once, found \"name\" twice"
    ),
    (
      described(factors: "{\"name\":\"a\",\"unit\":\"\",\"lower\":0}"),
      "\"factors.0.upper\": expected a value, found none"
    ),
  ])
  func aDescriptionThatIsNonsenseIsRefusedWithItsPlace(text: String, problem: String) throws {
    let samples = Tensor(repeating: 1, shape: [4, 5, 6, 1])
    let path = try write([NamedTensor("samples", samples)], metadata: ["latentty.data": text])
    let error = #expect(throws: DatasetError.self) { try Dataset.open(path: path) }
    #expect(error?.description == "\(path): metadata \"latentty.data\": \(problem)")
  }

  @Test func missingFilesAndForeignNamesAreRefused() throws {
    for name in ["none.safetensors", "none.npz", "made.txt", "folder/"] {
      let error = #expect(throws: DatasetError.self) { try Dataset.open(path: folder.path(name)) }
      #expect(error?.description.hasPrefix(folder.path(name)) == true)
    }
    #expect(throws: DatasetError.unknownFormat(path: "made.txt")) {
      try makeDataset(count: 1).write(to: "made.txt")
    }
  }

  @Test(arguments: ["safetensors", "npz"])
  func aFileCutAnywhereIsRefused(ending: String) throws {
    let path = folder.path("made.\(ending)")
    try makeDataset(count: 2, shape: [2, 2, 1]).write(to: path)
    let bytes = try MappedFile(path: path).withUnsafeBytes { Array($0) }
    for length in 0..<bytes.count {
      let cut = folder.path("cut.\(ending)")
      try AtomicFile.write(Array(bytes[..<length]), to: cut)
      let error = #expect(throws: DatasetError.self, "\(length) bytes") {
        try Dataset.open(path: cut)
      }
      #expect(error.map(isOneLine) == true)
    }
  }

  private func write(
    _ tensors: [NamedTensor], metadata: [String: String] = [:]
  ) throws -> String {
    let path = folder.path("file.safetensors")
    try SafetensorsWriter.write(tensors, metadata: metadata, to: path)
    return path
  }

  private func description(shape: String) -> String {
    """
    {"name":"x","kind":"image","shape":\(shape),"unit":"","settings":{},\
    "factors":[{"name":"a","unit":"","lower":0,"upper":1}]}
    """
  }
}

/// Both data sets have the same description, factors and samples.
func expectSame(_ found: Dataset, _ expected: Dataset) {
  #expect(found.description == expected.description)
  #expect(found.factors == expected.factors)
  #expect(found.samples(0..<found.count) == expected.samples(0..<expected.count))
}
