import Diagnostics
package import Explorer

extension ExportRequest: EngineWork {
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Never) -> Void
  ) throws -> [String]? {
    try world.writer.write(result.documents, stem: stem)
  }
}
