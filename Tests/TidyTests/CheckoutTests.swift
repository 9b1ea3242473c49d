import Foundation
import Testing

struct CheckoutTests {
  @Test("every source file keeps the rules of the house", arguments: try Checkout.targets())
  func sourcesAreTidy(target: String) throws {
    let files = Checkout.files(under: "Sources/\(target)").filter { $0.hasSuffix(".swift") }
    for file in files {
      let source = try #require(try Checkout.source(file), "\(file) is not text")
      let findings = Rules.findings(in: source, target: target, table: .house)
      for finding in findings { Issue.record("\(finding)") }
    }
  }

  @Test("no screen names the state of another one")
  func screensKnowNoOtherScreen() throws {
    let files = Checkout.files(under: "Sources/Explorer/Screens").filter { $0.hasSuffix(".swift") }
    let screens = Set(files.compactMap { Rules.screen(ofPath: $0) }).sorted()
    #expect(screens.count > 4)
    for file in files {
      let source = try #require(try Checkout.source(file), "\(file) is not text")
      for finding in Rules.otherScreens(source, screens: screens) { Issue.record("\(finding)") }
    }
  }

  @Test("the architecture page and the manifest draw the same arrows as the table")
  func oneTableOfLayers() throws {
    let page = LayerTable(markdown: try Checkout.text("docs/ARCHITECTURE.md"))
    let manifest = LayerTable(manifest: try Checkout.text("Package.swift"))
    for target in Set(LayerTable.house.imports.keys).union(page.imports.keys) {
      #expect(page.imports[target] == LayerTable.house.imports[target], "\(target)")
      #expect(manifest.imports[target] == LayerTable.house.imports[target], "\(target)")
      let system = LayerTable.house.systemImports[target, default: []]
      #expect(page.systemImports[target, default: []] == system, "\(target)")
    }
    #expect(try Set(Checkout.targets()) == Set(LayerTable.house.imports.keys))
    #expect(Set(manifest.imports.keys) == Set(LayerTable.house.imports.keys))
  }

  @Test("every target has a suite with tests in it", arguments: try Checkout.targets())
  func everyTargetIsTested(target: String) throws {
    let suite = LayerTable.testedThrough[target] ?? "\(target)Tests"
    let suites = LayerTable.suites(inManifest: try Checkout.text("Package.swift"))
    #expect(suites.contains(suite))
    let hasTests = try Checkout.files(under: "Tests/\(suite)").contains { file in
      try file.hasSuffix(".swift") && Checkout.text(file).contains("@Test")
    }
    #expect(hasTests, "\(suite) tests nothing")
  }

  @Test("every text file ends its last line, and names no path of one machine")
  func textFilesAreTidy() throws {
    for path in Checkout.allFiles {
      guard let source = try Checkout.source(path) else { continue }
      // The fuzzer's inputs are what readers are given, whatever that is.
      let isInput = path.hasPrefix("Tests/Fuzzing/Corpus/")
      var findings = isInput ? [] : Rules.missingLineFeed(source)
      if !path.hasPrefix("Tests/") { findings += Rules.machinePaths(source) }
      for finding in findings { Issue.record("\(finding)") }
    }
  }

  @Test("nothing is tracked at the top level but what belongs there")
  func topLevel() throws {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "ls-files"]
    process.currentDirectoryURL = Checkout.root
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    // An archive of the sources has no index.
    guard process.terminationStatus == 0 else { return }
    let paths = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let names = Set(paths.compactMap { $0.split(separator: "/").first.map(String.init) })
    #expect(names.subtracting(Checkout.topLevel) == [])
  }

  @Test("no file is larger than 6 MB")
  func filesAreSmall() throws {
    for path in Checkout.allFiles {
      let size = try Checkout.size(of: path)
      #expect(size <= 6_000_000, "\(path)")
    }
  }

  @Test(
    "the README names the two commands that a newcomer needs", arguments: ["make run", "make test"])
  func readmeNamesCommands(command: String) throws {
    #expect(try Checkout.text("README.md").contains(command))
  }

  @Test("every file that a page links to exists", arguments: ["README.md", "docs/ARCHITECTURE.md"])
  func linksLeadSomewhere(page: String) throws {
    let folder = page.split(separator: "/").dropLast().joined(separator: "/")
    for link in Links.localTargets(in: try Checkout.text(page)) {
      let path = folder.isEmpty ? link : "\(folder)/\(link)"
      #expect(!Checkout.files(under: path).isEmpty, "\(page) links to \(link)")
    }
  }
}
