#!/bin/sh
# Stops watching accounts, then removes them, and waits until they are gone. Their history stays.
. "$(dirname "$0")/common.sh"
[ $# -ge 1 ] || usage NAME...

names=
for name in "$@"; do names="$names${names:+, }\"$name\""; done
api --request DELETE "$BASE_URL/armory/accounts" --data "[$names]"
for name in "$@"; do wait_for "$name" absent; done
