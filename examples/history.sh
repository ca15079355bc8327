#!/bin/sh
# Tells what happened to an account, the newest first; also of one that was removed.
. "$(dirname "$0")/common.sh"
[ $# -eq 1 ] || usage NAME

api "$BASE_URL/armory/accounts/$1/history"
