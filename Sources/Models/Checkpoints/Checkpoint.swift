import Storage

/// This program's own format of models: one safetensors file that opens alone, a model with what is known of it.
///
/// Read by ``load(path:)``, written by `DescribedModel.save(to:)`; `docs/FORMATS.md` says what stands in it.
package enum Checkpoint {}

extension ModelFormat {
  /// A safetensors file that names an architecture or the version of this format.
  package static let checkpoint = ModelFormat(
    name: "a latentty checkpoint", endings: ["safetensors"],
    recognise: { start in
      [CheckpointMetadata.architectureKey, CheckpointMetadata.versionKey]
        .contains(where: start.metadataKeys.contains)
    },
    read: { try Checkpoint.load(path: $0) })
}
