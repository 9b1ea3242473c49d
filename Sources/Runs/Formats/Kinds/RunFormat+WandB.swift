import Storage

extension RunFormat {
  /// The transaction log that W&B keeps of a run, also of one that was never sent: `wandb/run-…/run-….wandb`.
  package static let wandb = RunFormat(
    "wandb", title: "logs of W&B", unit: "record",
    file: FileRule(
      mayBe: { $0.hasSuffix(".wandb") },
      verdict: { $0.bytes.starts(with: WandBFrame.signature) ? .recognised : .other }),
    decoder: { file, _ in WandBDecoder(file: file) })
}
