import Plotting
import Testing

@testable import Explorer

@Suite struct KeyScriptTests {
  @Test func scriptsNameAllKeys() throws {
    let keys = try KeyScript.parse("aB<left><s-right><c-r><pgup><enter><lt><space><s-tab><f5>")
    #expect(
      keys == [
        .character("a"), .character("B"), KeyPress(.left), KeyPress(.right, modifiers: .shift),
        .control("r"), KeyPress(.pageUp), KeyPress(.enter), .character("<"), .character(" "),
        KeyPress(.backTab), KeyPress(.function(5)),
      ])
  }

  @Test func lineBreaksOnlyLayAScriptOut() throws {
    let keys = try KeyScript.parse("jj\n<left>\r\nk")
    #expect(keys.count == 4)
  }

  @Test func everyBoundKeySurvivesItsNotation() throws {
    for command in CommandTable.standard.all {
      for key in command.keys {
        let parsed = try KeyScript.parse(key.notation)
        #expect(parsed == [key], "\(key.notation)")
      }
    }
  }

  @Test func mistakesNameTheirPlace() {
    #expect(throws: KeyScript.ScriptError.unclosed(position: 3)) {
      try KeyScript.parse("jj<left")
    }
    #expect(throws: KeyScript.ScriptError.unknownKey(name: "lefty", position: 2)) {
      try KeyScript.parse("j<lefty>")
    }
    let text = KeyScript.ScriptError.unknownKey(name: "x1", position: 2).description
    #expect(text == "script, character 2: expected a key such as <left> or <c-r>, found <x1>")
  }

  @Test func labelsHaveATwinInASCII() {
    #expect(KeyPress(.left).label(glyphs: .unicode) == "←")
    #expect(KeyPress(.left, modifiers: .shift).label(glyphs: .ascii) == "shift-left")
    for command in CommandTable.standard.all {
      for key in command.keys {
        let label = key.label(glyphs: .ascii)
        #expect(!label.contains { !$0.isASCII }, "\(label)")
      }
    }
  }
}
