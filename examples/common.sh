# Read by the other scripts here, which are one documented call each.
#
#   BASE_URL  where the control plane is; http://localhost:7002 if not set
#   TOKEN     a bearer token, where the control plane asks for one
#   WAIT      how many seconds to wait for a state; 60 if not set

set -eu

: "${BASE_URL:=http://localhost:7002}"
: "${WAIT:=60}"

# Calls curl and prints the answer, whatever it is. The token goes in by standard input: what stands on a command line,
# everybody on the machine can read.
call() {
    if [ -n "${TOKEN:-}" ]; then
        printf 'header = "Authorization: Bearer %s"\n' "$TOKEN"
    fi | curl --config - --silent --show-error --header 'Content-Type: application/json' --write-out '\n' "$@"
}

# The same, as people can read it if jq is there to help, and a failure when the answer is not a success.
api() {
    answer=$(call --fail-with-body "$@") && failed=0 || failed=$?
    if [ -n "$answer" ] && command -v jq >/dev/null 2>&1; then
        printf '%s\n' "$answer" | jq .
    else
        printf '%s\n' "$answer"
    fi
    return "$failed"
}

usage() {
    echo "usage: $0 $*" >&2
    exit 2
}

# The state of account $1; "absent" when there is none, "unknown" while the control plane does not say.
state_of() {
    if answer=$(call --write-out '\n%{http_code}' "$BASE_URL/armory/accounts/$1" 2>/dev/null); then
        case $answer in
            *404) echo absent ;;
            *200) printf '%s\n' "$answer" | sed -n 's/.*"status":"\([A-Z_]*\)".*/\1/p' ;;
            *) echo unknown ;;
        esac
    else
        echo unknown
    fi
}

# Waits until account $1 is in state $2: a wish is accepted at once, and comes true when agents have seen to it.
wait_for() {
    left=$WAIT
    state=$(state_of "$1")
    while [ "$state" != "$2" ]; do
        if [ "$left" -le 0 ]; then
            echo "$1 is $state and not $2 after $WAIT seconds; ./history.sh $1 tells more" >&2
            exit 1
        fi
        left=$((left - 1))
        sleep 1
        state=$(state_of "$1")
    done
    echo "$1 is $2"
}
