package io.dynamicaccounts.agent.http;

/** The servers that an agent may connect to without encryption. */
public enum PlainHttp {
    /** Only servers on this machine. */
    LOOPBACK_ONLY,
    /** Any server: the operator has stated that the network in between is trusted. */
    ANYWHERE
}
