import Models
import Platform
import Storage
import Tensors
import TestSupport
import Testing

@Suite("Latents that do not move freely") struct LatentConstraintsTests {
  /// Two continuous latents on a circle of radius 2, between a category of three and a label of two.
  private static let constraints = LatentConstraints(
    selectors: [
      .init(name: "category", start: 0, choices: ["a", "b", "c"], isCondition: false),
      .init(name: "label", start: 5, choices: ["no", "yes"], isCondition: true),
    ], norm: 2)

  private static func norm(_ point: some Sequence<Float>) -> Double {
    point.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  @Test("the largest element is chosen, and the rest scaled")
  func nearest() {
    #expect(
      Self.constraints.applied(to: [0.1, 0.7, 0.2, 3, -4, -2, -1])
        == [0, 1, 0, 1.2, -1.6, 0, 1])
  }

  @Test("zeros give the first choice and a point of the norm")
  func zeros() {
    #expect(
      Self.constraints.applied(to: Array(repeating: 0, count: 7)) == [1, 0, 0, 2, 0, 1, 0])
  }

  @Test("NaN is no choice, and is not scaled away")
  func notANumber() {
    let applied = Self.constraints.applied(to: [.nan, 0, 3, .nan, 1, .nan, .nan])
    #expect(Array(applied[0..<3]) == [0, 0, 1] && applied[3].isNaN && applied[4] == 1)
    #expect(Array(applied[5...]) == [1, 0])
  }

  @Test("a chosen value is kept, and the others make room for it")
  func kept() {
    let sphere = LatentConstraints(norm: 1)
    let applied = sphere.applied(to: [0.6, 3, 4], keeping: [0])
    #expect(applied[0] == 0.6 && largestDifference(applied, from: [0.6, 0.48, 0.64]) < 1e-6)
    #expect(sphere.applied(to: [-7, 3, 4], keeping: [0]) == [-1, 0, 0])
    #expect(sphere.applied(to: [0, 0, 0], keeping: [1]) == [1, 0, 0])
    #expect(LatentConstraints(norm: 3).applied(to: [0.5], keeping: [0]) == [3])
    #expect(
      largestDifference(sphere.applied(to: [3, 4, 1], keeping: [0, 1]), from: [0.6, 0.8, 0]) < 1e-6)
  }

  @Test("seeded: what is applied once stays, with one choice per selector and the norm")
  func property() {
    for seed in UInt64(0)..<200 {
      var random = CounterRandom(seed: seed, stream: .exploration)
      let size = powf(10, Float(8 * random.nextUniform() - 4))
      let point = (0..<7).map { _ in Float(random.nextGaussian()) * size }
      let kept = seed.isMultiple(of: 2) ? [3] : []
      let applied = Self.constraints.applied(to: point, keeping: kept)
      #expect(applied[0..<3].sorted() == [0, 0, 1], "seed \(seed)")
      #expect(applied[5..<7].sorted() == [0, 1], "seed \(seed)")
      #expect(abs(Self.norm(applied[3..<5]) - 2) < 1e-5, "seed \(seed)")
      #expect(Self.constraints.applied(to: applied) == applied, "seed \(seed)")
    }
  }

  @Test("a checkpoint keeps them")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("model.safetensors")
    let constraints = LatentConstraints(
      selectors: [.init(name: "kind \"µ\"", start: 1, choices: ["x"], isCondition: true)],
      norm: 1.5)
    try ExampleCheckpoint.make(constraints: constraints).save(to: path)
    #expect(try Checkpoint.load(path: path).facts.constraints == constraints)
    try ExampleCheckpoint.make().save(to: path)
    #expect(try Checkpoint.load(path: path).facts.constraints == nil)
  }

  @Test(
    "what cannot be is refused, with its place",
    arguments: [
      (
        #"{"selectors":[{"choices":["a","b"],"isCondition":false,"name":"x","start":1}]}"#,
        "selectors[0]: expected latents below 2, found 2 from 1"
      ),
      (
        #"{"selectors":[{"choices":["a"],"isCondition":false,"name":"x","start":-1}]}"#,
        "selectors[0]: expected latents below 2, found 1 from -1"
      ),
      (
        #"{"selectors":[{"choices":["a"],"isCondition":false,"name":"x","start":9223372036854775807}]}"#,
        "selectors[0]: expected latents below 2, found 1 from 9223372036854775807"
      ),
      (
        #"{"selectors":[{"choices":[],"isCondition":false,"name":"x","start":0}]}"#,
        "selectors[0].choices: expected names, found none"
      ),
      (
        #"""
        {"selectors":[{"choices":["a"],"isCondition":false,"name":"x","start":1},
        {"choices":["a","b"],"isCondition":false,"name":"y","start":0}]}
        """#, "selectors: expected latents of their own, found 1 in \"y\" and \"x\""
      ),
      (#"{"selectors":[],"norm":0}"#, "norm: expected a finite number above 0, found 0.0"),
      (#"{"selectors":[],"norm":-2}"#, "norm: expected a finite number above 0, found -2.0"),
      (
        #"{"selectors":[{"choices":["a","b"],"isCondition":false,"name":"x","start":0}],"norm":1}"#,
        "norm: expected latents outside the selectors, found none"
      ),
    ])
  func refused(text: String, reason: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("model.safetensors")
    try ExampleCheckpoint.make().save(to: path)
    let file = try SafetensorsFile(path: path)
    var metadata = file.metadata
    metadata["latentty.latents"] = text
    let tensors = try file.entries.map { NamedTensor($0.name, try file.tensor($0.name)) }
    try SafetensorsWriter.write(tensors, metadata: metadata, to: path)
    let error = #expect(throws: CheckpointError.self) { try Checkpoint.load(path: path) }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "none")")
  }
}
