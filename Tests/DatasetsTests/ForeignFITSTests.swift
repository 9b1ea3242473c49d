import Datasets
import Storage
import Tensors
import TestSupport
import Testing

@Suite("FITS files as data sets")
struct ForeignFITSTests {
  @Test("an image is one sample, a cube or several extensions are many")
  func images() throws {
    expectSamples(try Fixtures.open("image.fits"), Fixtures.pictures([1, 6, 7, 1]))
    expectSamples(try Fixtures.open("cube.fits"), Fixtures.pictures([5, 6, 7, 1]))
    let several = try Fixtures.open("extensions.fits")
    expectSamples(several, Fixtures.pictures([3, 4, 5, 1]))
    #expect(several.notes.first == "3 images of shape [4, 5] are samples")
  }

  @Test("pixels are scaled, and decompressed by Rice's method")
  func scaling() throws {
    let expected = Fixtures.pictures([3, 4, 5, 1])
    expectSamples(
      try Fixtures.open("scaled.fits"),
      Tensor(shape: expected.shape, elements: expected.elements.map { $0 * 2 + 100 }))
    expectSamples(try Fixtures.open("rice.fits"), Fixtures.pictures([5, 16, 16, 1]))
  }

  @Test("blank pixels are found, and replaced if the user says by what")
  func blanks() throws {
    #expect(
      Fixtures.message("blank.fits").hasSuffix(
        "sample 1, row 2, column 3: expected a finite number, found nan, the first of 2 in 2 samples; "
          + "--blanks zero or --blanks median replaces them"))
    let filled = try Fixtures.open("blank.fits") { $0.blanks = .zero }
    var expected = Fixtures.pictures([3, 4, 5, 1])
    expected[1, 2, 3, 0] = 0
    expected[2, 0, 0, 0] = 0
    expectSamples(filled, expected)
  }

  @Test("the rows of a table are features, with labels and units")
  func table() throws {
    let table = try Fixtures.open("table.fits")
    #expect(
      table.description.features == [
        Feature("flux", unit: "mJy"), Feature("redshift"), Feature("count"),
      ])
    #expect(table.description.factors.map(\.name) == ["label"])
    #expect(table.sample(3).elements == [4.5, 0.75, 9])
    #expect(table.factors.elements == [0, 1, 0, 1, 0, 1])
    #expect(table.notes.contains("label is numbered: 0 spiral, 1 disc"))
  }

  @Test("pictures in the rows of a table are samples, and the other columns factors")
  func stamps() throws {
    let stamps = try Fixtures.open("stamps.fits")
    expectSamples(stamps, Fixtures.pictures([6, 4, 5, 1]))
    #expect(stamps.description.factors.map(\.name) == ["redshift", "kind"])
    #expect(Array(stamps.factors.row(3)) == [0.75, 1])
  }

  @Test func everyPrefixAndManyChangedBytesAreReadOrRefused() throws {
    let folder = try TemporaryFolder()
    var random = CounterRandom(seed: 4, stream: .split)
    for name in ["cube.fits", "rice.fits", "stamps.fits", "table.fits"] {
      let whole = try MappedFile(path: Fixtures.path(name)).withUnsafeBytes { Array($0) }
      let path = folder.path("spoilt.fits")
      for count in stride(from: 0, to: whole.count, by: 397) {
        try AtomicFile.write(Array(whole.prefix(count)), to: path)
        _ = try? Dataset.open(path: path)
      }
      for _ in 0..<150 {
        var spoilt = whole
        for _ in 0..<3 {
          spoilt[random.nextPermutation(whole.count)[0]] = UInt8(random.nextPermutation(256)[0])
        }
        try AtomicFile.write(spoilt, to: path)
        do { _ = try Dataset.open(path: path) } catch { #expect(isOneLine(error), "seed 4") }
      }
    }
  }
}
