package io.dynamicaccounts.agent.http;

/** Where an unencrypted connection may go. */
public enum PlainHttp {
    /** To this machine only. */
    LOOPBACK_ONLY,
    /** Anywhere: somebody has said that the network in between is trusted. */
    ANYWHERE
}
