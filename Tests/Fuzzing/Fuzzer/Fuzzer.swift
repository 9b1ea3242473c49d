import FuzzTargets
import Platform
import TestSupport

/// The target that the environment names and the folder of its files, for all executions of this process.
private let session = Result { () throws -> (target: FuzzTarget, folder: TemporaryFolder) in
  let name = getenv("LATENTTY_FUZZING").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget.named(name) else { throw Unknown(name: name) }
  return (target, try TemporaryFolder())
}

private struct Unknown: Error, CustomStringConvertible {
  let name: String
  var description: String {
    "LATENTTY_FUZZING: expected one of \(FuzzTarget.all.map(\.name).joined(separator: " ")), found \"\(name)\""
  }
}

/// What libFuzzer calls before the first execution.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<Int32>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> Int32 {
  do {
    _ = try session.get()
  } catch {
    let line = Array("latentty: \(error)\n".utf8)
    write(STDERR_FILENO, line, line.count)
    exit(2)
  }
  return 0
}

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  if case .success(let session) = session {
    session.target.run(
      Array(UnsafeBufferPointer(start: data, count: size)), in: session.folder)
  }
  return 0
}
