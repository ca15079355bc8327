#!/bin/sh
# Runs a function of the image: run.sh HANDLER. With the ahead-of-time cache of its role, where there is one; TRAIN=FILE makes one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# One class path in one order: a cache is valid for no other.
path=
for jar in "$here"/client/*.jar "$here"/lib/*.jar; do path=$path${path:+:}$jar; done

cache=$here/aot/$SPRING_CLOUD_FUNCTION_DEFINITION.aot
if [ -n "${TRAIN:-}" ]; then
    aot=-XX:AOTCacheOutput=$TRAIN
elif [ -f "$cache" ]; then
    aot=-XX:AOTCache=$cache
else
    aot=-Xshare:auto
fi

# The serial collector and one compiler: a function has little memory, one processor or less, and lives shortly. They belong to the
# cache too. More options, or others in their place, come last.
# shellcheck disable=SC2086 # FUNCTION_JAVA_OPTS is a list of words
exec "${JAVA_HOME:-/var/lang}/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
    -Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac "$aot" ${FUNCTION_JAVA_OPTS:-} \
    -cp "$path" com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$1"
