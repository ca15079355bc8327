#!/bin/sh
# Shows an account: its state, its definition with secrets masked, and the agents that watch it.
. "$(dirname "$0")/common.sh"
[ $# -eq 1 ] || usage NAME

api "$BASE_URL/agents/kubernetes/accounts/$1"
