import Datasets
import Storage
import Tensors
import TestSupport
import Testing

typealias Fixtures = ForeignFixtures

@Suite("Arrays of other programs as data sets")
struct ForeignArrayTests {
  @Test("the largest array is the samples, and those of as many rows are factors")
  func largestArray() throws {
    let dataset = try Fixtures.open("dsprites.npz")
    expectSamples(
      dataset, mapped(Fixtures.pictures([12, 8, 8, 1])) { $0.truncatingRemainder(dividingBy: 2) })
    #expect(dataset.description.factors.map(\.name) == ["latents_values 0", "latents_values 1"])
    #expect(dataset.factors.row(2) == [1, 2.25])
    #expect(
      dataset.notes == [
        "the samples are the array imgs [12, 8, 8]; --array names another",
        "its axes [12, 8, 8] are samples, rows, columns (--order nhw)",
        "the 2 factors are those of latents_values",
      ])
  }

  @Test("labels belong to the samples of the same split")
  func splits() throws {
    let train = try Fixtures.open("keras.npz")
    expectSamples(train, Fixtures.pictures([12, 6, 7, 1]))
    #expect(train.description.factors.map(\.name) == ["y_train"])
    #expect(train.factors.elements == (0..<12).map { Float($0 % 3) })
    let test = try Fixtures.open("keras.npz") { $0.array = "x_test" }
    expectSamples(test, Fixtures.pictures([4, 6, 7, 1]))
    #expect(test.description.factors.map(\.name) == ["y_test"])
  }

  @Test("text and one-hot labels become classes; the user may choose")
  func labels() throws {
    let all = try Fixtures.open("named.npz")
    expectSamples(all, Fixtures.pictures([12, 5, 5, 3]))
    #expect(all.description.factors.map(\.name) == ["y", "onehot"])
    for row in 0..<12 { #expect(Array(all.factors.row(row)) == [Float(row % 3), Float(row % 3)]) }
    #expect(all.notes.contains("y is numbered: 0 cat, 1 dog, 2 cow"))
    #expect(all.notes.contains("onehot is one-hot and became one factor of 3 classes"))
    let chosen = try Fixtures.open("named.npz") { $0.labels = "onehot" }
    #expect(chosen.description.factors.map(\.name) == ["onehot"])
    #expect(
      Fixtures.message("named.npz") { $0.labels = "z" }.contains(
        "expected a tensor \"z\", found \"X\", \"y\", \"onehot\""))
    #expect(
      Fixtures.message("keras.npz") { $0.labels = "y_test" }.contains(
        "expected labels of shape [12] or [12, any], found \"y_test\" U8 [4]"))
  }

  @Test("arrays of like size are listed, and none is taken")
  func ambiguity() throws {
    #expect(
      Fixtures.message("ambiguous.npz").hasSuffix(
        "expected one array of samples, found \"b\" U8 [5, 4, 5], \"a\" U8 [6, 4, 4]; --array NAME takes one"
      ))
    expectSamples(
      try Fixtures.open("ambiguous.npz") { $0.array = "b" }, Fixtures.pictures([5, 4, 5, 1]))
    #expect(
      Fixtures.message("ambiguous.npz") { $0.array = "c" }.hasSuffix(
        "expected a tensor \"c\", found \"a\", \"b\""))
  }

  @Test("the order of axes is inferred, said, and can be given")
  func orders() throws {
    let channelsFirst = try Fixtures.open("nchw.npy")
    expectSamples(channelsFirst, Fixtures.pictures([6, 5, 7, 3]))
    #expect(
      channelsFirst.notes == [
        "its axes [6, 3, 5, 7] are samples, channels, rows, columns (--order nchw)"
      ])
    expectSamples(try Fixtures.open("hwn.npy"), Fixtures.pictures([40, 5, 5, 1]))
    expectSamples(try Fixtures.open("fortran.npy"), Fixtures.pictures([6, 4, 5, 1]))
    let turned = try Fixtures.open("fortran.npy") { $0.order = SampleOrder(argument: "nwh") }
    #expect(turned.sampleShape == [5, 4, 1] && turned.sample(5)[3, 2, 0] == Float(35 + 6 + 15))
    #expect(
      Fixtures.message("fortran.npy") { $0.order = SampleOrder(argument: "nhwc") }.contains(
        "expected \"array\" with 4 axes, by --order nhwc, found [6, 4, 5]"))
  }

  @Test("vectors are curves, or features if the user says so")
  func vectors() throws {
    let vectors = try Fixtures.open("vectors.npy")
    expectSamples(vectors, Fixtures.pictures([6, 1, 9, 1]))
    #expect(vectors.description.kind == .curve)
    let features = try Fixtures.open("vectors.npy") { $0.order = SampleOrder(argument: "nf") }
    #expect(features.description.kind == .features)
  }

  @Test("elements can be divided")
  func divisor() throws {
    let dataset = try Fixtures.open("keras.npz") { $0.divisor = 255 }
    let expected = mapped(Fixtures.pictures([12, 6, 7, 1])) { $0 * (1 / 255) }
    expectSamples(dataset, expected)
  }

  @Test("files of IDX find their labels, compressed or not")
  func idx() throws {
    let train = try Fixtures.open("train-images-idx3-ubyte.gz")
    expectSamples(train, Fixtures.pictures([12, 5, 6, 1]))
    #expect(train.factors.elements == (0..<12).map { Float($0 % 10) })
    #expect(train.notes.first == "the labels were read from train-labels-idx1-ubyte.gz")
    let test = try Fixtures.open("t10k-images.idx3-ubyte")
    expectSamples(test, Fixtures.pictures([7, 5, 6, 1]))
    #expect(test.description.factors.map(\.name) == ["labels"])
  }

  @Test("what gzip compressed is read like the file itself")
  func gzip() throws {
    expectSamples(try Fixtures.open("vectors.npy.gz"), Fixtures.pictures([6, 1, 9, 1]))
    let table = try Fixtures.open("table.csv.gz")
    #expect(table.description.features.map(\.name) == ["a", "b"])
    #expect(table.factors.elements == [0, 1, 0])
  }

  private func mapped(_ tensor: Tensor, _ change: (Float) -> Float) -> Tensor {
    Tensor(shape: tensor.shape, elements: tensor.elements.map(change))
  }
}

@Suite("The order of axes")
struct SampleOrderTests {
  @Test(arguments: [
    ([7, 9], "nd"), ([60000, 28, 28], "nhw"), ([28, 28, 60000], "hwn"), ([5, 64, 64], "nhw"),
    ([10, 32, 32, 3], "nhwc"), ([10, 3, 32, 32], "nchw"), ([10, 1, 28, 28], "nchw"),
    ([10, 28, 28, 1], "nhwc"), ([32, 32, 3, 73257], "hwcn"), ([10, 5, 64, 64], "nchw"),
    ([10, 64, 64, 5], "nhwc"), ([4, 5, 6, 1], "nhwc"), ([3, 3, 3, 3], "nhwc"),
  ])
  func likeliest(shape: [Int], order: String) {
    #expect(SampleOrder.likeliest(for: shape)?.letters == order)
  }

  @Test func otherShapesHaveNone() {
    for shape in [[], [4], [1, 2, 3, 4, 5]] { #expect(SampleOrder.likeliest(for: shape) == nil) }
  }

  @Test(arguments: ["", "n", "hw", "nhww", "nhd", "nhx", "nw", "NHW", "nhwcd"])
  func whatIsNoOrderIsRefused(text: String) { #expect(SampleOrder(argument: text) == nil) }
}

@Suite("Damaged files of other programs")
struct DamagedForeignDataTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func refused(_ bytes: [UInt8], named name: String = "file") throws -> String {
    try AtomicFile.write(bytes, to: folder.path(name))
    let error = #expect(throws: DatasetError.self) { try Dataset.open(path: folder.path(name)) }
    #expect(error.map(isOneLine) == true)
    return error?.description ?? ""
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    try MappedFile(path: Fixtures.path(name)).withUnsafeBytes { Array($0) }
  }

  @Test func everyPrefixAndEveryChangedByteIsReadOrRefused() throws {
    for name in ["train-images-idx3-ubyte.gz", "t10k-images.idx3-ubyte", "vectors.npy"] {
      let whole = try bytes(name)
      for count in stride(from: 0, to: whole.count, by: 7) {
        _ = try refused(Array(whole.prefix(count)))
      }
      for place in stride(from: 0, to: min(whole.count, 60), by: 1) {
        var spoilt = whole
        spoilt[place] ^= 0x55
        try AtomicFile.write(spoilt, to: folder.path("spoilt"))
        _ = try? Dataset.open(path: folder.path("spoilt"))
      }
    }
  }

  @Test func sizesThatTheFileDoesNotHaveAreRefused() throws {
    let text = try refused([0, 0, 8, 3, 0, 0, 0, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
    #expect(text.contains("idx data: expected U8 elements of shape [2, 4294967295, 4294967295]"))
  }

  @Test func aWrongChecksumOfGzipIsFound() throws {
    var spoilt = try bytes("vectors.npy.gz")
    spoilt[spoilt.count - 6] ^= 1
    #expect(try refused(spoilt).contains("gzip: expected compressed data with their checksum"))
  }

  @Test func severalBlanksAreCountedAndCanBeReplaced() throws {
    var samples = Tensor(shape: [3, 2, 2], elements: (0..<12).map(Float.init))
    samples[1, 0, 1] = .nan
    samples[2, 1, 1] = .infinity
    let path = folder.path("blank.npy")
    try NPY.write(samples, to: path)
    let error = #expect(throws: DatasetError.self) { try Dataset.open(path: path) }
    #expect(
      error?.description
        == "\(path): sample 1, row 0, column 1: expected a finite number, found nan, the first of 2 "
        + "in 2 samples; --blanks zero or --blanks median replaces them")
    var options = DataOptions()
    options.blanks = .zero
    let zeros = try Dataset.open(path: path, options: options)
    #expect(zeros.sample(1).elements == [4, 0, 6, 7] && zeros.sample(2).elements == [8, 9, 10, 0])
    options.blanks = .median
    let medians = try Dataset.open(path: path, options: options)
    #expect(
      medians.sample(1).elements == [4, 6, 6, 7] && medians.sample(0).elements == [0, 1, 2, 3])
    #expect(
      medians.notes.last
        == "each of 2 elements that are not finite, in 2 samples, became the median of its sample")
  }
}
