import Datasets
import Storage
import TestSupport
import Testing

@testable import Training

/// Reads a text with overrides; the error in one line when it cannot be used.
private func problem(_ toml: String, _ overrides: [String] = []) -> String? {
  do {
    _ = try Recipe(
      toml: toml, path: "a.toml", overrides: overrides.map { try RecipeOverride(argument: $0) })
    return nil
  } catch {
    return "\(error)"
  }
}

/// The settings of all generators, each once.
private let everyGeneratorKey: String = {
  var keys: [String] = []
  for type in DatasetGenerators.all { keys += type.keys.filter { !keys.contains($0) } }
  return keys.joined(separator: ", ")
}()

@Suite struct RecipeReadingTests {
  private let source = "[data]\ngenerator = \"galaxies\"\n"

  @Test func settingsThatAreNotWrittenHaveTheirDefaults() throws {
    var expected = Recipe()
    expected.data.generator = "galaxies"
    let generator = GalaxySettings()
    for key in GalaxySettings.keys {
      expected.data.generatorSettings[key] = generator.value(of: key)
        .map(TOMLValue.init(typed:))
    }
    #expect(try Recipe(toml: source, path: "a.toml") == expected)
  }

  @Test func everySectionIsRead() throws {
    let recipe = try Recipe(
      toml: source + """
        count = 500
        pixels = "poisson"
        [network]
        name = "burgess"
        channels = [8, 16]
        [objective]
        beta = 4
        [optimizer]
        betas = [0.5, 0.99]
        [training]
        batch = 32
        """, path: "a.toml")
    #expect(recipe.data.generatorSettings["count"] == .integer(500))
    #expect(recipe.data.generatorSettings["radius"] == .text("0.1...1.0"))
    #expect(recipe.data.pixels == .poisson)
    #expect(recipe.network.name == "burgess")
    #expect(recipe.network.channels == [8, 16])
    #expect(recipe.number("beta") == 4)
    #expect(recipe.optimizer.decays == [0.5, 0.99])
    #expect(recipe.training.batch == 32)
  }

  @Test func overridesWinInTheirOrder() throws {
    let overrides = try [
      RecipeOverride(argument: "training.batch=8"),
      RecipeOverride(argument: "network.name=burgess"),
      RecipeOverride(argument: "training.batch=9"),
      RecipeOverride(option: "--epochs", section: "training", key: "epochs", value: 7),
    ]
    let recipe = try Recipe(
      toml: source + "[training]\nbatch = 4\n", path: "a.toml", overrides: overrides)
    #expect(recipe.training.batch == 9)
    #expect(recipe.training.epochs == 7)
    #expect(recipe.network.name == "burgess")
  }

  @Test func anOverrideOfTheSourceReplacesIt() throws {
    let recipe = try Recipe(
      toml: source + "count = 50\n", path: "a.toml",
      overrides: [RecipeOverride(argument: "data.file=run = 1/x.safetensors")])
    #expect(recipe.data.file == "run = 1/x.safetensors")
    #expect(recipe.data.generator.isEmpty && recipe.data.generatorSettings.isEmpty)
  }

  private static let badTexts: [(String, String)] = [
    ("[data]\ngenerator = ", "a.toml:2:13: expected a value, found the end of the text"),
    ("batch = 4", "a.toml:1:1: expected a [section] before the first setting, found batch"),
    ("", "a.toml: expected data.generator or data.file, found neither"),
    (
      "[data]\ngenerator = \"galaxies\"\nfile = \"x\"",
      "a.toml: expected data.generator or data.file, found both"
    ),
    (
      "[data]\n[training]\n\nbach = 4",
      "a.toml:4:1: unknown setting in [training]: expected one of batch, epochs, seed, threads, "
        + "log_steps, validation_epochs, checkpoint_epochs, checkpoint_seconds, prune, found bach; the nearest is batch"
    ),
    (
      "# a comment\n[optimiser]\nepsilon = 1",
      "a.toml:2:1: unknown section: expected one of data, network, objective, optimizer, training, "
        + "found optimiser; the nearest is optimizer"
    ),
    (
      "[training]\nbatch = 0",
      "a.toml:2:9: training.batch: expected an integer from 1 to 65536, found 0"
    ),
    (
      "[training]\n  batch = 2.0",
      "a.toml:2:11: training.batch: expected an integer from 1 to 65536, found 2.0"
    ),
    (
      "[training]\r\nseed = 1\r\nbatch = \"4\"",
      "a.toml:3:9: training.batch: expected an integer from 1 to 65536, found \"4\""
    ),
    (
      "[data]\ngenerator = \"galaxy\"",
      "a.toml:2:13: data.generator: expected one of galaxies, qcf, fluid, found \"galaxy\""
    ),
    (
      "[data]\ncount = 0\ngenerator = \"galaxies\"",
      "a.toml:2:9: data.count: expected an integer from 1 to 100000000, found 0"
    ),
    (
      "[data]\ngenerator = \"galaxies\"\nradius = \"1...0\"",
      "a.toml:3:10: data.radius: expected LOWER...UPPER from 0.001 to 3.0, found \"1...0\""
    ),
    (
      "[data]\ngenerator = \"galaxies\"\ncolour = 1",
      "a.toml:3:1: unknown setting in [data]: expected one of generator, file, array, axes, labels, pixels, softening, "
        + "split_seed, count, seed, noise, point_spread, stamp_size, flux, radius, g1, g2, psf, "
        + "found colour"
    ),
    (
      "[data]\nfile = \"x.npz\"\ncount = 1",
      "a.toml:3:1: unknown setting in [data]: expected one of generator, file, array, axes, labels, pixels, softening, "
        + "split_seed, found count"
    ),
    (
      "[objective]\nbeta = nan",
      "a.toml:2:8: objective.beta: expected a number from 0.0 to 1000000.0, found nan"
    ),
    (
      "[data]\npixels = \"log\"",
      "a.toml:2:10: data.pixels: expected one of asinh, poisson, anscombe, paper, identity, binary, found \"log\""
    ),
    (
      "[network]\nname = \"galxy\"",
      "a.toml:2:8: network.name: expected one of galaxy, burgess, dense, padded, matrix, linear, found \"galxy\""
    ),
    (
      "[network]\nchannels = [8, \"x\"]",
      "a.toml:2:12: network.channels: expected up to 8 integers from 1 to 4096, found [8, \"x\"]"
    ),
    (
      "[objective]\nfactors = [\"radius\", 2]",
      "a.toml:2:11: objective.factors: expected a list of names, found [\"radius\", 2]"
    ),
    (
      "[objective]\nform = \"paper\"",
      "a.toml:2:8: objective.form: expected one of slides, released, robust, found \"paper\""
    ),
    (
      "[objective]\nprior_width = 0",
      "a.toml:2:15: objective.prior_width: expected a number from 0.001 to 1000.0, found 0"
    ),
    (
      "[optimizer]\nbetas = [0.9]",
      "a.toml:2:9: optimizer.betas: expected two numbers from 0 to below 1, found [0.9]"
    ),
    (
      "[training]\nseed = 2024-01-01",
      "a.toml:2:8: training.seed: expected an integer from 0 to 9223372036854775807, found date"
    ),
    ("[data]\nfile = \"a\u{0}\"", "a.toml:2:10: expected no control character, found U+0000"),
    ("[\u{1B}a]\n", "a.toml:1:2: expected a key, found U+001B"),
    (
      "[data]\n\"\\u001b]2;X\\u0007\"=1",
      "a.toml:2:1: unknown setting in [data]: expected one of generator, file, array, axes, labels, pixels, softening, "
        + "split_seed, " + everyGeneratorKey + ", found \u{1B}]2;X\u{07}"
    ),
    (
      "[training]\nbatch = 0\nlearning_rate = 2",
      "a.toml:3:1: unknown setting in [training]: expected one of batch, epochs, seed, threads, "
        + "log_steps, validation_epochs, checkpoint_epochs, checkpoint_seconds, prune, found learning_rate; "
        + "the nearest is optimizer.learning_rate"
    ),
    (
      "[training]\nseed = 99999999999999999999",
      "a.toml:2:8: training.seed: expected an integer from 0 to 9223372036854775807, "
        + "found 99999999999999999999"
    ),
    (
      "[training.batch]\nx = 1",
      "a.toml:1:1: training.batch: expected an integer from 1 to 65536, found a table"
    ),
    (
      "training = {batch = 0}",
      "a.toml:1:21: training.batch: expected an integer from 1 to 65536, found 0"
    ),
    (
      "[training]\nbatch = 1\nbatch = 2",
      "a.toml:3:1: expected every name once, found training.batch again"
    ),
    ("[[training]]", "a.toml:1:1: expected a [section], found an array of tables"),
  ]

  @Test(arguments: badTexts)
  func aBadTextIsOneLine(_ toml: String, _ expected: String) throws {
    let line = try #require(problem(toml))
    #expect(expected.hasSuffix(": ") ? line.hasPrefix(expected) : line == expected)
    #expect(!line.contains { $0.isNewline })
  }

  private static let badOverrides: [(String, String)] = [
    ("training.batch", "--set training.batch: expected section.key=value, found training.batch"),
    ("batch=4", "--set batch=4: expected section.key=value, found batch=4"),
    (".batch=4", "--set .batch=4: expected section.key=value, found .batch=4"),
    (
      "training.batch=many",
      "--set training.batch=many: training.batch: expected an integer from 1 to 65536, "
        + "found \"many\""
    ),
    (
      "training.batch=nan",
      "--set training.batch=nan: training.batch: expected an integer from 1 to 65536, found nan"
    ),
    (
      "objective.beta=inf",
      "--set objective.beta=inf: objective.beta: expected a number from 0.0 to 1000000.0, found inf"
    ),
    (
      "trainig.batch=4",
      "--set trainig.batch=4: unknown section: expected one of data, network, objective, "
        + "optimizer, training, found trainig; the nearest is training"
    ),
    (
      "objective.gamma=4",
      "--set objective.gamma=4: unknown setting in [objective]: expected one of name, likelihood, "
        + "reduction, beta, warm_up_epochs, deviation_floor, form, factors, prior_width, alignment_weight, "
        + "independence_weight, dependence_weight, corruption, corruption_amount, variance, scale, ones_weight, ones_weight_epochs, found gamma"
    ),
  ]

  @Test(arguments: badOverrides)
  func aBadOverrideIsOneLine(_ argument: String, _ expected: String) {
    #expect(problem(source, [argument]) == expected)
  }

  @Test func aPresetIsFoundByNameAndAnUnknownOneNamesTheOthers() throws {
    let folder = try TemporaryFolder()
    for name in ["one", "two"] {
      try write("[data]\nfile = \"\(name)\"\n", to: folder.path("\(name).toml"))
    }
    let shelf = RecipeShelf(folder: folder.path)
    #expect(try shelf.recipe(named: "two").data.file == "two")
    #expect(try shelf.recipe(named: folder.path("one.toml")).data.file == "one")
    let error = #expect(throws: RecipeError.self) { try shelf.recipe(named: "three") }
    #expect(
      error?.description
        == "unknown recipe three: expected a .toml file or one of one, two (\(folder.path))")
  }

  @Test func aFileThatIsNotThereOrNotTextIsOneLine() throws {
    let folder = try TemporaryFolder()
    let missing = folder.path("missing.toml")
    let error = #expect(throws: RecipeError.self) { try Recipe(path: missing) }
    #expect(error?.description == "\(missing): cannot open: No such file or directory")
    try write(bytes: [0xFF, 0xFE], to: folder.path("bytes.toml"))
    let other = #expect(throws: RecipeError.self) { try Recipe(path: folder.path("bytes.toml")) }
    #expect(
      other?.description == "\(folder.path("bytes.toml")): expected UTF-8 text, found other bytes")
  }
}
