#!/bin/sh
# Lists the agents that live, and what they watch.
. "$(dirname "$0")/common.sh"
[ $# -eq 0 ] || usage

api "$BASE_URL/armory/agents"
