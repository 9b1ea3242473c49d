import Storage

/// This program's own model format: one self-contained safetensors file with a model and its facts.
///
/// Read by ``load(path:)``, written by `DescribedModel.save(to:)`; specified in `docs/FORMATS.md`.
package enum Checkpoint {}

extension ModelFormat {
  /// A safetensors file that contains an architecture or the version of this format.
  package static let checkpoint = ModelFormat(
    name: "a latentty checkpoint", endings: ["safetensors"],
    recognise: { start in
      [CheckpointMetadata.architectureKey, CheckpointMetadata.versionKey]
        .contains(where: start.metadataKeys.contains)
    },
    read: { try Checkpoint.load(path: $0) })
}
