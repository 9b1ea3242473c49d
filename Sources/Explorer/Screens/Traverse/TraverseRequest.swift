package import Diagnostics
package import Tensors

/// Asks for the points of a traversal, decoded.
package struct TraverseRequest: EngineRequest {
  /// Which points.
  package var traversal: Traversal
  /// The value of every latent that stays.
  package var base: [Float]
  /// The posterior of the encoded sample, if there is one.
  package var sample: [TraversalSpace.Normal]?
  /// The name of that sample.
  package var sampleName: String?

  /// Creates a request.
  package init(
    traversal: Traversal, base: [Float], sample: [TraversalSpace.Normal]? = nil,
    sampleName: String? = nil
  ) {
    (self.traversal, self.base) = (traversal, base)
    (self.sample, self.sampleName) = (sample, sampleName)
  }

  /// Decoding a traversal.
  package static let kind = RequestKind("traverse") { state, reason in
    state.traverse.problem = reason
    return .shown
  }

  /// Shows the pictures.
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

/// A traversal that was decoded.
package struct TraversalPictures: Sendable, Equatable {
  /// What was asked for.
  package var traversal: Traversal
  /// The value of every latent that stays.
  package var base: [Float]
  /// The name of the encoded sample that the values or the base belong to; `nil` without one.
  package var sampleName: String?
  /// The points.
  package var grid: TraversalGrid
  /// The samples, `[points, height, width, channels]`, row by row.
  package var samples: Tensor

  /// Creates pictures.
  package init(
    traversal: Traversal, base: [Float], sampleName: String? = nil, grid: TraversalGrid,
    samples: Tensor
  ) {
    (self.traversal, self.base, self.sampleName) = (traversal, base, sampleName)
    (self.grid, self.samples) = (grid, samples)
  }
}

/// Writes a traversal as a picture and as arrays.
package struct TraverseExport: FileRequest {
  /// The name of the files without extension.
  package var stem: String
  /// The name of the model.
  package var model: String
  /// What is written.
  package var pictures: TraversalPictures

  /// Creates a request.
  package init(stem: String, model: String, pictures: TraversalPictures) {
    (self.stem, self.model, self.pictures) = (stem, model, pictures)
  }

  /// Writing a traversal.
  package static let kind = RequestKind("exportTraversal")
}
