"""A cloud of loopback: moto, with AWS's own translator before its CloudFormation. Of a template it creates functions,
tables, roles, secrets and schedules; everything else of it is a name only. Prints its port and the folder of this Python's
programs, and ends with standard input."""

import logging
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
logging.disable(logging.WARNING)

from moto.cloudformation import models, parsing  # noqa: E402
from moto.core.common_models import CloudFormationModel  # noqa: E402
from moto.scheduler.models import scheduler_backends  # noqa: E402
from moto.secretsmanager.models import secretsmanager_backends  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

CARRIED = {"AWS::Lambda::Function", "AWS::DynamoDB::Table", "AWS::IAM::Role"}


class Named(CloudFormationModel):
    """A resource that has a name, and attributes made of it."""

    # moto files a model under the second part of this.
    __module__ = "test.cloud"

    def __init__(self, name):
        self.name = name

    @staticmethod
    def cloudformation_name_type():
        return ""

    @staticmethod
    def cloudformation_type():
        return ""

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def get_cfn_attribute(self, attribute):
        return f"arn:aws:test:us-east-1:123456789012:{self.name}" if attribute == "Arn" else f"https://{self.name}.test"

    @classmethod
    def create_from_cloudformation_json(cls, name, json, account, region, **kwargs):
        return cls(name)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, **kwargs):
        return original_resource

    def delete(self, *where):
        pass

    @property
    def physical_resource_id(self):
        return self.name


class Secret(Named):
    __module__ = "test.cloud"

    @classmethod
    def create_from_cloudformation_json(cls, name, json, account, region, **kwargs):
        properties = json["Properties"]
        secretsmanager_backends[account][region].create_secret(
            name=name,
            secret_string=properties["SecretString"],
            description=properties["Description"],
            secret_binary=None,
            tags=None,
            kms_key_id=None,
            client_request_token=None,
            replica_regions=[],
            force_overwrite=False,
        )
        return cls(name)


class Schedule(Named):
    __module__ = "test.cloud"

    @classmethod
    def create_from_cloudformation_json(cls, name, json, account, region, **kwargs):
        properties = json["Properties"]
        scheduler_backends[account][region].create_schedule(
            name=name,
            description=properties["Description"],
            schedule_expression=properties["ScheduleExpression"],
            flexible_time_window=properties["FlexibleTimeWindow"],
            target=properties["Target"],
            state="ENABLED",
            group_name=None,
            kms_key_arn=None,
            schedule_expression_timezone=None,
            start_date=None,
            end_date=None,
            action_after_completion=None,
        )
        return cls(name)


OWN = {"AWS::SecretsManager::Secret": Secret, "AWS::Scheduler::Schedule": Schedule}
known = parsing.resource_class_from_type


class NoManagedPolicies:
    def load(self):
        return {}


def expand(self):
    template = yaml_parse(self.template)
    if "Transform" in template:
        template = transform(template, dict(self.parameters), NoManagedPolicies())
        for resource in template["Resources"].values():
            if resource["Type"] == "AWS::IAM::Role":
                # moto does not have AWS's own policies.
                resource["Properties"].pop("ManagedPolicyArns", None)
    self.template_dict = template


changes = parsing.ResourceMap.build_resource_diff


def changes_of_what_was_made(self, *arguments):
    """moto would also update resources that were never made, since their condition does not hold."""
    actions = changes(self, *arguments)
    actions["Modify"] = [name for name in actions["Modify"] if name in self._parsed_resources]
    return actions


applied = models.ChangeSet.apply


def apply_with_outputs(self):
    applied(self)
    self.stack.output_map = parsing.OutputMap(self.stack.resource_map, self.template_dict, self.stack.stack_id)


models.ChangeSet.apply = apply_with_outputs
parsing.ResourceMap.build_resource_diff = changes_of_what_was_made
parsing.resource_class_from_type = lambda type: known(type) if type in CARRIED else OWN.get(type, Named)
models.Stack._parse_template = expand
models.ChangeSet._parse_template = expand

server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
print(server.get_host_and_port()[1], os.path.dirname(sys.executable), sep="\n", flush=True)
sys.stdin.read()
server.stop()
