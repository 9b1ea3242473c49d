import Storage

extension RunFormat {
  /// A run in a file store of MLflow: a folder with `meta.yaml` and a file for each metric below `metrics`.
  package static let mlflow = RunFormat(
    "mlflow", title: "runs of MLflow",
    folder: FolderRule(
      isNameOfRun: { $0 == "meta.yaml" },
      claim: { _, entries in
        guard entries.contains(where: { $0.name == "meta.yaml" && $0.kind == .file }),
          entries.contains(where: { $0.name == "metrics" && $0.kind == .folder })
        else { return nil }
        return FolderRule.Claim { ["meta.yaml", "metrics", "params", "tags"].contains($0.name) }
      },
      files: files),
    decoder: { file, run in
      let metrics = "\(run)/metrics/"
      return file.hasPrefix(metrics)
        ? MLflowMetricDecoder(file: file, name: String(file.dropFirst(metrics.count)))
        : MLflowDescriptionDecoder(file: file)
    })

  /// The depth limit of folders of metrics with slashes in their names.
  private static let depthLimit = 8

  private static func files(_ run: String) -> FolderRule.Files {
    var files = FolderRule.Files(paths: ["\(run)/meta.yaml"])
    addMetrics(in: "\(run)/metrics", depth: 0, to: &files)
    return files
  }

  private static func addMetrics(in folder: String, depth: Int, to files: inout FolderRule.Files) {
    let limit = SeriesStore.seriesLimit - files.paths.count
    let entries = FolderEntries(in: folder, limit: max(limit, 0))
    files.failure = files.failure ?? entries.failure
    files.watched.append(folder)
    for entry in entries.entries where !entry.name.hasPrefix(".") {
      let path = "\(folder)/\(entry.name)"
      if entry.kind == .file {
        files.paths.append(path)
      } else if entry.kind == .folder, !entry.mayBeLink, depth < depthLimit {
        addMetrics(in: path, depth: depth + 1, to: &files)
      }
    }
  }
}
