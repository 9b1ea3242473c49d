/// A request that writes files; the answer is their paths.
package protocol FileRequest: EngineRequest where Answer == [String] {}

extension FileRequest {
  /// Says which files were written.
  package func take(_ paths: [String], _ state: inout ExplorerState) -> [ExplorerEffect] {
    state.log.append("saved \(paths.joined(separator: ", "))")
    state.message = .done("saved \(paths.joined(separator: paths.count == 2 ? " and " : ", "))")
    return []
  }
}
