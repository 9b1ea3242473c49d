import Datasets
import Storage
import Tensors
import TestSupport

extension FuzzTarget {
  /// Data sets with any description, and of any arrays.
  static let datasets = [
    FuzzTarget("dataset-description") { input, folder in
      let path = folder.path("input.safetensors")
      try SafetensorsWriter.write(
        [NamedTensor("samples", TinyModel.samples), NamedTensor("factors", TinyModel.factors)],
        metadata: ["latentty.data": input.text()], to: path)
      readSamples(of: try Dataset.open(path: path))
    },
    FuzzTarget("dataset") { input, folder in
      let path = try folder.file("input.safetensors", input.remaining())
      readSamples(of: try Dataset.open(path: path))
    },
  ]
}

/// Touches every sample of a data set.
func readSamples(of dataset: Dataset) {
  var isFinite = true
  for index in 0..<dataset.count {
    dataset.withUnsafeSample(index) { sample in
      precondition(sample.count == dataset.elementCount, "sample \(index) of \(sample.count)")
      isFinite = sample.allSatisfy(\.isFinite) && isFinite
    }
  }
  precondition(
    dataset.factors.shape == [dataset.count, dataset.description.factors.count],
    "factors \(dataset.factors.shape), finite samples: \(isFinite)")
}
