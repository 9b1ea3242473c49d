import Interchange
import Platform
import Storage
import Tensors
import TestSupport
import Testing

/// The node tests of the PyPI package `onnx`; `node_tests.py` says which, and how each is run.
@Suite struct ONNXNodeTests {
  @Test func theOperatorsComputeWhatTheTestsOfONNXExpect() throws {
    let file = try NPZFile(path: Fixture.path("onnx/node_tests.npz"))
    guard case .texts(let names)? = try file.columns("names").first?.values else {
      Issue.record("no names")
      return
    }
    let counts = { name in try file.doubles(name).elements.map { Int($0) } }
    let (bytes, rows) = (try counts("bytes"), try counts("rows"))
    let (columns, results) = (try counts("columns"), try counts("results"))
    let models = try file.tensor("models").elements
    let (inputs, outputs) = (
      try file.tensor("inputs").elements, try file.tensor("outputs").elements
    )
    let folder = try TemporaryFolder()
    var (model, input, output) = (0, 0, 0)
    var (failures, refused) = ([String](), [String]())
    for (index, name) in names.enumerated() {
      let path = folder.path("model.onnx")
      try folder.write(models[model..<model + bytes[index]].map { UInt8($0) }, to: "model.onnx")
      let count = rows[index] * columns[index]
      do {
        let failure = try Self.failure(
          path, Array(inputs[input..<input + count]), rows[index],
          Array(outputs[output..<output + results[index]]),
          tolerance: Self.rounded.contains(name) ? 1e-3 : 2e-5)
        if let failure { failures.append("\(name): \(failure)") }
      } catch .unsupported {
        refused.append(name)
      } catch {
        failures.append("\(name): \(error)")
      }
      model += bytes[index]
      input += count
      output += results[index]
    }
    #expect(failures.isEmpty, "\(failures.count): \(failures.joined(separator: "\n"))")
    #expect(Set(refused) == Self.refused, "\(refused)")
    #expect(names.count - refused.count == 393)
  }

  /// Cases whose expected values have four digits, or are differences of numbers as large as ten thousand.
  private static let rounded = [
    "averagepool_2d_ceil_last_window_starts_on_pad", "logsoftmax_large_number",
  ]

  /// Three spatial axes, and ways to resize that no exporter of an autoencoder writes.
  private static let refused: Set<String> = [
    "averagepool_3d_dilations_small", "convtranspose_3d", "maxpool_3d_dilations",
    "maxpool_3d_dilations_use_ref_impl", "resize_tf_crop_and_resize",
    "resize_tf_crop_and_resize_extrapolation_value", "resize_tf_crop_and_resize_axes_2_3",
    "resize_tf_crop_and_resize_axes_3_2", "resize_downsample_scales_linear_antialias",
    "resize_downsample_sizes_linear_antialias", "resize_downsample_scales_cubic_antialias",
    "resize_downsample_sizes_cubic_antialias",
    "resize_downsample_scales_linear_half_pixel_symmetric",
    "resize_upsample_scales_linear_half_pixel_symmetric",
  ]

  /// What is wrong with the result of a case; `nil` for nothing.
  private static func failure(
    _ path: String, _ input: [Float], _ rows: Int, _ expected: [Float], tolerance: Float
  ) throws(InterchangeError) -> String? {
    let file: ONNXFile
    do { file = try ONNXFile(path: path) } catch { throw .storage(error) }
    let graph = try OperatorGraph(file)
    let inputs = graph.inputs.map { port in
      (name: port.name, extents: (port.shape ?? []).dropFirst().map { $0 ?? 0 })
    }
    let lowered = try graph.lowered(
      .init(inputs: inputs, inputAxes: nil, outputs: graph.outputs.map(\.name), outputAxes: nil),
      path: path)
    let found = lowered.run(input, rows: rows)
    guard found.count == expected.count else { return "\(found.count) of \(expected.count)" }
    let peak = expected.filter(\.isFinite).map(\.magnitude).max() ?? 0
    let wrong = found.indices.first { index in
      let (a, b) = (found[index], expected[index])
      return a != b && !(a.isNaN && b.isNaN) && !((a - b).magnitude <= tolerance * max(peak, 1e-3))
    }
    return wrong.map { "\(found[$0]) at \($0), expected \(expected[$0])" }
  }
}

enum Fixture {
  /// The path of a file beside the tests.
  static func path(_ name: String) -> String {
    let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    return "/\(folder)/Fixtures/\(name)"
  }
}

extension TemporaryFolder {
  func write(_ bytes: [UInt8], to name: String) throws {
    let file = try #require(fopen(path(name), "wb"))
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }
}
