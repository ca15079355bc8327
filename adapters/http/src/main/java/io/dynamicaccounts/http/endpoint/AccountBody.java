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
import io.dynamicaccounts.http.json.Schema;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An account as operators' tooling reads it: the documented members, and the published schema's aliases of them.
 *
 * <p>What an account does not have is left out where the published schema gives the member a type, because null is not of that
 * type, and null elsewhere.
 */
final class AccountBody {

    /** How much of an account is asked for. */
    enum Depth {
        /** Without what would take its definition to know. */
        WITHOUT_DEFINITION,
        WHOLE
    }

    private static final Map<String, Object> TEXT = Schema.of("type", "string");
    private static final Map<String, Object> OBJECT = Schema.of("type", "object");
    private static final Map<String, Object> COUNT = Schema.of("type", "integer", "minimum", 0);

    /** One schema for both depths: what takes the definition to know is not required. */
    static final Map<String, Object> SCHEMA = Schema.objectOf(
            "name", Identifiers.ACCOUNT.schema(),
            "type", Schema.of("const", "kubernetes"),
            "source?", Schema.of("type", "string", "enum", sources()),
            "zoneId?", Identifiers.ZONE.schema(),
            "status", BatchAnswers.STATE_SCHEMA,
            "config?", Schema.with(OBJECT, "description", "The definition, its secrets masked."),
            "definition?", Schema.with(OBJECT, "description", "The same as config."),
            "definitionAsString?", Schema.text("The same as JSON text."),
            "permissions?",
                    Schema.with(
                            Schema.of("type", "object", "additionalProperties", Schema.listOf(TEXT)),
                            "description",
                            "Roles by action, in lower case whatever config says: they compare in any case."),
            "properties", OBJECT,
            "propertiesAsString", TEXT,
            "agents",
                    Schema.listOf(Schema.objectOf(
                            "agentId", Identifiers.AGENT.schema(), "caching", Schema.of("type", "boolean"))),
            "connections", Schema.with(COUNT, "description", "How many live agents watch it."),
            "lastAssignmentMsg",
                    Schema.with(
                            Schema.nullable(TEXT),
                            "description",
                            "What its last transition says, why it waits, or what agents cannot use of its definition as it is"
                                    + " and the way out."),
            "errorMessage?", Schema.text("Why it is FAILED, and when a start is tried again."),
            "retryCount", COUNT,
            "dynamic", Schema.of("type", "boolean"),
            "kubeHost?", TEXT,
            "kubeVersion?", TEXT,
            "certFingerprint?", TEXT,
            "lastUpdated", Schema.of("type", "integer", "description", "Milliseconds since 1970."),
            "generation", COUNT);

    private AccountBody() {}

    private static List<String> sources() {
        return Arrays.stream(Source.values()).map(Source::published).toList();
    }

    static Map<String, @Nullable Object> of(AccountView view, Depth depth) {
        Account account = view.account();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("name", account.name().value());
        body.put("type", "kubernetes");
        account.source().ifPresent(source -> body.put("source", source.published()));
        account.zone().map(ZoneId::value).ifPresent(zone -> body.put("zoneId", zone));
        body.put("status", account.visibleState().code());
        switch (depth) {
            case WITHOUT_DEFINITION -> {}
            case WHOLE -> putDefinition(view, body);
        }
        body.put("properties", Map.of());
        body.put("propertiesAsString", "{}");
        body.put("agents", view.agents().stream().map(AccountBody::watcher).toList());
        body.put("connections", view.agents().size());
        body.put("lastAssignmentMsg", lastAssignmentMsg(view));
        if (account.visibleState() == VisibleState.FAILED) {
            account.message().ifPresent(message -> body.put("errorMessage", message + nextTry(account)));
        }
        body.put("retryCount", account.retries());
        body.put("dynamic", account.dynamic());
        putIfThere(body, "kubeHost", view.observed().kubeHost());
        putIfThere(body, "kubeVersion", view.observed().kubeVersion());
        putIfThere(body, "certFingerprint", view.observed().certFingerprint());
        body.put("lastUpdated", account.updated().toEpochMilli());
        body.put("generation", account.generation());
        return body;
    }

    /** Why it waits or what its last transition says, and what will keep agents from starting it. */
    private static @Nullable String lastAssignmentMsg(AccountView view) {
        Optional<String> said = view.waitsFor().or(view.account()::message);
        Optional<String> hint = view.startHint()
                .filter(it -> said.filter(text -> text.contains(it)).isEmpty());
        return Stream.concat(said.stream(), hint.stream())
                .reduce((one, other) -> one + "; " + other)
                .orElse(null);
    }

    private static String nextTry(Account account) {
        return account.state() == AccountState.FAILED_STARTING
                ? account.due()
                        .map(due -> " (tried again at " + due.truncatedTo(ChronoUnit.SECONDS) + ")")
                        .orElse("")
                : "";
    }

    private static void putDefinition(AccountView view, Map<String, @Nullable Object> body) {
        // A definition that an earlier version took may have several, and could not be written back.
        var config = new LinkedHashMap<>(ClusterConnection.withOneConnection(view.definition()));
        // Where the source would have it; the account has moved on since, and what is shown must be right to write
        // back.
        config.remove("zoneId");
        // Given at migration or activation it is what agents get, whatever the definition says.
        view.account().kubeconfigFile().ifPresent(file -> {
            config.remove("kubeconfigContents");
            config.remove("serviceAccount");
            config.put("kubeconfigFile", file);
        });
        body.put("config", config);
        body.put("definition", config);
        body.put("definitionAsString", JsonBytes.text(config));
        body.put("permissions", PermissionsSchema.lenient(config.get("permissions")));
    }

    private static Map<String, Object> watcher(AccountView.Watcher watcher) {
        return Schema.of("agentId", watcher.agent().value(), "caching", watcher.caching());
    }

    private static void putIfThere(Map<String, @Nullable Object> body, String name, Optional<String> value) {
        value.ifPresent(it -> body.put(name, it));
    }
}
