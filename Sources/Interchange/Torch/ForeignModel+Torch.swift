package import Storage

extension ForeignModel {
  /// Reads a whole module of PyTorch, as `torch.save(model, …)` writes it.
  ///
  /// Modules of PyTorch that follow each other in containers are translated exactly. Of a class of the file's own the parts are
  /// chained by their names and order, as long as no activation can be missing between them.
  ///
  /// - Parameter file: A file with a module.
  /// - Returns: The decoder, and the encoder if there is one.
  /// - Throws: ``InterchangeError``, of the case `undetermined` where the file does not say what is computed; its weights can then be
  ///   read as a state dict.
  package static func torchModule(_ file: TorchFile) throws(InterchangeError) -> ForeignModel {
    let module: TorchModule?
    do throws(StorageError) { module = try file.module() } catch { throw .storage(error) }
    guard let module else {
      throw .undetermined(
        path: file.path, missing: "the file holds weights and no module",
        advice: "describe the layers in a sidecar")
    }
    return try TorchAutoencoder(file, module).model()
  }
}
