import Storage
import Training

extension RunFormat {
  /// A folder of `latentty train`: `recipe.toml` and `events.jsonl`.
  package static let latentty = RunFormat(
    "latentty", title: "runs of latentty",
    folder: FolderRule(
      isNameOfRun: { $0 == RunLayout.recipeName },
      claim: { _, entries in
        guard entries.contains(where: { $0.name == RunLayout.recipeName && $0.kind == .file })
        else {
          return nil
        }
        return FolderRule.Claim { $0.kind == .file }
      },
      files: { FolderRule.Files(paths: [RunLayout.events(of: $0)]) }),
    decoder: { file, _ in JSONLinesDecoder(file: file, readsNullAsNumber: true) })
}
