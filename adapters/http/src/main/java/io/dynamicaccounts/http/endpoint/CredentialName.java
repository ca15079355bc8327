package io.dynamicaccounts.http.endpoint;

/** The name of a credential as Clouddriver's messages have it. */
final class CredentialName {

    private CredentialName() {}

    /** Returns the name that the path has; nothing where it is not a legal one, which may be any text. */
    static String of(Call call) {
        return call.accountName().map(name -> " (name: " + name + ")").orElse("");
    }
}
