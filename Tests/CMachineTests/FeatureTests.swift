import CMachine
import Foundation
import Testing

struct FeatureTests {
  private static let names = (0..<Int32(LX_FEATURE_COUNT)).map {
    String(cString: lx_feature_name($0))
  }

  private static func names(of features: UInt32) -> Set<String> {
    Set(names.enumerated().filter { features >> UInt32($0.offset) & 1 == 1 }.map(\.element))
  }

  #if arch(x86_64) && os(Linux)
    @Test("the features found by CPUID are those that the kernel lists")
    func kernelAgrees() throws {
      let text = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("flags") })
      let listed = Set(line.split(separator: " ").map(String.init))
      #expect(Self.names(of: lx_features_of_machine()) == listed.intersection(Self.names))
    }

    @Test("every feature has a name of its own")
    func namesAreDistinct() {
      #expect(Set(Self.names).count == Self.names.count)
      #expect(!Self.names.contains(""))
    }
  #endif

  @Test("what this machine was built for, it has")
  func buildRunsHere() {
    #expect(lx_features_of_build() & ~lx_features_of_machine() == 0)
    lx_require_features(lx_features_of_machine())
  }

  @Test("a feature that the machine lacks ends the process with status 1")
  func refusesWhatIsMissing() async throws {
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent])
    {
      // A bit beyond the table: no machine has it.
      lx_require_features(1 << 31)
    }
    let text = try #require(result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) })
    #expect(text.hasPrefix("latentty: this build needs a processor with"))
    #expect(text.split(separator: "\n").count == 1)
  }

  @Test("a list of features is cut to its buffer", arguments: [1, 2, 5, 30, 400])
  func descriptionFits(capacity: Int) {
    var text = [CChar](repeating: 7, count: capacity + 1)
    lx_describe_features((1 << 28) - 1, &text, Int32(capacity))
    #expect(text.last == 7, "the byte behind the buffer")
    #expect(text.prefix(capacity).contains(0))
  }
}
