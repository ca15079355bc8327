#!/bin/sh
# Lists accounts by name; with a state, those that are in it.
. "$(dirname "$0")/common.sh"
[ $# -le 1 ] || usage '[STATE]'

api "$BASE_URL/armory/accounts?page=1&limit=100${1:+&state=$1}"
