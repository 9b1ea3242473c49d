import Maps
import Storage
import Tensors
import TestSupport
import Testing

/// Points of files, and files that are none.
struct PointsFileTests {
  private let folder: TemporaryFolder
  private let cloud = MadeUpPoints.cloud(30, 3, seed: 1)

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, to name: String) throws -> String {
    try AtomicFile.write(Array(text.utf8), to: folder.path(name))
    return folder.path(name)
  }

  private func message(_ path: String, array: String? = nil) -> String {
    let error = #expect(throws: MapError.self) { try MapPoints(contentsOf: path, array: array) }
    let text = error?.description ?? ""
    #expect(!text.contains("\n") && text.contains(folder.path), "\(text)")
    return text
  }

  @Test("the same points come from every format")
  func formats() throws {
    try NPY.write(cloud, to: folder.path("a.npy"))
    try NPZWriter.write([NamedTensor("codes", cloud)], to: folder.path("b.npz"))
    try SafetensorsWriter.write([NamedTensor("codes", cloud)], to: folder.path("c.safetensors"))
    let lines = (0..<30).map { row in cloud.row(row).map { "\($0)" }.joined(separator: ",") + "\n" }
    _ = try write("x,y,z\n" + lines.joined(), to: "d.csv")
    for name in ["a.npy", "b.npz", "c.safetensors", "d.csv"] {
      let points = try MapPoints(contentsOf: folder.path(name))
      #expect(points.features == cloud && points.label == name && points.notes.isEmpty, "\(name)")
      #expect(points.columns.map(\.name) == points.featureNames)
      #expect(points.columns[1].values.numbers.map { Float($0) } == (0..<30).map { cloud[$0, 1] })
    }
    #expect(try MapPoints(contentsOf: folder.path("d.csv")).featureNames == ["x", "y", "z"])
  }

  @Test(
    "of several arrays the one with two axes is meant, and those of one axis are known of the points"
  )
  func companions() throws {
    let classes = Tensor(shape: [30], elements: (0..<30).map { Float($0 % 4) })
    let ages = Tensor(shape: [30, 1], elements: (0..<30).map { Float($0) / 7 })
    let path = folder.path("set.npz")
    try NPZWriter.write(
      [
        NamedTensor("x", cloud), NamedTensor("label", classes),
        NamedTensor("scale", Tensor(repeating: 1, shape: [3])),
      ], to: path)
    let points = try MapPoints(contentsOf: path)
    #expect(points.features == cloud && points.label == "set.npz, array x")
    let labels = points.columns.filter { $0.role == .label }
    #expect(labels.map(\.name) == ["label"])
    #expect(
      labels.first?.values
        == .categories(names: ["0", "1", "2", "3"], indices: (0..<30).map { $0 % 4 }))
    try NPZWriter.write(
      [NamedTensor("x", cloud), NamedTensor("age", ages)], to: folder.path("two.npz"))
    #expect(
      message(folder.path("two.npz")).contains(
        "found x, age; latentty map --array NAME opens one"))
    let chosen = try MapPoints(contentsOf: folder.path("two.npz"), array: "x")
    #expect(
      chosen.columns.first { $0.role == .factor }?.values
        == .continuous(ages.elements.map(Double.init)))
    #expect(message(folder.path("two.npz"), array: "y").contains("expected a tensor \"y\""))
  }

  @Test(
    "points far from zero keep their distances", arguments: [1e8, -3e5, 0])
  func farFromZero(place: Double) throws {
    let near = MadeUpPoints.cloud(200, 4, seed: 9)
    let bits = near.elements.map { (Double($0) + place).bitPattern.littleEndian }
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (200, 4), }\n"
    let bytes =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
      + Array(header.utf8) + bits.withUnsafeBytes(Array.init)
    try AtomicFile.write(bytes, to: folder.path("far.npy"))
    let points = try MapPoints(contentsOf: folder.path("far.npy"))
    let distance = { (features: Tensor, row: Int) -> Double in
      zip(features.row(row), features.row(row + 1)).reduce(0) {
        $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1)
      }.squareRoot()
    }
    for row in 0..<199 {
      // Doubles around 10^8 are 1.5e-8 apart.
      #expect(abs(distance(points.features, row) / distance(near, row) - 1) < 1e-5)
    }
    #expect(points.origin.allSatisfy { abs($0 - place) < 1 } || place == 0)
    #expect(place != 0 || points.origin == [0, 0, 0, 0])
    #expect(abs(points.columns[2].values.numbers[7] - Double(near[7, 2]) - place) < 1e-7)
  }

  @Test("further axes become features, and the user is told")
  func axes() throws {
    try NPY.write(cloud.reshaped(to: [10, 3, 3]), to: folder.path("images.npy"))
    let images = try MapPoints(contentsOf: folder.path("images.npy"))
    #expect(images.features == cloud.reshaped(to: [10, 9]))
    #expect(images.notes == ["the 3x3 values of a row were read as 9 features"])
    try NPY.write(cloud.reshaped(to: [90]), to: folder.path("list.npy"))
    #expect(try MapPoints(contentsOf: folder.path("list.npy")).features.shape == [90, 1])
    try NPY.write(Tensor(shape: [], elements: [1]), to: folder.path("scalar.npy"))
    #expect(message(folder.path("scalar.npy")).contains("found the shape []"))
    try NPY.write(Tensor(repeating: 0, shape: [0, 2]), to: folder.path("none.npy"))
    #expect(try MapPoints(contentsOf: folder.path("none.npy")).count == 0)
  }

  @Test("texts of a table that repeat are labels, and those that differ names, with the reason")
  func kinds() throws {
    let path = try write("name,x,z,y,\nb,1,,2,\na,3,NA,4,\nb,5,-,6,\n", to: "named.csv")
    let points = try MapPoints(contentsOf: path)
    #expect(points.featureNames == ["x", "y"] && points.features.elements == [1, 2, 3, 4, 5, 6])
    #expect(points.columns[0].values == .categories(names: ["b", "a"], indices: [0, 1, 0]))
    #expect(
      points.notes == [
        "z is empty, and was left out",
        "name has 2 different texts (line 2: \"b\"), so it is a label, not a feature",
      ])
    let names = try MapPoints(contentsOf: write("name,x\nb,1\n,2\na,3\n", to: "names.csv"))
    #expect(names.columns[0].role == .identifier && names.colorings == [1])
    #expect(names.columns[0].values == .categories(names: ["b", "", "a"], indices: [0, 1, 2]))
  }

  @Test("rows without a value and columns that are mostly without are left out and counted")
  func missing() throws {
    let rows = (0..<20).map { row in
      "\(row == 4 ? "?" : "\(row).5"),\(row),\(row < 12 ? "" : "1"),\(row == 7 ? "x1" : "\(row % 3)"),"
        + "\(row == 9 ? "NA" : "\(row % 2)")\n"
    }
    let points = try MapPoints(
      contentsOf: write("a,b,c,d,label\n" + rows.joined(), to: "gaps.csv"))
    #expect(points.count == 18 && points.featureNames == ["a", "b", "d"])
    #expect(
      points.notes == [
        "c has no value in 12 of 20 rows, and was left out",
        "label has the name of a label and 2 different integers, so it is a label, not a feature",
        "d: 1 field is not a number and was not read, the first in line 9: \"x1\"",
        "2 of 20 rows have no value of some feature and were left out: "
          + "a in 1, the first in line 6; d in 1, the first in line 9",
        "label is missing in 1 of 18 points, which are left out when it is predicted by neighbours",
      ])
    guard case .categories(let names, let indices) = points.columns.last?.values else {
      Issue.record("no classes")
      return
    }
    #expect(names == ["0", "1", "missing"] && indices.count { $0 == 2 } == 1)
  }

  @Test("what cannot be mapped is one line that says where")
  func faults() throws {
    #expect(
      message(try write("x,y\n1,\n,2\n", to: "gap.csv"))
        .hasSuffix(
          "found none: values are missing of x in 1, the first in line 3; y in 1, the first in line 2"
        ))
    #expect(
      message(try write("x,y\n\n1,inf\n", to: "inf.csv"))
        .hasSuffix("inf.csv: line 3, y: expected a finite number, found inf"))
    #expect(
      message(try write("x,y\n1,2\n3,4,5\n", to: "long.csv"))
        .hasSuffix("long.csv: line 3: expected 2 fields as in line 1, found 3"))
    #expect(
      message(try write("a\nb\n", to: "words.csv"))
        .hasSuffix(
          "words.csv: table: expected at least one column of numbers for a feature, found none among a; "
            + "--features names columns"))
    #expect(message(try write("", to: "empty.csv")).hasSuffix("found none"))
    #expect(message(try write("\u{0}\u{1}", to: "binary")).hasSuffix("found other contents"))
    #expect(message(folder.path("missing.csv")).contains("missing.csv: cannot"))
    #expect(
      message(folder.path).hasSuffix("expected PNG or JPEG files, or folders of them, found none"))
    #expect(message(try write("NUMPY", to: "short.npy")).contains("short.npy"))
    try NPY.write(Tensor(shape: [2, 1], elements: [1, .nan]), to: folder.path("nan.npy"))
    let error = #expect(throws: MapError.self) {
      try MapPoints(contentsOf: folder.path("nan.npy"))
    }
    #expect(error?.description.hasPrefix("nan.npy: point 1, column 0: expected a finite") ?? false)
    try PNGImage(width: 1, height: 1, channels: 1, pixels: [0]).write(to: folder.path("p.csv"))
    #expect(message(folder.path("p.csv")).hasSuffix("found a picture"))
  }

  @Test("more features than a map has names for are refused by their shape")
  func tooManyFeatures() throws {
    let path = folder.path("wide.npy")
    try NPY.write(Tensor(repeating: 0, shape: [2, 1_048_577]), to: path)
    #expect(
      message(path)
        == "\(path): array \"array\": expected at most 1048576 features, found shape [2, 1048577]")
  }

  @Test(
    "points are drawn without repetition, in their order, and the notes say so", arguments: 0..<3)
  func drawn(seed: Int) throws {
    let column = MapColumn(
      name: "i", role: .other, values: .continuous((0..<30).map { Double($0) }))
    let points = try MadeUpPoints.points(cloud, columns: [column])
    let some = points.sampled(limit: 12, seed: UInt64(seed))
    guard case .continuous(let values) = some.columns[0].values else { return }
    let rows = values.map { Int($0) }
    #expect(some.count == 12 && rows == Set(rows).sorted() && some.features == cloud.rows(rows))
    #expect(some.notes == ["a random subset of 12 of 30 points was used, seed \(seed)"])
    #expect(points.sampled(limit: 30, seed: UInt64(seed)) == points)
  }
}
