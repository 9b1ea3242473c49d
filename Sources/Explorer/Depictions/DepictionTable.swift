import Datasets
import Models
import Plotting
import Tensors

/// The types of samples.
enum DepictionTable {
  /// Every type, one line each; the first that suits a description is used.
  static let all: [any Depiction] = [
    CurveDepiction(),
    BarDepiction.features,
    BarDepiction.classes,
    ParticleDepiction(),
    MatrixDepiction(),
    ColorDepiction(),
    ImageDepiction(),
  ]

  /// The type of the samples of a description; images of one number per pixel where none of the table suits.
  static func depiction(
    of data: DataDescription, in table: [any Depiction] = all
  ) -> any Depiction {
    table.first { $0.suits(data) } ?? ImageDepiction()
  }
}

extension ExplorerState {
  /// The type of the model's samples.
  var depiction: any Depiction { depiction(of: model?.data) }

  /// The type of the samples of a description; images without a description.
  func depiction(of data: DataDescription?) -> any Depiction {
    data.map { DepictionTable.depiction(of: $0, in: depictions) } ?? ImageDepiction()
  }

  /// The scale that source, decoded, simulator and sweep share: that of all of their samples, with the chosen
  /// stretch.
  var sampleScale: SampleScale {
    depiction.scale(
      of: [decoded?.sample, source?.encoded.sample, simulation?.sample?.sample].compactMap(\.self),
      gallery: model?.gallery?.samples, model?.data ?? .unknown, stretch: sampleStretch)
  }

  /// The curve between elements and brightness: the chosen one where it can be chosen.
  var sampleStretch: Stretch { depiction.fixedStretch == nil ? look.stretch : .linear }

  /// The parameters for samples drawn beside the decoded one.
  var sampleLook: SampleLook {
    SampleLook(
      data: model?.data ?? .unknown, simulator: model?.simulator, colorMap: look.colorMap,
      scale: sampleScale)
  }

  /// The parameters for samples that share a scale of their own.
  ///
  /// - Parameters:
  ///   - samples: The samples that are shown together.
  ///   - data: Their description; that of the model by default.
  /// - Returns: The parameters of their drawing.
  func look(covering samples: [Tensor], of data: DataDescription? = nil) -> SampleLook {
    let isModels = data == nil || data == model?.data
    let data = data ?? model?.data ?? .unknown
    let depiction = depiction(of: data)
    return SampleLook(
      data: data, simulator: isModels ? model?.simulator : nil, colorMap: look.colorMap,
      scale: depiction.scale(
        of: samples, gallery: isModels ? model?.gallery?.samples : nil, data,
        stretch: depiction.fixedStretch == nil ? look.stretch : .linear))
  }
}

extension DataDescription {
  /// A placeholder for the description without a model.
  static let unknown = DataDescription(
    name: "", kind: .image, shape: [1, 1, 1], unit: "", factors: [])
}
