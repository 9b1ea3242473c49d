import Interchange
import Networks
import Storage
import Tensors
import TestSupport

extension FuzzTarget {
  /// Models of other programs.
  static let interchange = [
    FuzzTarget("onnx") { input, folder in
      let path = try folder.file("input.onnx", input.remaining())
      attempt {
        let file = try ONNXFile(path: path)
        for entry in file.tensors.entries {
          attempt {
            let tensor = try file.tensors.tensor(entry.name)
            precondition(tensor.shape == entry.shape, "\(tensor.shape) for \(entry)")
          }
        }
      }
      let model = try ForeignModel.onnx(paths: [path])
      let conditions = model.selectors.map { (name: $0.name, extents: [$0.count]) }
      let latents = [(name: model.decoder.inputs[0].name, extents: [model.latentCount])]
      let lowered = try model.decoder.lowered(
        LoweredNetwork.Request(
          inputs: latents + conditions, inputAxes: nil,
          outputs: model.decoder.outputs.map(\.name), outputAxes: model.sampleAxes), path: path)
      precondition(
        lowered.network.outputShape == model.sampleShape,
        "\(lowered.network.outputShape) for \(model.sampleShape)")
    }
  ]
}
