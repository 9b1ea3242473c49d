import Storage

extension RunFormat {
  /// The transaction log of a W&B run, also of an offline one: `wandb/run-…/run-….wandb`.
  package static let wandb = RunFormat(
    "wandb", title: "logs of W&B", unit: "record",
    file: FileRule(
      mayBe: { $0.hasSuffix(".wandb") }, needsNoName: true,
      verdict: { $0.bytes.starts(with: WandBFrame.signature) ? .recognised : .other }),
    decoder: { file, _ in WandBDecoder(file: file) })
}
