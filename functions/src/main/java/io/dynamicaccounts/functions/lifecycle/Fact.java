package io.dynamicaccounts.functions.lifecycle;

/**
 * The facts that a guard or an effect may ask of an attempt. Actor, time, timing and message are known of every
 * attempt and are not listed here.
 */
public enum Fact {
    /** The zone that the attempt is about. */
    ZONE,
    /** The zone that an operator or an agent's configuration asks for; empty when neither asks for a zone. */
    ASKED_ZONE,
    /** The path of the kubeconfig that was asked for; empty when none was. */
    KUBECONFIG_FILE,
    /** The generation on which the caller based its decision. */
    GENERATION,
    /** The version on which the caller based its decision. */
    VERSION,
    /** The version that the account must still have; empty when the caller takes the account as it is. */
    REQUIRED_VERSION,
    /** The account found, whose start fails. Its retries decide when the next try is due. */
    FAILED_ACCOUNT,
    /** The revision that sends the stop to the agents. */
    STOP_REVISION,
    /** The installation's epoch: see {@link io.dynamicaccounts.functions.store.Installation}. */
    EPOCH,
    /** The definition written for this attempt. */
    DEFINITION,
    /** Where the account comes from. */
    SOURCE,
    /** The token under which the name of the account was written. */
    NAME_TOKEN,
    /** Whether the zone has live agents besides the acting one. */
    OTHER_AGENTS_LIVE,
    /** Whether the account found was refused to every agent that declares it. */
    DECLARATIONS_REFUSED,
    /** The zones that failed, and why each failed. */
    TRIED_ZONES,
    /** The zones that the account leaves, or that an earlier account of the name left. */
    LEFT_ZONES,
    /** Those of the zones left whose agents have not acknowledged the departure. */
    HOLDING_ZONES
}
