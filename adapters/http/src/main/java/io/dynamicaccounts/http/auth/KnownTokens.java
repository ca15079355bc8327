package io.dynamicaccounts.http.auth;

import java.util.Optional;

/** Where bearer tokens are looked up. Safe for use by any number of threads; never throws, and neither logs nor keeps a token. */
public sealed interface KnownTokens permits TokenFile, TokenSecret {

    /** Whose token this is, if it is one of these and has not expired. */
    Optional<Principal> owner(String token);

    /**
     * Why these are not the newest tokens, and which hold meanwhile; empty while they are. Anybody may read it: it names neither
     * place nor token.
     */
    Optional<String> trouble();
}
