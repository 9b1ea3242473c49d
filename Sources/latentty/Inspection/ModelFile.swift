import Contents
import Models

/// A model that a command opens.
enum ModelFile {
  /// Opens a model and makes sure that it has what the command needs.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - needs: The parts of a model that the command needs.
  ///   - command: The command's name.
  /// - Returns: The model and what its file says of it.
  /// - Throws: One line: a file of another kind, with the command that opens it; why the model cannot be opened; or which part is
  ///   missing.
  static func open(
    _ path: String, needs: [ModelPart], for command: String
  ) throws -> DescribedModel {
    try OtherContent.checkModel(path)
    let described = try ModelFormat.open(path: path)
    try described.require(needs, for: command, in: path)
    return described
  }
}
