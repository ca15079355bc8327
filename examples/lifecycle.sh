#!/bin/sh
# An account's whole life, one documented call after the other. Needs an agent in the zone: simulated, for example, by
#   ./dynamic-accounts agent --simulate --server http://127.0.0.1:7002 --id agent-1 --zone eu
. "$(dirname "$0")/common.sh"
[ $# -eq 2 ] || usage NAME_IN_THE_CREDENTIAL_SOURCE ZONE
here=$(dirname "$0")

"$here/agents.sh"
"$here/migrate.sh" "$1" "$2"
"$here/activate.sh" "$1"
"$here/get.sh" "$1"
"$here/namespaces.sh" "$1"
"$here/update.sh" "$1" /etc/kube/another
wait_for "$1" ACTIVE
"$here/list.sh" ACTIVE
"$here/deactivate.sh" "$1"
"$here/delete.sh" "$1"
"$here/history.sh" "$1"
