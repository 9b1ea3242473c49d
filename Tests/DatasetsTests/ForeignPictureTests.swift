import Datasets
import Storage
import Tensors
import TestSupport
import Testing

@Suite("Folders of pictures and HDF5 files as data sets")
struct ForeignPictureTests {
  @Test("subfolders of pictures are classes")
  func classes() throws {
    let dataset = try Fixtures.open("classes")
    expectSamples(dataset, Fixtures.pictures([6, 5, 8, 1]))
    #expect(dataset.description.factors.map(\.name) == ["class"])
    #expect(dataset.factors.elements == [0, 0, 0, 1, 1, 1])
    #expect(dataset.notes.contains("class is numbered: 0 cats, 1 dogs"))
  }

  @Test("JPEG files have the pixels that Pillow decodes, within two steps")
  func photographs() throws {
    let dataset = try Fixtures.open("photographs")
    let expected = try Fixtures.open("photographs.npy")
    #expect(dataset.sampleShape == [16, 16, 3] && dataset.count == 4)
    #expect(dataset.description.range == 0...255)
    // Two decoders may round the cosine transform and the colours differently.
    let differences = zip(dataset.samples(0..<4).elements, expected.samples(0..<4).elements)
    #expect(differences.allSatisfy { abs($0 - $1) <= 2 })
  }

  @Test("a picture of another size is named")
  func sizes() throws {
    let text = Fixtures.message("mixed")
    #expect(text.hasPrefix(Fixtures.path("mixed/b.png")))
    #expect(
      text.hasSuffix("expected 5x8, as in \(Fixtures.path("mixed/a.png")), found 5x9"), "\(text)")
  }

  @Test("a damaged picture and a folder without any are refused in one line")
  func damage() throws {
    let folder = try TemporaryFolder()
    let empty = #expect(throws: DatasetError.self) { try Dataset.open(path: folder.path) }
    #expect(empty?.description.contains("expected PNG or JPEG files") == true)
    let whole = try MappedFile(path: Fixtures.path("photographs/0.jpg")).withUnsafeBytes {
      Array($0)
    }
    for count in stride(from: 0, to: whole.count, by: 11) {
      try AtomicFile.write(Array(whole.prefix(count)), to: folder.path("a.jpg"))
      do { _ = try Dataset.open(path: folder.path) } catch { #expect(isOneLine(error)) }
    }
  }

  @Test("datasets of HDF5 are arrays by their path")
  func hierarchy() throws {
    let dataset = try Fixtures.open("galaxies.h5")
    expectSamples(dataset, Fixtures.pictures([12, 6, 7, 3]))
    #expect(dataset.description.factors.map(\.name) == ["train/ans"])
    let test = try Fixtures.open("galaxies.h5") { $0.array = "/test/images" }
    expectSamples(test, Fixtures.pictures([4, 6, 7, 3]))
    #expect(
      Fixtures.message("galaxies.h5") { $0.array = "x" }.contains("expected a tensor \"x\""))
  }
}
