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
    }
  ]
}
