package io.dynamicaccounts.agent;

/**
 * Whether an agent watches accounts that its own configuration does not declare: {@code dynamicAccountsEnabled} of the
 * documented agents' configuration.
 */
public enum DynamicAccounts {
    /** The agent watches every account that the control plane assigns to its zone. */
    ON,
    /**
     * The agent watches the accounts that its own configuration declares, once the control plane has accepted the
     * declaration, and reports all others as failed.
     */
    OFF
}
