import Storage
import Tensors
import Testing

@Suite("Files of arrays that are written piece by piece")
struct ArrayStreamTests {
  private let folder: TemporaryFolder
  private let codes = Tensor(shape: [5, 3], elements: (0..<15).map { Float($0) / 4 })
  private let deviations = Tensor(shape: [5, 3], elements: (0..<15).map { Float(15 - $0) })
  private let kind = OutputKind(name: "codes", title: "codes")

  init() throws { folder = try TemporaryFolder() }

  private func write(_ name: String, _ arrays: [NamedTensor], finishes: Bool = true) throws {
    let format = try #require(ArrayStreamFormat(path: name))
    let stream = try format.start(
      folder.file(name), arrays: arrays.map { ($0.name, $0.tensor.shape) }, metadata: [:],
      kind: kind)
    for rows in [0..<2, 2..<3, 3..<arrays[0].tensor.rowCount] {
      for array in arrays {
        try array.tensor.rows(rows).elements.withUnsafeBufferPointer {
          try stream.append($0, to: array.name)
        }
      }
    }
    if finishes { try stream.finish() }
  }

  private var both: [NamedTensor] {
    [NamedTensor("codes", codes), NamedTensor("deviations", deviations)]
  }

  @Test func archivesAreThoseThatAreWrittenAtOnce() throws {
    try write("a.npz", both)
    try NPZWriter.write(both, to: folder.file("b.npz"), kind: kind)
    #expect(try folder.bytes("a.npz") == folder.bytes("b.npz"))
    try write("a.npy", [both[0]])
    try NPY.write(codes, to: folder.file("b.npy"))
    #expect(try folder.bytes("a.npy") == folder.bytes("b.npy"))
  }

  @Test func tablesHaveTheArraysSideBySide() throws {
    try write("a.csv", both)
    let table = try Table(path: folder.file("a.csv"))
    #expect(
      table.columns.map(\.name) == [
        "codes 0", "codes 1", "codes 2", "deviations 0", "deviations 1", "deviations 2",
      ])
    #expect(table.columns[1].numbers == (0..<5).map { Double(codes[$0, 1]) })
    #expect(table.columns[5].numbers == (0..<5).map { Double(deviations[$0, 2]) })
  }

  @Test(arguments: [1, 3])
  func picturesOfFITSAreReadBack(channels: Int) throws {
    let shape = [5, 4, 6, channels]
    let pictures = Tensor(
      shape: shape, elements: (0..<shape.reduce(1, *)).map { Float($0) * 0.37 - 5 })
    try write("a.fits", [NamedTensor("samples", pictures)])
    #expect(try folder.bytes("a.fits").count.isMultiple(of: 2880))
    guard case .arrays(let arrays) = try DataContent(path: folder.file("a.fits")) else {
      Issue.record("no arrays")
      return
    }
    let entry = try #require(arrays.entries.first)
    #expect(entry.shape == (channels == 1 ? [5, 4, 6] : [5, channels, 4, 6]))
    let read = try arrays.elements(entry).arranged(channels == 1 ? [0, 1, 2, nil] : [0, 2, 3, 1])
    for row in 0..<5 { #expect(read.withUnsafeRow(row) { Array($0) }[...] == pictures.row(row)) }
  }

  @Test func nothingIsLeftOfAFileThatIsNotFinished() throws {
    for name in ["a.npz", "a.csv", "a.safetensors"] { try write(name, both, finishes: false) }
    try write("a.npy", [both[0]], finishes: false)
    #expect(try folder.names.isEmpty)
  }
}
