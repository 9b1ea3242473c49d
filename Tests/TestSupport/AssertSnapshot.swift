import Foundation
package import Testing

/// Compares a text with the one recorded in `Snapshots/<test file>/<test>[-<name>].txt`.
///
/// A missing recording, or `RECORD_SNAPSHOTS=1` in the environment, writes the text and fails the test with
/// "recorded", so that a recording never passes unseen. Trailing blanks count.
///
/// - Parameters:
///   - text: What the test produced.
///   - name: Tells several snapshots of one test apart.
///   - function: The test; its name up to the parenthesis names the recording.
///   - filePath: The file of the test; its name without extension names the folder.
///   - sourceLocation: Where a failure is reported.
package func assertSnapshot(
  _ text: String, named name: String? = nil, function: String = #function,
  filePath: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) {
  let recording = snapshotLocation(name: name, function: function, filePath: filePath)
  let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
  guard !isRecording, let recorded = try? String(contentsOf: recording, encoding: .utf8) else {
    record(text, at: recording, sourceLocation: sourceLocation)
    return
  }
  guard recorded != text + "\n" else { return }
  Issue.record(
    Comment(rawValue: difference(recorded: recorded, found: text + "\n", at: recording)),
    sourceLocation: sourceLocation)
}

private func snapshotLocation(name: String?, function: String, filePath: String) -> URL {
  let source = URL(fileURLWithPath: filePath)
  let test = String(function.prefix { $0 != "(" })
  let suffix = name.map { "-" + $0 } ?? ""
  return source.deletingLastPathComponent()
    .appendingPathComponent("Snapshots")
    .appendingPathComponent(source.deletingPathExtension().lastPathComponent)
    .appendingPathComponent(test + suffix + ".txt")
}

private func record(_ text: String, at recording: URL, sourceLocation: SourceLocation) {
  do {
    try FileManager.default.createDirectory(
      at: recording.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data((text + "\n").utf8).write(to: recording, options: .atomic)
    Issue.record("recorded \(recording.path)", sourceLocation: sourceLocation)
  } catch {
    Issue.record("cannot record \(recording.path): \(error)", sourceLocation: sourceLocation)
  }
}

/// The first lines that differ, each as recorded (`-`) and as found (`+`), then the whole text found.
private func difference(recorded: String, found: String, at recording: URL) -> String {
  let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
  let new = found.split(separator: "\n", omittingEmptySubsequences: false)
  var lines = ["differs from \(recording.path)"]
  for index in 0..<max(old.count, new.count) where lines.count < 24 {
    let before = index < old.count ? old[index] : "(no line)"
    let after = index < new.count ? new[index] : "(no line)"
    guard before != after else { continue }
    lines += ["line \(index + 1)", "- \(before)", "+ \(after)"]
  }
  return (lines + ["found:", found]).joined(separator: "\n")
}
