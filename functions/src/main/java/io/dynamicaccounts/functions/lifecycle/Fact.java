package io.dynamicaccounts.functions.lifecycle;

/** What a guard or an effect may ask of an attempt, besides who acts, when, under which timing and why. */
public enum Fact {
    /** The zone that the attempt is about. */
    ZONE,
    /** The zone that an operator or an agent's configuration asks for, or that none is asked for. */
    ASKED_ZONE,
    /** The path of the kubeconfig that is asked for, or that none is asked for. */
    KUBECONFIG_FILE,
    /** The generation that the decision was taken on. */
    GENERATION,
    /** The version that the decision was taken on. */
    VERSION,
    /** The account found whose start fails: its retries say when the next try is due. */
    FAILED_ACCOUNT,
    /** The revision that tells the agents of the stop. */
    STOP_REVISION,
    /** The installation's epoch: see {@link io.dynamicaccounts.functions.store.Installation}. */
    EPOCH,
    /** The definition written for this attempt. */
    DEFINITION,
    /** Where the account comes from. */
    SOURCE,
    /** The token under which the name of the account was written. */
    NAME_TOKEN,
    /** Whether agents live in the zone besides the one that acts. */
    OTHER_AGENTS_LIVE,
    /** Whether the account found is declared by none but agents to which it was refused. */
    DECLARATIONS_REFUSED,
    /** The zones that failed, and why. */
    TRIED_ZONES,
    /** The zones that the account leaves, or left in an earlier life. */
    LEFT_ZONES,
    /** Those of the zones left whose agents have not let go. */
    HOLDING_ZONES
}
