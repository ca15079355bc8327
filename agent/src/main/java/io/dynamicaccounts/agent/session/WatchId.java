package io.dynamicaccounts.agent.session;

/**
 * One watch of one session.
 *
 * @param number never used twice in a session: what is said about an earlier watch of the same account and generation must not be
 *     taken for news of this one
 */
public record WatchId(String account, long generation, long number) {}
