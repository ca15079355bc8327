package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState.Work;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.AnswerSecrets;
import io.dynamicaccounts.functions.definition.ClusterConnection;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.ReferenceResolver;
import io.dynamicaccounts.functions.definition.ReferenceResolver.Resolution;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Returns to an agent the decrypted definitions of accounts of its zone that it must watch: the only place where
 * secrets leave the control plane, and where references to secrets are resolved. The account decides which zone may
 * have its definition; its assignment may lag behind.
 *
 * <p>A definition that is missing, cannot be decrypted, or refers to a secret that it cannot have keeps the agent from starting the account, so it counts as
 * the agent's report of a failure with that reason: the account fails as it does when no agent can start it, and
 * keeps its state where another agent watches it.
 */
public final class FetchDefinitions implements Function<FetchDefinitions.Request, FetchDefinitions.Result> {

    private static final Logger LOG = LoggerFactory.getLogger(FetchDefinitions.class);

    private final WriteContext context;
    private final Store store;
    private final SessionCheck sessions;
    private final DefinitionEncryption encryption;
    private final ReferenceResolver references;
    private final ReportHandler outcomes;

    /** Builds the function from the shared components. */
    public FetchDefinitions(SharedComponents shared) {
        this.context = shared.context();
        this.store = shared.store();
        this.sessions = new SessionCheck(store);
        this.encryption = shared.encryption();
        this.references = shared.references();
        this.outcomes = new ReportHandler(shared);
    }

    /**
     * A request for the definitions of these accounts.
     *
     * @param secrets the secrets that were read for other requests of the same answer
     */
    public record Request(
            AgentId agent, ZoneId zone, SessionId session, List<AccountName> accounts, AnswerSecrets secrets) {

        /** Creates a request that is an answer of its own. */
        public Request(AgentId agent, ZoneId zone, SessionId session, List<AccountName> accounts) {
            this(agent, zone, session, accounts, new AnswerSecrets());
        }
    }

    /** The definitions, or the reason why the request was rejected. */
    public sealed interface Result {
        /**
         * The answer to a registered session.
         *
         * @param definitions the definitions in the order of the request
         * @param denied the accounts that this zone must not watch, or whose definition cannot be returned
         */
        record Answer(List<DecryptedDefinition> definitions, List<AccountName> denied) implements Result {}

        record Rejected(AgentRejection rejection) implements Result {}
    }

    /**
     * A definition whose secrets are in plain text.
     *
     * @param generation the account's generation that the definition belongs to
     */
    public record DecryptedDefinition(AccountName account, long generation, Definition definition) {}

    @Override
    public Result apply(Request request) {
        return switch (sessions.check(request.zone(), request.agent(), request.session())) {
            case SessionCheck.Status.Rejected(AgentRejection refusal) -> new Result.Rejected(refusal);
            case SessionCheck.Status.Unregistered() -> new Result.Answer(List.of(), request.accounts());
            case SessionCheck.Status.Registered registered -> answer(request, registered);
        };
    }

    private Result answer(Request request, SessionCheck.Status.Registered caller) {
        Map<AccountName, Account> accounts = store.accounts().find(request.accounts());
        List<Definitions.Key> keys = accounts.values().stream()
                .flatMap(account -> key(account).stream())
                .toList();
        Map<Definitions.Key, EncryptedDefinition> sealed = store.definitions().find(keys);
        var decrypted = new HashMap<AccountName, DecryptedDefinition>();
        for (AccountName name : request.accounts()) {
            Optional.ofNullable(accounts.get(name))
                    .filter(account -> account.state().work() == Work.WATCH)
                    .filter(account ->
                            account.zone().filter(request.zone()::equals).isPresent())
                    .flatMap(account -> decrypt(account, sealed, caller))
                    .ifPresent(one -> decrypted.put(name, one));
        }
        resolve(request, decrypted, accounts, caller);
        var given = new ArrayList<DecryptedDefinition>();
        var denied = new ArrayList<AccountName>();
        for (AccountName name : request.accounts()) {
            Optional.ofNullable(decrypted.get(name)).ifPresentOrElse(given::add, () -> denied.add(name));
        }
        return new Result.Answer(given, denied);
    }

    /**
     * Replaces the definitions that refer to secrets by resolved ones, and removes those that cannot be resolved. Only
     * these accounts fail, and no agent waits for one secret after the other.
     */
    private void resolve(
            Request request,
            Map<AccountName, DecryptedDefinition> decrypted,
            Map<AccountName, Account> accounts,
            SessionCheck.Status.Registered caller) {
        Set<String> engines = Set.copyOf(caller.heartbeat().secretEngines());
        List<DecryptedDefinition> referring = decrypted.values().stream()
                .filter(one -> ReferenceResolver.refers(one.definition()))
                .toList();
        List<Resolution> resolutions = context.parallel()
                .map(
                        referring,
                        one -> references.resolve(one.definition(), request.zone(), engines, request.secrets()));
        for (int i = 0; i < referring.size(); i++) {
            DecryptedDefinition one = referring.get(i);
            switch (resolutions.get(i)) {
                case Resolution.Resolved(Definition definition) ->
                    decrypted.put(one.account(), new DecryptedDefinition(one.account(), one.generation(), definition));
                case Resolution.Failed(String reason) -> {
                    decrypted.remove(one.account());
                    reportFailedStart(Objects.requireNonNull(accounts.get(one.account())), reason, caller);
                }
            }
        }
    }

    private static Optional<Definitions.Key> key(Account account) {
        return account.definition().map(id -> new Definitions.Key(account.name(), id));
    }

    /**
     * Decrypts one definition. A definition that cannot be decrypted never keeps an agent from the other
     * definitions.
     */
    private Optional<DecryptedDefinition> decrypt(
            Account account, Map<Definitions.Key, EncryptedDefinition> sealed, SessionCheck.Status.Registered caller) {
        Optional<EncryptedDefinition> stored = key(account).map(sealed::get).filter(Objects::nonNull);
        if (stored.isEmpty()) {
            LOG.error("account {} points to a definition that is not stored; write it again", account.name());
            reportFailedStart(account, "its definition is not stored: write it again", caller);
            return Optional.empty();
        }
        try {
            Definition definition =
                    ClusterConnection.forAgents(encryption.decrypt(stored.get()), account.kubeconfigFile());
            return Optional.of(new DecryptedDefinition(account.name(), account.generation(), definition));
        } catch (DefinitionEncryption.DecryptionFailed e) {
            LOG.error("the definition of account {} cannot be opened; write it again", account.name(), e);
            reportFailedStart(account, "its definition is damaged and cannot be opened: write it again", caller);
            return Optional.empty();
        }
    }

    /**
     * Reports a failed start, unless the agent watches the account: a request that arrives late may come from an
     * agent that already got the definition.
     */
    private void reportFailedStart(Account account, String reason, SessionCheck.Status.Registered caller) {
        long registration = caller.member().registration();
        boolean watches = Optional.ofNullable(store.assignments()
                        .find(caller.zone().id(), List.of(account.name()))
                        .get(account.name()))
                .filter(assignment -> assignment.generation() == account.generation())
                .filter(assignment -> assignment.lastReported(registration, Assignment.ReportedResult.WATCHING))
                .isPresent();
        if (!watches) {
            outcomes.handle(Report.Entry.failed(account.name(), account.generation(), reason), caller, context.now());
        }
    }
}
