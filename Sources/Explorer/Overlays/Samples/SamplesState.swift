import Plotting
import Models

/// The sample picker: the samples of the model's gallery and of the open data set.
struct SamplesState: ListOverlay {
  /// The source of the samples.
  enum Collection: Sendable {
    /// The model's gallery.
    case gallery
    /// The open data set.
    case data
  }

  static let scope = CommandScope.samples

  /// The collection that is listed.
  var collection = Collection.gallery
  /// The index of the selected sample.
  var line = 0

  /// The reference to the selected sample.
  var reference: SampleReference {
    collection == .gallery ? .gallery(line) : .data(line)
  }

  func lineCount(_ state: ExplorerState) -> Int { state.count(of: collection) }
}

extension CommandScope {
  static let samples = CommandScope("samples", title: "sample picker")
}

extension ExplorerState {
  /// The sample picker, if it is the topmost overlay.
  var samples: SamplesState? {
    get { self[overlay: SamplesState.self] }
    set { self[overlay: SamplesState.self] = newValue }
  }

  /// The number of samples in a collection.
  func count(of collection: SamplesState.Collection) -> Int {
    collection == .gallery ? model?.gallery?.count ?? 0 : data?.count ?? 0
  }
}
