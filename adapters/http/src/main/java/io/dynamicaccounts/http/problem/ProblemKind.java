package io.dynamicaccounts.http.problem;

import java.net.URI;
import java.util.Locale;

/**
 * The problems that callers can tell apart. The list is closed, and the {@link #type()} of each is stable: the types
 * are part of the API, and {@code docs/problems.md} is written from them.
 */
public enum ProblemKind {
    // spotless:off
    NOT_JSON(400, "The body is not JSON", "The detail has line and column."),
    INVALID(400, "The request is not what this operation takes", "`errors` names every field that is wrong and what would be right; never a value."),
    UNKNOWN_TO_SOURCE(400, "The credential source has no usable entry for some of these accounts", "`errors` names which; nothing was processed."),
    FOREIGN_CURSOR(400, "The cursor is not of this listing", "It was made elsewhere, for other filters, or was changed. Begin again without one."),
    CREDENTIAL_EXISTS(400, "There is a credential of this name already", "It is stored, or a credential source has it. `PUT` replaces one that is stored."),
    LOCKS_WRITER_OUT(400, "The definition would lock its writer out", "Its permissions give WRITE to none of the caller's roles."),
    NO_TOKEN(401, "A bearer token is needed", "No token came with the request."),
    BAD_TOKEN(401, "The bearer token is not valid", "It is unknown or has expired."),
    MISSING_SCOPE(403, "The token does not have the scope this needs", "The detail names the scope."),
    MISSING_PERMISSION(403, "The credential's permissions do not allow this", "The detail names the permission that none of the caller's roles has."),
    OTHER_ZONE(403, "The token is bound to another zone", "An agent's token speaks for one zone only."),
    FOREIGN_ORIGIN(403, "The request comes from a page of another origin", "Without authentication, no other site's pages may ask."),
    NO_SUCH_PATH(404, "There is nothing at this path", ""),
    NO_SUCH_ACCOUNT(404, "There is no such account", "For a batch: none of them exists."),
    NO_SUCH_AGENT(404, "There is no such live agent", ""),
    NO_SUCH_CREDENTIAL(404, "There is no such credential", ""),
    METHOD_NOT_ALLOWED(405, "The path does not know this method", "`Allow` lists those that it knows."),
    BODY_TOO_SLOW(408, "The body came too slowly", "Nothing was processed. The connection is closed; repeat the request."),
    STATE_FORBIDS(409, "The account's state forbids this", "`state` is the state found, or `errors` names the accounts of a batch."),
    SUPERSEDED(409, "Another process has taken over this agent's id", "The process that is told so must end itself."),
    AGENT_IN_OTHER_ZONE(409, "The agent's id lives in another zone", "No longer sent: the same id in two zones are two agents. Earlier versions turned agents away with it; an agent that is told so asks again after `Retry-After`."),
    AGENT_IN_SEVERAL_ZONES(409, "Agents of several zones have this id", "The detail names the zones. Repeat the request with one of them as `zoneId`."),
    ZONE_FULL(409, "The zone is full", "It holds as many agents or accounts as it can. An agent that is told so asks again after `Retry-After`."),
    TOO_LARGE(413, "The request is too large", "A body over 4 MiB, a definition over 256 KiB, or too many entries."),
    NOT_THIS_MEDIA_TYPE(415, "The body must be sent as application/json", "In UTF-8 and without a content encoding."),
    FOREIGN_HOST(421, "The request is meant for another host", "Without authentication, only requests to a loopback address or `localhost` are answered."),
    TOO_MANY_REQUESTS(429, "Too many requests of this caller", "`Retry-After` says when to go on."),
    UNFORESEEN(500, "Something unforeseen went wrong", "`correlationId` finds the reason in the log."),
    FEATURE_OFF(501, "Dynamic accounts are turned off", "`dynamic-accounts.enabled` is false."),
    STORE_UNAVAILABLE(503, "The store does not answer now", "Repeat the request after `Retry-After`: what was half done is finished by that."),
    STORE_DAMAGED(503, "The store is damaged", "The database file cannot be read any more: restore a backup, as the detail says. Repeating the request does not help."),
    WRONG_KEY(503, "The stored secrets need another key", "The key of this installation does not open them, or cannot be used; nothing was written. The log says which key is needed."),
    SOURCE_UNREADABLE(503, "The credential source cannot be read now", "Repeat the request after `Retry-After`; nothing was processed."),
    ISSUER_UNAVAILABLE(503, "The keys of the identity provider cannot be read now", "Repeat the request after `Retry-After`; `GET /ready` says since when."),
    NO_ROOM(503, "Too many large requests at once", "Repeat the request after `Retry-After`; nothing was processed.");
    // spotless:on

    private final int status;
    private final String title;
    private final String explanation;

    ProblemKind(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    /** Returns the type of the problem, as RFC 9457 defines it. */
    public URI type() {
        return URI.create("urn:dynamic-accounts:problem:" + slug());
    }

    /** Returns the last part of the type, which people use as a name. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the title, which is the same for all problems of this kind. */
    public String title() {
        return title;
    }

    /** Returns what a caller should know beyond the title; may be empty. */
    public String explanation() {
        return explanation;
    }
}
