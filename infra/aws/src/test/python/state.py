"""Prints what the cloud of the tests holds, a line for each thing, after a word for when."""

import sys

import boto3

when, table = sys.argv[1:]
for stack in boto3.client("cloudformation").describe_stacks()["Stacks"]:
    print(when, "tags", stack["Tags"], sep="\t")
functions = boto3.client("lambda")
for function in functions.list_functions()["Functions"]:
    name = function["FunctionName"]
    concurrency = functions.get_function_concurrency(FunctionName=name).get("ReservedConcurrentExecutions")
    used = function["Environment"]["Variables"]["DYNAMIC_ACCOUNTS_TABLE"]
    print(when, "function", concurrency, used, function["Description"], sep="\t")
scheduler = boto3.client("scheduler")
for schedule in scheduler.list_schedules()["Schedules"]:
    now = scheduler.get_schedule(Name=schedule["Name"])
    print(when, "schedule", now["State"], now["ScheduleExpression"], now["Target"], sep="\t")
secrets = boto3.client("secretsmanager")
for secret in secrets.list_secrets()["SecretList"]:
    text = secrets.get_secret_value(SecretId=secret["ARN"])["SecretString"]
    print(when, "secret", " ".join(text.split()), sep="\t")
tables = boto3.client("dynamodb")
if table in tables.list_tables()["TableNames"]:
    print(when, "expiry", tables.describe_time_to_live(TableName=table)["TimeToLiveDescription"], sep="\t")
    backups = tables.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    print(when, "recovery", backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"], sep="\t")
    print(when, "protected", tables.describe_table(TableName=table)["Table"]["DeletionProtectionEnabled"], sep="\t")
