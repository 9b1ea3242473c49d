/// Links between the pages of this project.
enum Links {
  /// The relative paths that a Markdown text links to, without their fragments.
  static func localTargets(in markdown: String) -> [String] {
    markdown.split(separator: "](", omittingEmptySubsequences: false).dropFirst()
      .compactMap { $0.split(separator: ")").first }
      .compactMap { $0.split(separator: "#", omittingEmptySubsequences: false).first }
      .map(String.init)
      .filter { !$0.isEmpty && !$0.contains("://") }
  }
}
