import Datasets
import Escaping
import Models
import Runs

// Names that screens measure and draw in many places are escaped on arrival, so that both use the same text.
// Paths are not escaped, because files are opened by them.

extension OpenedModel {
  /// The facts with every name from the file escaped.
  var escaped: OpenedModel {
    changed { facts in
      facts.title = facts.title.escaped
      if let training = facts.training { facts.training?.objective = training.objective.escaped }
      facts.data = facts.data.escaped
    }
  }
}

extension OpenedData {
  /// The facts with every name from the file escaped.
  var escaped: OpenedData {
    var data = self
    data.description = description.escaped
    return data
  }
}

extension DataDescription {
  /// The description with its names and units escaped.
  var escaped: DataDescription {
    var description = self
    description.name = name.escaped
    description.unit = unit.escaped
    for index in factors.indices {
      description.factors[index].name = factors[index].name.escaped
      description.factors[index].unit = factors[index].unit.escaped
    }
    for index in features.indices {
      description.features[index].name = features[index].name.escaped
      description.features[index].unit = features[index].unit.escaped
    }
    return description
  }
}

extension RunsSnapshot {
  /// The snapshot with the names and notes of runs escaped.
  var escaped: RunsSnapshot {
    var snapshot = self
    for index in runs.indices {
      snapshot.runs[index].name = runs[index].name.escaped
      snapshot.runs[index].notes = runs[index].notes.map(\.escaped)
    }
    return snapshot
  }
}

extension RunPictures {
  /// The images with the names in their description escaped.
  var escaped: RunPictures {
    var pictures = self
    pictures.data = data.escaped
    return pictures
  }
}
