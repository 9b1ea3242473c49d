import Foundation
import Storage
import TestSupport
import Testing

@testable import Interchange

/// Configurations that contradict themselves or their weights: refused in one line, whatever they say.
struct KerasHostileTests {
  private static let layers =
    #"[{"class_name": "InputLayer", "config": {"name": "z", "batch_shape": [null, 3]}, "name": "z", "inbound_nodes": []}, LAYERS]"#

  /// A Functional model of an input of three and other layers, with the weights of the decoder's fixture.
  private static func refusal(
    _ layers: String, outputs: String = #"[["last", 0, 0]]"#
  ) throws -> String? {
    let inner = Self.layers.replacing("LAYERS", with: layers)
    return try refusal(
      whole:
        #"{"class_name": "Functional", "config": {"name": "m", "layers": \#(inner), "input_layers": [["z", 0, 0]], "output_layers": \#(outputs)}}"#
    )
  }

  private static func refusal(whole text: String) throws -> String? {
    let folder = try TestSupport.TemporaryFolder()
    let path = folder.path("model.json")
    try Data(text.utf8).write(to: URL(filePath: path))
    do {
      _ = try ForeignModel.keras(paths: [path, KerasRun.path("decoder.weights.h5")])
      return nil
    } catch {
      #expect(!error.description.contains("\n"))
      return error.description
    }
  }

  private static func layer(
    _ className: String, _ config: String = "", from inputs: String = #"[[["z", 0, 0, {}]]]"#
  ) -> String {
    #"{"class_name": "\#(className)", "config": {"name": "last"\#(config)}, "name": "last", "inbound_nodes": \#(inputs)}"#
  }

  @Test(arguments: [
    ("not json", "expected the configuration of a Keras model"),
    ("{\"class_name\": \"Functional\"", "expected \"}\", found the end"),
    (#"{"class_name": "Functional", "class_name": "Model"}"#, "every key once"),
    (#"{"class_name": "Sequential", "config": {"layers": []}}"#, "expected at least one layer"),
    (
      #"{"class_name": "Sequential", "config": {"layers": [7]}}"#,
      "a layer with class_name and config"
    ),
    (#"{"class_name": "Sequential", "config": 5}"#, "was written in Python"),
    (
      String(repeating: #"{"class_name": "Sequential", "config": {"layers": ["#, count: 30),
      "at most 64 deep"
    ),
  ])
  func otherConfigurationsAreRefused(_ text: String, _ words: String) throws {
    let refusal = try #require(try Self.refusal(whole: text))
    #expect(refusal.contains(words) || text == "not json", "\(refusal)")
  }

  @Test(arguments: [
    ("Dense", #", "units": 5"#, "expected shape [3, 5], found [3, 16]"),
    ("Dense", "", "found [3, 16]"), ("Dense", #", "units": -1"#, "expected shape"),
    ("Dense", #", "units": 1e300"#, "expected a whole units up to 16777216"),
    ("Reshape", #", "target_shape": [-1, -1]"#, "expected extents that hold 3 elements"),
    ("Reshape", #", "target_shape": [2, 2]"#, "expected 4 elements, found 3"),
    ("Reshape", #", "target_shape": [16777216, 16777216, 16777216]"#, "at most 268435456 elements"),
    ("RepeatVector", #", "n": 1e9"#, "expected a whole n up to 16777216"),
    ("Permute", #", "dims": [2]"#, "expected an order of 1 axes"),
    ("Conv2D", #", "filters": 2, "kernel_size": 3"#, "expected an input of 3 axes and the batch"),
    ("UpSampling2D", "", "expected an input of 3 axes and the batch"),
    ("Concatenate", #", "axis": 9"#, "expected an axis of [3]"),
    ("Add", "", "expected at least two inputs"),
    ("Softmax", #", "axis": 0"#, "expected an axis of [3]"),
    ("Nothing", "", "the layer Nothing is not supported"),
    ("Activation", #", "activation": "odd""#, "the activation odd is not supported"),
  ])
  func settingsThatDoNotFitAreNamed(
    _ className: String, _ config: String, _ words: String
  ) throws {
    let refusal = try #require(try Self.refusal(Self.layer(className, config)))
    #expect(refusal.contains(words), "\(refusal)")
  }

  @Test func graphsThatNeverEndAreRefused() throws {
    let itself = Self.layer("Flatten", from: #"[[["last", 0, 0, {}]]]"#)
    #expect(try Self.refusal(itself)?.contains("waits for its own output") == true)
    let nowhere = Self.layer("Flatten", from: #"[[["missing", 0, 0, {}]]]"#)
    #expect(try Self.refusal(nowhere)?.contains("waits for its own output") == true)
    let flat = Self.layer("Flatten")
    #expect(
      try Self.refusal(flat, outputs: #"[["last", 7, 0]]"#)?.contains("an output of layer last")
        == true)
    #expect(
      try Self.refusal("\(flat), \(flat)")?.contains("layers of different names") == true)
  }

  /// Every level calls the next twice: 2^20 calls of the innermost.
  @Test func callsThatMultiplyAreBounded() throws {
    let input =
      #"{"class_name": "InputLayer", "config": {"name": "i", "batch_shape": [null, 3]}, "inbound_nodes": []}"#
    var model = #"{"class_name": "Flatten", "config": {"name": "m"}, "inbound_nodes": CALLS}"#
    for _ in 0..<13 {
      let calls = #"[[["i", 0, 0, {}]], [["m", 0, 0, {}]]]"#
      let layers = "[\(input), \(model.replacing("CALLS", with: calls))]"
      model =
        #"{"class_name": "Functional", "config": {"name": "m", "layers": \#(layers), "input_layers": [["i", 0, 0]], "output_layers": [["m", 1, 0]]}, "inbound_nodes": CALLS}"#
    }
    let refusal = try Self.refusal(whole: model.replacing("CALLS", with: "[]"))
    #expect(refusal?.contains("at most 4096 calls of layers") == true, "\(refusal ?? "read")")
  }

  /// Bytes of a sound configuration are changed; whatever comes of it is a model or one line.
  @Test func changedConfigurationsAreSurvived() throws {
    let bytes = try Array(Data(contentsOf: URL(filePath: KerasRun.path("decoder.json"))))
    let folder = try TestSupport.TemporaryFolder()
    let path = folder.path("model.json")
    for seed in 0..<150 {
      var random = SplitMix64(state: UInt64(seed))
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: damaged.indices, using: &random)
        damaged[place] = Array(#"0123456789,[]{}":-e"#.utf8).randomElement(using: &random) ?? 48
      }
      try Data(damaged).write(to: URL(filePath: path))
      do {
        _ = try ForeignModel.keras(paths: [path, KerasRun.path("decoder.weights.h5")])
      } catch {
        #expect(!error.description.contains("\n"), "seed \(seed): \(error)")
      }
    }
  }

  @Test func shortenedModelsAreRefused() throws {
    let folder = try TestSupport.TemporaryFolder()
    for name in ["vae.keras", "vae.h5", "decoder.keras"] {
      let bytes = try Array(Data(contentsOf: URL(filePath: KerasRun.path(name))))
      for share in [0, 1, 4, 7] {
        let path = folder.path(name)
        try Data(bytes.prefix(bytes.count * share / 8)).write(to: URL(filePath: path))
        #expect(throws: InterchangeError.self, "\(share)/8 of \(name)") {
          try ForeignModel.keras(paths: [path])
        }
      }
    }
  }
}
