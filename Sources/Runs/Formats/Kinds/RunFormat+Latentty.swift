import Storage

extension RunFormat {
  /// A folder of `latentty train`: `recipe.toml` and `events.jsonl`.
  package static let latentty = RunFormat(
    "latentty", title: "runs of latentty",
    folder: FolderRule(
      isNameOfRun: { $0 == "recipe.toml" },
      claim: { _, entries in
        guard entries.contains(where: { $0.name == "recipe.toml" && $0.kind == .file }) else {
          return nil
        }
        return FolderRule.Claim { $0.kind == .file }
      },
      files: { FolderRule.Files(paths: ["\($0)/events.jsonl"]) }),
    decoder: { file, _ in JSONLinesDecoder(file: file, readsNullAsNumber: true) })
}
