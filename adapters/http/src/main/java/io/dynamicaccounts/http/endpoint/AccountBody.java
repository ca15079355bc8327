package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.ClusterConnection;
import io.dynamicaccounts.functions.operator.AccountView;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.JsonBytes;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An account as operators' tooling reads it: the documented members, and the published schema's aliases of them.
 *
 * <p>What an account does not have is left out where the published schema gives the member a type, because null is
 * not of that type, and null elsewhere.
 *
 * @param config the definition as it is shown, its secrets masked; empty where the body is to do without
 */
record AccountBody(AccountView view, Optional<Map<String, Object>> config) {

    /** How much of an account a body holds. */
    enum Depth {
        /** Without the members that are written from the definition. */
        WITHOUT_DEFINITION,
        WHOLE
    }

    private static final Map<String, Object> TEXT = Schema.of("type", "string");
    private static final Map<String, Object> OBJECT = Schema.of("type", "object");
    private static final Map<String, Object> COUNT = Schema.of("type", "integer", "minimum", 0);
    private static final Map<String, Object> FLAG = Schema.of("type", "boolean");

    private static final ObjectWriter<AccountView.Watcher> WATCHER = ObjectWriter.of(
            Member.required(
                    "agentId",
                    Identifiers.AGENT.schema(),
                    watcher -> watcher.agent().value()),
            Member.required("caching", FLAG, AccountView.Watcher::caching));

    /**
     * Writes both depths under one schema, which does not require the members that are written from the definition.
     */
    static final ObjectWriter<AccountBody> WRITER = ObjectWriter.of(
            Member.required(
                    "name",
                    Identifiers.ACCOUNT.schema(),
                    body -> body.account().name().value()),
            Member.required("type", Schema.of("const", "kubernetes"), body -> "kubernetes"),
            Member.optional(
                    "source",
                    Schema.of("type", "string", "enum", sources()),
                    body -> body.account().source().map(Source::published)),
            Member.optional(
                    "zoneId",
                    Identifiers.ZONE.schema(),
                    body -> body.account().zone().map(ZoneId::value)),
            Member.required(
                    "status",
                    Schema.codeOf(VisibleState.class),
                    body -> body.account().visibleState().code()),
            Member.optional(
                    "config",
                    Schema.with(OBJECT, "description", "The definition, its secrets masked."),
                    AccountBody::config),
            Member.optional(
                    "definition", Schema.with(OBJECT, "description", "The same as config."), AccountBody::config),
            Member.optional(
                    "definitionAsString",
                    Schema.text("The same as JSON text."),
                    body -> body.config().map(JsonBytes::text)),
            Member.optional(
                    "permissions",
                    Schema.with(
                            Schema.of("type", "object", "additionalProperties", Schema.listOf(TEXT)),
                            "description",
                            "Roles by action, in lower case whatever config says: they compare in any case."),
                    AccountBody::permissions),
            Member.required("properties", OBJECT, body -> Map.of()),
            Member.required("propertiesAsString", TEXT, body -> "{}"),
            Member.required(
                    "agents",
                    WATCHER.listSchema(),
                    body -> WATCHER.writeAll(body.view().agents())),
            Member.required(
                    "connections",
                    Schema.with(COUNT, "description", "How many live agents watch it."),
                    body -> body.view().agents().size()),
            Member.nullable(
                    "lastAssignmentMsg",
                    Schema.with(
                            TEXT,
                            "description",
                            "What its last transition says, why it waits, or what agents cannot use of its definition as it is"
                                    + " and the way out."),
                    AccountBody::lastAssignmentMsg),
            Member.optional(
                    "errorMessage",
                    Schema.text("Why it is FAILED, and when a start is tried again."),
                    AccountBody::errorMessage),
            Member.required("retryCount", COUNT, body -> body.account().retries()),
            Member.required("dynamic", FLAG, body -> body.account().dynamic()),
            Member.optional("kubeHost", TEXT, body -> body.view().observed().kubeHost()),
            Member.optional("kubeVersion", TEXT, body -> body.view().observed().kubeVersion()),
            Member.optional(
                    "certFingerprint", TEXT, body -> body.view().observed().certFingerprint()),
            Member.required(
                    "lastUpdated",
                    Schema.of("type", "integer", "description", "Milliseconds since 1970."),
                    body -> body.account().updated().toEpochMilli()),
            Member.required("generation", COUNT, body -> body.account().generation()));

    private static List<String> sources() {
        return Arrays.stream(Source.values()).map(Source::published).toList();
    }

    /** Returns the body of an account. */
    static AccountBody of(AccountView view, Depth depth) {
        return new AccountBody(
                view,
                switch (depth) {
                    case WITHOUT_DEFINITION -> Optional.empty();
                    case WHOLE -> Optional.of(shownDefinition(view));
                });
    }

    private Account account() {
        return view.account();
    }

    /**
     * Returns why the account waits or what its last transition says, and what will keep agents from starting the
     * account.
     */
    private Optional<String> lastAssignmentMsg() {
        Optional<String> said = view.waitsFor().or(account()::message);
        Optional<String> hint = view.startHint()
                .filter(it -> said.filter(text -> text.contains(it)).isEmpty());
        return Stream.concat(said.stream(), hint.stream()).reduce((one, other) -> one + "; " + other);
    }

    private Optional<String> errorMessage() {
        return account().visibleState() == VisibleState.FAILED
                ? account().message().map(message -> message + nextTry(account()))
                : Optional.empty();
    }

    private static String nextTry(Account account) {
        return account.state() == AccountState.FAILED_STARTING
                ? account.due()
                        .map(due -> " (tried again at " + due.truncatedTo(ChronoUnit.SECONDS) + ")")
                        .orElse("")
                : "";
    }

    private Optional<Map<String, List<String>>> permissions() {
        return config.map(definition -> PermissionsSchema.lenient(definition.get("permissions")));
    }

    /** Returns the definition as an operator may write it back. */
    private static Map<String, Object> shownDefinition(AccountView view) {
        // A definition that an earlier version stored may have several connections, and could not be written back.
        var shown = new LinkedHashMap<>(ClusterConnection.withOneConnection(view.definition()));
        // The zone in which the source would have the account; the account may have moved since.
        shown.remove("zoneId");
        // Agents use a kubeconfig file that was given at migration or activation, whatever the definition says.
        view.account().kubeconfigFile().ifPresent(file -> {
            shown.remove("kubeconfigContents");
            shown.remove("serviceAccount");
            shown.put("kubeconfigFile", file);
        });
        return shown;
    }
}
