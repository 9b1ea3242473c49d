import json, torch
from safetensors.torch import save_file

def node(number, kind, **layer):
    return {"name": f"decoder.{number}", "kind": kind, "inputs": [number], "layer": layer}

decoder = torch.nn.Sequential(
    torch.nn.Linear(2, 16), torch.nn.ReLU(), torch.nn.Linear(16, 64), torch.nn.Sigmoid())
nodes = [node(0, "dense", outputCount=16), node(1, "activation", function="rectifier"),
         node(2, "dense", outputCount=64), node(3, "activation", function="sigmoid"),
         node(4, "reshape", shape=[8, 8, 1])]
architecture = {"name": "mlp", "decoder": {"inputShape": [2], "nodes": nodes}}
save_file({f"decoder.{name}": weight for name, weight in decoder.state_dict().items()}, "decoder.safetensors",
          metadata={"latentty.format": "1", "latentty.architecture": json.dumps(architecture)})
