package io.dynamicaccounts.agent.session;

/**
 * The identity of one watch of one session.
 *
 * @param number never used twice in a session: an event of an earlier watch of the same account and generation must
 *     not be taken for an event of this watch
 */
public record WatchId(String account, long generation, long number) {}
