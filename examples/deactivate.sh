#!/bin/sh
# Takes an account from the agents, and waits until all of them have let go.
. "$(dirname "$0")/common.sh"
[ $# -eq 1 ] || usage NAME

api --request PATCH "$BASE_URL/armory/accounts" --data "[{\"name\": \"$1\", \"state\": \"INACTIVE\"}]"
wait_for "$1" INACTIVE
