import Models

/// The sample picker: the samples of the model's gallery and of the open data set.
struct SamplesState: Sendable {
  /// Where the samples come from.
  enum Collection: Sendable {
    /// Those that travel with the model.
    case gallery
    /// Those of the data set opened beside it.
    case data
  }

  /// The collection that is listed.
  var collection = Collection.gallery
  /// The chosen sample.
  var chosen = 0

  /// The chosen sample as a reference.
  var reference: SampleReference {
    collection == .gallery ? .gallery(chosen) : .data(chosen)
  }
}

extension ExplorerState {
  /// The sample picker, if it is the topmost overlay.
  var samples: SamplesState? {
    get {
      guard case .samples(let samples) = overlays.last else { return nil }
      return samples
    }
    set {
      guard let newValue, samples != nil else { return }
      overlays[overlays.count - 1] = .samples(newValue)
    }
  }

  /// The number of samples in a collection.
  func count(of collection: SamplesState.Collection) -> Int {
    collection == .gallery ? model?.gallery?.count ?? 0 : data?.count ?? 0
  }
}
