import Models
import Storage
import Tensors
import TestSupport
import Testing

/// A small checkpoint with one invalid field at a time: it is refused, and the error names the place.
@Suite("Invalid values in checkpoints")
struct NonsenseCheckpointTests {
  private static let auxiliary = AuxiliaryObjective(
    form: .robust, factors: [AuxiliaryFactor(name: "flux", lower: 1.5e4, upper: 9e4)],
    priorWidth: 0.25, alignmentWeight: 50, independenceWeight: 20)

  /// The content of a file, to be damaged.
  private struct Parts {
    var metadata: [String: String]
    var tensors: [NamedTensor]

    init() throws {
      let folder = try TemporaryFolder()
      let path = folder.path("whole.safetensors")
      try ExampleCheckpoint.make(auxiliary: NonsenseCheckpointTests.auxiliary).save(to: path)
      let file = try SafetensorsFile(path: path)
      metadata = file.metadata
      tensors = try file.entries.map { NamedTensor($0.name, try file.tensor($0.name)) }
    }

    /// Why the parts cannot be opened, without the file's path.
    func problem() throws -> String? {
      let folder = try TemporaryFolder()
      let path = folder.path("model.safetensors")
      try SafetensorsWriter.write(tensors, metadata: metadata, to: path)
      do {
        _ = try Checkpoint.load(path: path)
        return nil
      } catch {
        let text = "\(error)"
        #expect(text.hasPrefix("\(path): ") && !text.contains("\n") && text.count < 1000)
        return String(text.dropFirst(path.count + 2))
      }
    }

    mutating func set(_ name: String, _ position: Int, to value: Float) {
      for index in tensors.indices where tensors[index].name == name {
        let tensor = tensors[index].tensor
        var elements = tensor.elements
        elements[position] = value
        tensors[index] = NamedTensor(name, Tensor(shape: tensor.shape, elements: elements))
      }
    }
  }

  @Test("the undamaged checkpoint opens")
  func whole() throws {
    #expect(try Parts().problem() == nil)
  }

  @Test(
    "a field of the metadata",
    arguments: [
      (
        "objective", "\"beta\":4", "\"beta\":-4",
        "\"beta\": expected a finite number from 0, found -4.0"
      ),
      (
        "objective", "\"variance\":0.25", "\"variance\":0",
        "\"settings.variance\": expected a finite number above 0, found 0.0"
      ),
      (
        "objective", "\"variance\":0.25", "\"variance\":-1",
        "\"settings.variance\": expected a finite number above 0, found -1.0"
      ),
      (
        "objective", "\"gaussian\"", "\"gauss\"",
        "\"likelihood\": expected one of gaussian, laplace, bernoulli, poisson, logarithmic, found \"gauss\""
      ),
      (
        "objective", "\"priorWidth\":0.25", "\"priorWidth\":-0.25",
        "\"auxiliary\": expected a prior width above 0, found -0.25"
      ),
      (
        "objective", "\"upper\":90000", "\"upper\":9",
        "\"auxiliary\": factor \"flux\": expected a range, found 15000.0...9.0"
      ),
      (
        "objective", "\"alignmentWeight\":50", "\"alignmentWeight\":-50",
        "\"auxiliary\": expected weights from 0, found [-50.0, 20.0, 0.0]"
      ),
      (
        "objective", "\"mean\"", "\"median\"",
        nil
      ),
      (
        "transform", "\"maximum\":90", "\"maximum\":-90",
        "pixel mode asinh: expected a finite minimum below a finite maximum, found minimum 0.0, maximum -90.0"
      ),
      (
        "transform", "\"softening\":5", "\"softening\":-5",
        "pixel mode asinh: expected a positive maximum and softening, found maximum 90.0, softening -5.0"
      ),
      (
        "data", "\"lower\":10000", "\"lower\":1000000",
        "\"factors.0.upper\": expected a finite number from 1000000.0, its lower, found 100000.0"
      ),
      (
        "data", "\"shape\":[8,8,1]", "\"shape\":[8,-8,1]",
        "\"shape\": expected [height, width, channels] for the kind image, found [8, -8, 1]"
      ),
      (
        "data", "\"kind\":\"image\"", "\"kind\":\"curve\"",
        "\"shape\": expected [1, points, 1] for the kind curve, found [8, 8, 1]"
      ),
      (
        "data", "\"kind\":\"image\"", "\"kind\":\"sound\"",
        "\"kind\": expected a value in the range of its field, found \"sound\""
      ),
      ("data", "\"unit\":\"counts\"}", "\"unit\":7}", "\"unit\": expected a text, found 7"),
      (
        "training", "\"epochs\":3", "\"epochs\":-3",
        "\"epochs\": expected an integer from 0 to 2^53, found -3"
      ),
      (
        "training", "\"steps\":40", "\"steps\":9223372036854775807",
        "\"steps\": expected an integer from 0 to 2^53, found 9223372036854775807"
      ),
      (
        "training", "\"sampleCount\":6", "\"sampleCount\":-6",
        "\"sampleCount\": expected an integer from 0 to 2^53, found -6"
      ),
      (
        "training", "\"beta\":4", "\"beta\":-4",
        "\"beta\": expected a finite number from 0, found -4.0"
      ),
      (
        "training", "\"seed\":18446744073709551615", "\"seed\":-1",
        "\"seed\": expected an integer from 0 to 2^64 - 1, found -1"
      ),
      (
        "training", "\"validationLoss\":1.5", "\"validationLoss\":1e999",
        "\"validationLoss\": expected a finite number, found 1e999"
      ),
      ("training", "\"steps\":40,", "", "\"steps\": expected a value, found none"),
      (
        "training", "\"steps\":40", "\"steps\":\"many\"",
        "\"steps\": expected an integer, found \"many\""
      ),
    ])
  func metadata(key: String, old: String, new: String, expected: String?) throws {
    var parts = try Parts()
    let name = "latentty.\(key)"
    let text = try #require(parts.metadata[name])
    let spoilt = text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    try #require(spoilt != text, "\(old) is not in \(text)")
    parts.metadata[name] = spoilt
    let problem = try parts.problem()
    if let expected {
      #expect(problem == "metadata \"\(name)\": \(expected)")
    } else {
      #expect(problem?.hasPrefix("metadata \"\(name)\": ") == true, "\(problem ?? "opened")")
    }
  }

  @Test("any key of any object twice")
  func duplicateKeys() throws {
    let whole = try Parts()
    var count = 0
    for (name, text) in whole.metadata where text.hasPrefix("{") {
      for brace in text.indices where text[brace...].hasPrefix("{\"") {
        let key = text[brace...].dropFirst(2).prefix { $0 != "\"" }
        var parts = whole
        var spoilt = text
        spoilt.insert(contentsOf: "\"\(key)\":0,", at: text.index(after: brace))
        parts.metadata[name] = spoilt
        let problem = try parts.problem() ?? "opened"
        #expect(problem.hasPrefix("metadata \"\(name)\": "), "\(problem)")
        #expect(
          problem.hasSuffix("expected every key once, found \"\(key)\" twice"), "\(problem)")
        count += 1
      }
    }
    #expect(count > 20, "only \(count) objects were spoilt")
  }

  @Test("any value of the wrong type is refused or read without a trap")
  func wrongKinds() throws {
    let whole = try Parts()
    for (name, text) in whole.metadata where text.hasPrefix("{") {
      for colon in text.indices where text[colon...].hasPrefix("\":") {
        let start = text.index(colon, offsetBy: 2)
        let end = text[start...].firstIndex { ",}[{".contains($0) } ?? text.endIndex
        guard start < end else { continue }
        for value in ["null", "-1", "1e999", "\"x\"", "[]", "{}", "9223372036854775807", "nan"] {
          var parts = whole
          parts.metadata[name] = text.replacing(start..<end, with: value)
          _ = try parts.problem()
        }
      }
    }
  }

  @Test(
    "an element of a tensor",
    arguments: [
      ("statistics.deviation", 1, -1, "[1]: expected a non-negative finite number, found -1.0"),
      (
        "statistics.posterior_variance", 0, -0.5,
        "[0]: expected a non-negative finite number, found -0.5"
      ),
      ("statistics.divergence", 1, -2, "[1]: expected a non-negative finite number, found -2.0"),
      ("statistics.correlations", 1, 1.5, "[1, 0]: expected a correlation from -1 to 1, found 1.5"),
      ("statistics.alignments", 1, -1.5, "[0, 1]: expected a correlation from -1 to 1, found -1.5"),
      ("statistics.alignments", 0, 0.5, "[0, 0]: expected a factor below 1, or -1, found 0.5"),
      ("statistics.alignments", 2, .nan, "[0, 2]: expected a finite number, found nan"),
      ("statistics.histogram", 65, -0.25, "[1, 1]: expected a fraction from 0 to 1, found -0.25"),
      (
        "gallery.samples", 64 + 8 + 3, .infinity,
        "[1, 1, 3, 0]: expected a finite number, found inf"
      ),
    ] as [(String, Int, Float, String)])
  func element(tensor: String, position: Int, value: Float, expected: String) throws {
    var parts = try Parts()
    parts.set(tensor, position, to: value)
    #expect(try parts.problem() == "tensor \"\(tensor)\", element \(expected)")
  }

  @Test("NaN and infinity anywhere in any tensor", arguments: [Float.nan, .infinity, -.infinity])
  func notFinite(value: Float) throws {
    let whole = try Parts()
    #expect(whole.tensors.count > 20)
    for item in whole.tensors {
      for position in Set([0, item.tensor.count / 2, item.tensor.count - 1]) {
        var parts = whole
        parts.set(item.name, position, to: value)
        let problem = try parts.problem() ?? "opened"
        #expect(problem.hasPrefix("tensor \"\(item.name)\", element ["), "\(problem)")
        #expect(problem.hasSuffix("found \(value)"), "\(problem)")
      }
    }
  }

  @Test(
    "histograms that contradict mean and variance", arguments: [0, 0.5, 1.5] as [Float])
  func histogram(scale: Float) throws {
    var parts = try Parts()
    for index in parts.tensors.indices where parts.tensors[index].name == "statistics.histogram" {
      let tensor = parts.tensors[index].tensor
      parts.tensors[index] = NamedTensor(
        "statistics.histogram",
        Tensor(shape: tensor.shape, elements: tensor.elements.map { $0 * scale }))
    }
    for name in ["statistics.mean", "statistics.deviation"] {
      for latent in 0..<2 { parts.set(name, latent, to: 0.01) }
    }
    for latent in 0..<2 { parts.set("statistics.posterior_variance", latent, to: 1) }
    let problem = try #require(try parts.problem())
    #expect(
      problem.hasPrefix(
        "tensor \"statistics.histogram\", element [0]: expected fractions that sum to "),
      "\(problem)")
  }

  @Test("a histogram far outside the range may be empty")
  func emptyHistogram() throws {
    var parts = try Parts()
    for bin in 0..<64 { parts.set("statistics.histogram", bin, to: 0) }
    parts.set("statistics.mean", 0, to: 30)
    #expect(try parts.problem() == nil)
  }
}

extension String {
  /// The text with a part of it replaced.
  fileprivate func replacing(_ range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
