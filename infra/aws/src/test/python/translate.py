"""What AWS's own translator makes of the template. Reads cases from standard input, separated by empty lines: a name,
and a NAME=VALUE line for each parameter. Writes a line for each function of each case."""

import copy
import logging
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
logging.disable(logging.WARNING)

from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402


class NoManagedPolicies:
    def load(self):
        return {}


def prepared(template):
    """The functions alone, which are what takes time, after the upload of a code that is always the same."""
    resources = template["Resources"]
    template["Resources"] = {name: r for name, r in resources.items() if r["Type"] == "AWS::Serverless::Function"}
    for function in template["Resources"].values():
        function["Properties"]["CodeUri"] = "s3://bucket/artifact"
    return template


def functions(template, parameters):
    resources = transform(template, parameters, NoManagedPolicies())["Resources"]
    for name, resource in resources.items():
        if resource["Type"] == "AWS::Lambda::Function":
            alias = resources[name + "Aliaslive"]["Properties"]
            version = alias["FunctionVersion"]["Fn::GetAtt"][0]
            assert resources[version]["Properties"]["FunctionName"] == {"Ref": name}
            yield name, version, resource["Properties"]["Description"]


with open(sys.argv[1]) as file:
    template = prepared(yaml_parse(file.read()))
for case in sys.stdin.read().strip().split("\n\n"):
    title, *lines = case.split("\n")
    for function in functions(copy.deepcopy(template), dict(line.split("=", 1) for line in lines)):
        print(title, *function, sep="\t")
