import Escaping
import Storage

extension ForeignModel {
  /// Opens an ONNX model: a decoder, an encoder and a decoder in two files, or a whole autoencoder in one.
  ///
  /// - Parameters:
  ///   - paths: One file, or two in any order.
  ///   - latents: The name of the value where the graph of an autoencoder is cut; found by names, random numbers or width if `nil`.
  ///   - heads: How one output of the encoder holds mean and log variance.
  /// - Returns: The model.
  /// - Throws: ``InterchangeError`` for files that cannot be read, models that are not autoencoders and parts that do not fit.
  package static func onnx(
    paths: [String], latents: String? = nil, heads: OperatorGraph.JointHeads = .halves
  ) throws(InterchangeError) -> ForeignModel {
    var surveys: [GraphSurvey] = []
    var versions: [String] = []
    var channelsFirst = true
    for path in paths {
      let file = try opened(path)
      versions.append("opset \(file.model.operatorSetVersion ?? 0)")
      if file.model.producer.lowercased().contains("tf2onnx") { channelsFirst = false }
      surveys.append(try GraphSurvey(OperatorGraph(file), path: path))
    }
    let format = "ONNX, \(Set(versions).sorted().joined(separator: " and "))"
    let builder: AutoencoderBuilder
    switch surveys.count {
    case 1: builder = try AutoencoderBuilder(surveys[0], latents: latents)
    case 2: builder = try AutoencoderBuilder(pair: surveys)
    default:
      throw .mismatch(
        path: paths.first ?? "", place: "files", expected: "one, or an encoder and a decoder",
        found: "\(paths.count)")
    }
    return try builder.model(format: format, heads: heads, channelsFirst: channelsFirst)
  }

  private static func opened(_ path: String) throws(InterchangeError) -> ONNXFile {
    do {
      return try ONNXFile(path: path)
    } catch {
      throw .storage(error)
    }
  }
}
