import Glibc

/// The path of the fixture, which is built beside the running tests.
func terminalFixturePath() -> String {
  var buffer = [CChar](repeating: 0, count: 4096)
  let count = readlink("/proc/self/exe", &buffer, buffer.count)
  let path = String(
    decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  return path.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/TerminalFixture"
}
