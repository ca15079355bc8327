#!/bin/sh
# Lists the namespaces that an agent found in an account's cluster.
. "$(dirname "$0")/common.sh"
[ $# -eq 1 ] || usage NAME

api "$BASE_URL/agents/kubernetes/accounts/$1/namespaces"
