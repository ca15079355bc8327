package io.dynamicaccounts.local.hostile;

/** What stands in secrets, to be found where it should not be. */
public final class Secrets {

    /** In secrets of the accounts that are not attacked; only their agent gets it. */
    public static final String KEPT = "canary-kept-40b7e6a1d9";

    /** In secrets that attackers send; only an agent of the attacked zone gets it. */
    public static final String ATTACKERS = "canary-sent-c85d02f37e";

    /** In headers, queries and methods that attackers send; nobody gets it. */
    public static final String BESIDE = "canary-beside-6f19ab42c0";

    private Secrets() {}
}
