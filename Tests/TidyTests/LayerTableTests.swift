import Testing

struct LayerTableTests {
  @Test("the arrows never turn: no layer reaches itself")
  func tableHasNoCycle() {
    let imports = LayerTable.house.imports
    for start in imports.keys {
      var reached: Set<String> = []
      var open = Array(imports[start, default: []])
      while let next = open.popLast() {
        if reached.insert(next).inserted { open += imports[next, default: []] }
      }
      #expect(!reached.contains(start), "\(start)")
    }
  }

  @Test("what must stay apart is apart, over any number of arrows")
  func layersThatNeverMeet() {
    func reach(_ start: String) -> Set<String> {
      LayerTable.house.imports[start, default: []].reduce(into: []) { result, next in
        result.insert(next)
        result.formUnion(reach(next))
      }
    }
    #expect(reach("Training").isDisjoint(with: ["Plotting", "Explorer", "Terminal", "CTerminal"]))
    #expect(reach("Explorer").isDisjoint(with: ["Terminal", "CTerminal", "ArgumentParser"]))
    #expect(reach("Terminal") == ["CGuard", "CTerminal", "Escaping", "Numerics", "Plotting"])
    #expect(reach("Networks") == ["Tensors", "CWorkers"])
  }

  @Test("a table in Markdown is read row by row")
  func markdown() {
    let table = LayerTable(
      markdown: """
        | target | what lives there | may import | system modules |
        |---|---|---|---|
        | `Upper` | things, `quoted` | `Lower`, `CThing` | `Dispatch` |
        | `Lower` | other things | – | – |
        """)
    #expect(table.imports == ["Upper": ["Lower", "CThing"], "Lower": []])
    #expect(table.systemImports == ["Upper": ["Dispatch"]])
  }

  @Test("a manifest is read target by target")
  func manifest() {
    let text = """
      func layer(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
        .target(name: name, dependencies: dependencies)
      }
      let targets = [
        .systemLibrary(name: "CThing", pkgConfig: "thing", providers: [.apt(["thing-dev"])]),
        .target(name: "CPlain"),
        layer("Lower"),
        layer(
          "Upper",
          ["Lower", "CThing", .product(name: "Parser", package: "swift-parser")]),
        .target(name: "Support", dependencies: ["Lower"], path: "Tests/Support"),
        suite("UpperTests", ["Upper"], resources: ["Fixtures"]),
      ]
      """
    let expected: [String: Set<String>] = [
      "CThing": [], "CPlain": [], "Lower": [], "Upper": ["Lower", "CThing", "Parser"],
    ]
    #expect(LayerTable(manifest: text).imports == expected)
    #expect(LayerTable.suites(inManifest: text) == ["UpperTests"])
  }

  @Test("links to files are found, links to the web are not")
  func links() {
    let page = "See [a](docs/A.md#part), [b](https://example.org/b) and [c](#here)."
    #expect(Links.localTargets(in: page) == ["docs/A.md"])
  }
}
