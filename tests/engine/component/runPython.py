"""Deploys a program as Pulumi's own host for Python would, by an engine that has none, and prints what came of it."""

import json
import os
import runpy
import sys

from pulumi import automation as auto


def program() -> None:
    runpy.run_path(sys.argv[1])


workspace = auto.LocalWorkspaceOptions(env_vars=dict(os.environ))
stack = auto.create_or_select_stack("dev", project_name="site-python", program=program, opts=workspace)
stack.set_config("aws:region", auto.ConfigValue("eu-west-1"))
result = stack.up(on_output=lambda line: print(line, file=sys.stderr))
outputs = {name: output.value for name, output in result.outputs.items()}
print(json.dumps({"outputs": outputs, "changes": result.summary.resource_changes}))
