#!/bin/sh
# Makes an account that no credential source knows. It begins INACTIVE.
. "$(dirname "$0")/common.sh"
[ $# -eq 3 ] || usage NAME ZONE KUBECONFIG_FILE

api --request POST "$BASE_URL/armory/accounts/dynamic" \
    --data "{\"name\": \"$1\", \"zoneId\": \"$2\", \"kubeconfigFile\": \"$3\", \"namespaces\": [\"default\"]}"
wait_for "$1" INACTIVE
