package import Diagnostics
package import Tensors

/// Requests the decoded points of a traversal.
package struct TraverseRequest: EngineRequest {
  /// The traversal.
  package var traversal: Traversal
  /// The values of the latents that are not varied.
  package var base: [Float]
  /// The posterior of the encoded sample, if there is one.
  package var sample: [TraversalSpace.Normal]?
  /// The name of that sample.
  package var sampleName: String?
  /// Whether latents that carry a factor stay where it is within its bounds.
  package var staysWithinBounds: Bool

  /// Creates a request.
  package init(
    traversal: Traversal, base: [Float], sample: [TraversalSpace.Normal]? = nil,
    sampleName: String? = nil, staysWithinBounds: Bool = true
  ) {
    (self.traversal, self.base) = (traversal, base)
    (self.sample, self.sampleName) = (sample, sampleName)
    self.staysWithinBounds = staysWithinBounds
  }

  /// The kind of this request.
  package static let kind = RequestKind("traverse") { state, reason in
    state.traverse.problem = reason
    return .shown
  }

  /// Shows the decoded samples.
  package func take(
    _ pictures: TraversalPictures, _ state: inout ExplorerState
  ) -> [ExplorerEffect] {
    guard let shape = state.model?.sampleShape,
      pictures.samples.shape == [pictures.grid.points.rowCount] + shape
    else {
      state.report("traverse: expected one sample per point, found \(pictures.samples.shape)")
      return []
    }
    state.traverse.problem = nil
    state.traverse.pictures = pictures
    state.traverse.keepCursorInside()
    return []
  }
}

/// A decoded traversal.
package struct TraversalPictures: Sendable, Equatable {
  /// The traversal.
  package var traversal: Traversal
  /// The values of the latents that are not varied.
  package var base: [Float]
  /// The name of the encoded sample behind the values or the base; `nil` without one.
  package var sampleName: String?
  /// The points.
  package var grid: TraversalGrid
  /// The samples, `[points, height, width, channels]`, row by row.
  package var samples: Tensor
  /// The factors at whose bounds values end, by latent.
  package var limits: [Int: String]

  /// Creates a decoded traversal.
  package init(
    traversal: Traversal, base: [Float], sampleName: String? = nil, grid: TraversalGrid,
    samples: Tensor, limits: [Int: String] = [:]
  ) {
    (self.traversal, self.base, self.sampleName) = (traversal, base, sampleName)
    (self.grid, self.samples, self.limits) = (grid, samples, limits)
  }
}

/// Writes a traversal as a picture and as arrays.
package struct TraverseExport: FileRequest {
  /// The name of the files without extension.
  package var stem: String
  /// The name of the model.
  package var model: String
  /// The decoded traversal.
  package var pictures: TraversalPictures

  /// Creates a request.
  package init(stem: String, model: String, pictures: TraversalPictures) {
    (self.stem, self.model, self.pictures) = (stem, model, pictures)
  }

  /// The kind of this request.
  package static let kind = RequestKind("exportTraversal")
}
