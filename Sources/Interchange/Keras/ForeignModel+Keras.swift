import Escaping
import Storage

extension ForeignModel {
  /// Reads a model of Keras 2 or 3.
  ///
  /// - Parameters:
  ///   - paths: A whole autoencoder or a decoder; an encoder and a decoder; or a configuration in JSON and its weights. Each is an HDF5 file
  ///     or the archive of Keras 3.
  ///   - latents: The layer whose output is the latents; `nil` to find it.
  /// - Returns: Its graphs and what they mean.
  /// - Throws: ``InterchangeError`` in one line.
  package static func keras(
    paths: [String], latents: String? = nil
  ) throws(InterchangeError) -> ForeignModel {
    var files: [KerasFile] = []
    for path in paths { files.append(try KerasFile(path: path)) }
    files = joined(files)
    var models: [KerasBuiltModel] = []
    for file in files { models += try built(file) }
    let version = files.lazy.compactMap(\.version).first
    var autoencoder = KerasAutoencoder(format: version.map { "Keras \($0)" } ?? "Keras")
    switch models.count {
    case 1: return try autoencoder.model(models[0], latents: latents)
    case 2:
      let (encoder, decoder) = try ordered(models)
      return try autoencoder.model(encoder: encoder, decoder: decoder)
    default:
      throw .undetermined(
        path: paths.first ?? "", missing: "\(models.count) models",
        advice: "give one model, or an encoder and a decoder")
    }
  }

  /// Puts a configuration and weights together that are files of their own.
  private static func joined(_ files: [KerasFile]) -> [KerasFile] {
    guard files.count == 2,
      let text = files.first(where: { $0.weights == nil }),
      let weights = files.first(where: { $0.weights != nil && $0.configuration == nil })
    else { return files }
    return [text.with(weights)]
  }

  /// The model of a file, or the encoder and the decoder that it is made of.
  private static func built(_ file: KerasFile) throws(InterchangeError) -> [KerasBuiltModel] {
    guard let source = file.weights else {
      throw .undetermined(
        path: file.path, missing: "a configuration without weights",
        advice: "give the file of the weights too")
    }
    guard let document = file.configuration else { throw weightsAlone(file.path, source) }
    if KerasConfiguration.describesModel(document) {
      return [try built(document, file, source, in: "")]
    }
    let parts = (document["config"]?.object ?? [:]).filter {
      LatentNames.isDecoder(path: $0.key) != nil && KerasConfiguration.describesModel($0.value)
    }
    let decoders = parts.filter { LatentNames.isDecoder(path: $0.key) == true }
    guard decoders.count == 1, parts.count <= 2 else {
      let name = document["class_name"]?.text ?? "model"
      throw .undetermined(
        path: file.path,
        missing: "the class \(name.escaped(limit: 60)) was written in Python, which is not run, "
          + "and the file does not tell what it computes",
        advice: "save its decoder and its encoder, or export them to ONNX: "
          + "model.decoder.save(\"decoder.keras\")")
    }
    var models: [KerasBuiltModel] = []
    for (name, part) in parts.sorted(by: { $0.key < $1.key }) {
      models.append(try built(part, file, source, in: name))
    }
    return models
  }

  private static func built(
    _ document: JSONValue, _ file: KerasFile, _ source: KerasFile.Weights, in place: String
  ) throws(InterchangeError) -> KerasBuiltModel {
    var configuration = KerasConfiguration(path: file.path)
    let model = try configuration.model(document, place: place)
    let weights =
      switch source {
      case .byClass(let weights): KerasWeights(weights, model: model, in: place)
      case .legacy(let weights, let group):
        KerasWeights(legacy: weights, group: group, model: model)
      }
    return try KerasBuiltModel(model, of: file, weights: weights)
  }

  private static func weightsAlone(
    _ path: String, _ source: KerasFile.Weights
  ) -> InterchangeError {
    let file =
      switch source {
      case .byClass(let file), .legacy(let file, _): file
      }
    let count = file.datasets.count { $0.type.holdsNumbers }
    return .undetermined(
      path: path,
      missing: "Keras weights alone, \(count) tensors, without the configuration of the model",
      advice: "save the whole model, give model.to_json() as a file beside it, "
        + "or describe the model in a sidecar")
  }

  /// Which of two models is the encoder, and which the decoder.
  private static func ordered(
    _ models: [KerasBuiltModel]
  ) throws(InterchangeError) -> (encoder: KerasBuiltModel, decoder: KerasBuiltModel) {
    var growing: [Bool] = []
    for model in models {
      let named = LatentNames.isDecoder(path: model.name)
      let sample = try? model.sampleOutput()
      let input = try model.mainInput()
      growing.append(
        input.isVector && (sample?.count ?? 0) > input.count || sample == nil && named == true)
    }
    if growing == [false, true] { return (models[0], models[1]) }
    if growing == [true, false] { return (models[1], models[0]) }
    throw .mismatch(
      path: models[1].path, place: "models",
      expected: "an encoder, and a decoder whose input is a vector",
      found: growing[0] ? "two decoders" : "no decoder")
  }
}
