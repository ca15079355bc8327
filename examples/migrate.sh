#!/bin/sh
# Takes an account out of the credential source: it becomes INACTIVE here, and nothing changes there.
. "$(dirname "$0")/common.sh"
[ $# -eq 2 ] || usage NAME ZONE

api --request POST "$BASE_URL/armory/accounts" --data "[{\"name\": \"$1\", \"zoneId\": \"$2\"}]"
wait_for "$1" INACTIVE
