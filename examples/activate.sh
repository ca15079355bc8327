#!/bin/sh
# Hands an account to the agents of its zone, and waits until one of them watches it.
. "$(dirname "$0")/common.sh"
[ $# -eq 1 ] || usage NAME

api --request PATCH "$BASE_URL/armory/accounts" --data "[{\"name\": \"$1\", \"state\": \"ACTIVE\"}]"
wait_for "$1" ACTIVE
