import CLibraries
import Testing

@Suite struct LibraryTests {
  private func opened(_ names: [String]) -> UnsafeMutableRawPointer? {
    let texts = names.map { Array($0.utf8CString) }
    func open(
      _ rest: ArraySlice<[CChar]>, _ pointers: [UnsafePointer<CChar>?]
    ) -> UnsafeMutableRawPointer? {
      guard let text = rest.first else {
        return (pointers + [nil]).withUnsafeBufferPointer { names in
          names.baseAddress.flatMap { start in
            start.withMemoryRebound(to: UnsafePointer<CChar>.self, capacity: names.count) {
              latentty_library_open($0)
            }
          }
        }
      }
      return text.withUnsafeBufferPointer { open(rest.dropFirst(), pointers + [$0.baseAddress]) }
    }
    return open(texts[...], [])
  }

  @Test("the first library that is there is opened, and its symbols are found")
  func present() throws {
    let library = try #require(opened(["libno-such-thing.so.9", "libz.so.1"]))
    #expect(latentty_library_symbol(library, "zlibVersion") != nil)
    #expect(latentty_library_symbol(library, "no_such_symbol") == nil)
  }

  @Test("a library that is missing is none")
  func missing() {
    #expect(opened(["libno-such-thing.so.9"]) == nil)
  }
}
