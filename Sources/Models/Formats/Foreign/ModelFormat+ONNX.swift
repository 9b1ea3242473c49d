import Interchange
import Storage

extension ModelFormat {
  /// An autoencoder, a decoder, or an encoder and a decoder as graphs of ONNX.
  package static let onnx = ModelFormat(
    name: "an ONNX model", endings: ["onnx"], recognise: { $0.signature == .onnx },
    readFiles: { source, options in
      try ForeignModel.onnx(
        paths: source.paths, latents: options.latents, heads: options.heads ?? .halves
      ).described(path: source.first, name: source.title)
    })
}
