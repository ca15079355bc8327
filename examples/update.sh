#!/bin/sh
# Replaces an account's definition. If it is ACTIVE it stays so, and its agents get the new one at their next poll.
. "$(dirname "$0")/common.sh"
[ $# -eq 2 ] || usage NAME KUBECONFIG_FILE

api --request PUT "$BASE_URL/armory/accounts/dynamic" \
    --data "{\"name\": \"$1\", \"kubeconfigFile\": \"$2\", \"namespaces\": [\"default\", \"kube-public\"]}"
echo "$1 is $(state_of "$1")"
