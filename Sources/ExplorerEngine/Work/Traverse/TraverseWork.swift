import Diagnostics
import Explorer
import Models
import Storage
import Tensors

extension TraverseRequest: EngineWork {
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Never) -> Void
  ) throws -> TraversalPictures? {
    let model = try world.openModel(for: Self.kind)
    guard model.checkpoint.model.latentCount == base.count else { return nil }
    return try TraversalPictures(
      traversal, about: base, of: sampleName,
      in: TraversalSpace(
        model.checkpoint, sample: sample, staysWithinBounds: staysWithinBounds)
    ) { points in
      model.sweep(points, isSuperseded: isSuperseded)
    }
  }
}

extension TraverseExport: EngineWork {
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Never) -> Void
  ) throws -> [String]? {
    let model = try world.openModel(for: Self.kind)
    let file = TraversalFile(pictures, model: self.model, data: model.checkpoint.data)
    let extensions = [".png", ".safetensors"]
    let writer = world.writer
    return try writer.together(writer.freeStem(stem, extensions), extensions) {
      files, paths throws(StorageError) in
      try files.add(file.sheet.encoded(path: paths[0]), to: paths[0])
      try files.add(file.tensors, metadata: file.metadata, to: paths[1])
    }
  }
}
