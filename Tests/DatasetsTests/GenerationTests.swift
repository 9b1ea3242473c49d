import Datasets
import Storage
import Tensors
import TestSupport
import Testing

@Suite("Generated data sets")
struct GenerationTests {
  private let folder: TemporaryFolder
  private let settings: GalaxySettings

  init() throws {
    folder = try TemporaryFolder()
    var settings = GalaxySettings()
    // More than one chunk.
    settings.count = 1100
    self.settings = settings
  }

  @Test func theFileHoldsWhatMemoryHolds() throws {
    let path = folder.path("galaxies.safetensors")
    try settings.write(to: path, team: WorkerTeam(count: 2))
    let inMemory = try settings.generate(team: WorkerTeam(count: 1))
    expectSame(try Dataset.open(path: path), inMemory)
    #expect(inMemory.count == 1100 && inMemory.factors.shape == [1100, 5])
  }

  @Test func theBytesDoNotDependOnTheThreads() throws {
    let paths = ["one", "three"].map { folder.path("\($0).safetensors") }
    try settings.write(to: paths[0], team: WorkerTeam(count: 1))
    try settings.write(to: paths[1], team: WorkerTeam(count: 3))
    let bytes = try paths.map { try MappedFile(path: $0).withUnsafeBytes { Array($0) } }
    #expect(bytes[0] == bytes[1])
  }

  @Test func npzIsWrittenToo() throws {
    var few = settings
    few.count = 5
    let path = folder.path("few.npz")
    try few.write(to: path)
    #expect(try Dataset.open(path: path).samples(0..<5) == few.generate().samples(0..<5))
  }

  @Test func aCancelledRunLeavesNoFile() {
    var heard: [Int] = []
    #expect(throws: DatasetError.cancelled) {
      try settings.write(to: folder.path("galaxies.safetensors")) { finished, total in
        heard.append(finished)
        return finished == total
      }
    }
    #expect(heard == [1024])
    #expect(throws: DatasetError.cancelled) { try settings.generate { _, _ in false } }
    #expect(folder.names.isEmpty)
  }

  @Test func aFileFromTheSameSettingsIsUsedAgain() throws {
    var few = settings
    few.count = 3
    let path = folder.path("cache.safetensors")
    var runs = 0
    func dataset(_ settings: GalaxySettings) throws -> Dataset {
      try settings.cached(at: path) { _, _ in
        runs += 1
        return true
      }
    }
    let first = try dataset(few)
    expectSame(try dataset(few), first)
    #expect(runs == 1)
    few.seed = 8
    #expect(try dataset(few).samples(0..<3) != first.samples(0..<3))
    few.count = 4
    #expect(try dataset(few).count == 4)
    #expect(runs == 3)
    try AtomicFile.write([1, 2, 3], to: path)
    #expect(try dataset(few).count == 4)
    #expect(runs == 4)
  }

  @Test func aFolderThatIsNotThereIsNamed() {
    let path = folder.path("none/galaxies.safetensors")
    let error = #expect(throws: DatasetError.self) { try settings.write(to: path) }
    #expect(error?.description.hasPrefix(path) == true)
  }
}
