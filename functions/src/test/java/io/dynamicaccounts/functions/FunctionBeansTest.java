package io.dynamicaccounts.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.FetchDefinitions;
import io.dynamicaccounts.functions.agent.Goodbye;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.agent.Report;
import io.dynamicaccounts.functions.credential.CreateCredential;
import io.dynamicaccounts.functions.credential.CredentialHistory;
import io.dynamicaccounts.functions.credential.CredentialsOfType;
import io.dynamicaccounts.functions.credential.DeleteCredential;
import io.dynamicaccounts.functions.credential.GetCredential;
import io.dynamicaccounts.functions.credential.ListCredentials;
import io.dynamicaccounts.functions.credential.ReplaceCredential;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.operator.AccountHistory;
import io.dynamicaccounts.functions.operator.Activate;
import io.dynamicaccounts.functions.operator.Deactivate;
import io.dynamicaccounts.functions.operator.Delete;
import io.dynamicaccounts.functions.operator.Disconnect;
import io.dynamicaccounts.functions.operator.GetAccount;
import io.dynamicaccounts.functions.operator.GetAgent;
import io.dynamicaccounts.functions.operator.ListAccounts;
import io.dynamicaccounts.functions.operator.ListAgents;
import io.dynamicaccounts.functions.operator.ListSourceAccounts;
import io.dynamicaccounts.functions.operator.ListSources;
import io.dynamicaccounts.functions.operator.Migrate;
import io.dynamicaccounts.functions.operator.Namespaces;
import io.dynamicaccounts.functions.operator.Provision;
import io.dynamicaccounts.functions.operator.Reassign;
import io.dynamicaccounts.functions.operator.Redefine;
import io.dynamicaccounts.functions.operator.Scan;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.TransitionListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.FunctionProperties;
import org.springframework.cloud.function.context.catalog.BeanFactoryAwareFunctionRegistry;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.cloud.function.json.JacksonMapper;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.messaging.converter.CompositeMessageConverter;
import org.springframework.messaging.converter.SimpleMessageConverter;
import tools.jackson.databind.json.JsonMapper;

class FunctionBeansTest {

    private static final AccountName NAME = new AccountName("prod-1");
    private static final ZoneId ZONE = new ZoneId("eu");
    private static final AgentId AGENT = new AgentId("agent-1");
    private static final SessionId SESSION = new SessionId("session-1");
    private static final Definition DEFINITION = new Definition(Map.of("name", "prod-1", "serviceAccount", true));

    static final List<Call<?, ?>> CALLS = List.of(
            new Call<>(FunctionName.MIGRATE, new Migrate.Request("me", List.of())),
            new Call<>(
                    FunctionName.PROVISION,
                    new Provision.Request("me", List.of(new Provision.Entry(NAME, Optional.of(ZONE), DEFINITION)))),
            new Call<>(
                    FunctionName.ACTIVATE,
                    new Activate.Request("me", List.of(new Activate.Entry(NAME, Optional.of(ZONE), Optional.empty())))),
            new Call<>(FunctionName.DEACTIVATE, new Deactivate.Request("me", List.of(NAME))),
            new Call<>(FunctionName.REDEFINE, new Redefine.Request("me", NAME, Optional.empty(), DEFINITION)),
            new Call<>(FunctionName.DELETE, new Delete.Request("me", List.of(NAME))),
            new Call<>(
                    FunctionName.LIST,
                    new ListAccounts.Request(
                            new ListAccounts.Start.Page(1),
                            100,
                            new ListAccounts.Filter(Optional.empty(), Optional.empty(), Optional.empty()),
                            false)),
            new Call<>(FunctionName.GET, new GetAccount.Request(NAME)),
            new Call<>(FunctionName.NAMESPACES, new Namespaces.Request(NAME)),
            new Call<>(FunctionName.HISTORY, new AccountHistory.Request(NAME)),
            new Call<>(FunctionName.AGENTS, new ListAgents.Request()),
            new Call<>(FunctionName.AGENT, new GetAgent.Request(AGENT, Optional.of(ZONE))),
            new Call<>(FunctionName.REASSIGN, new Reassign.Request("me", List.of(NAME))),
            new Call<>(FunctionName.DISCONNECT, new Disconnect.Request("me", AGENT, Optional.empty())),
            new Call<>(
                    FunctionName.POLL,
                    new Poll.Request(
                            AGENT,
                            ZONE,
                            SESSION,
                            OptionalLong.empty(),
                            10,
                            "1",
                            List.of(),
                            Optional.empty(),
                            OptionalLong.empty(),
                            Optional.empty(),
                            OptionalLong.empty(),
                            account -> true)),
            new Call<>(FunctionName.SOURCES, new ListSources.Request()),
            new Call<>(
                    FunctionName.SOURCE_ACCOUNTS,
                    new ListSourceAccounts.Request(Optional.empty(), 10, Optional.empty())),
            new Call<>(FunctionName.CREDENTIALS, new ListCredentials.Request(Roles.ALL)),
            new Call<>(FunctionName.CREDENTIAL, new GetCredential.Request(NAME, Roles.ALL)),
            new Call<>(
                    FunctionName.CREDENTIALS_OF_TYPE,
                    new CredentialsOfType.Request("kubernetes", Optional.empty(), 10, Roles.ALL)),
            new Call<>(
                    FunctionName.CREATE_CREDENTIAL,
                    new CreateCredential.Request("operator", Roles.ALL, NAME, new Definition(Map.of()))),
            new Call<>(
                    FunctionName.REPLACE_CREDENTIAL,
                    new ReplaceCredential.Request(
                            "operator",
                            Roles.ALL,
                            NAME,
                            new Definition(Map.of()),
                            ReplaceCredential.WhereMissing.CREATE)),
            new Call<>(FunctionName.DELETE_CREDENTIAL, new DeleteCredential.Request("operator", Roles.ALL, NAME)),
            new Call<>(FunctionName.CREDENTIAL_HISTORY, new CredentialHistory.Request(NAME, Roles.ALL)),
            new Call<>(FunctionName.DEFINITIONS, new FetchDefinitions.Request(AGENT, ZONE, SESSION, List.of(NAME))),
            new Call<>(FunctionName.REPORT, new Report.Request(AGENT, ZONE, SESSION, List.of())),
            new Call<>(FunctionName.GOODBYE, new Goodbye.Request(AGENT, ZONE, SESSION)),
            new Call<>(FunctionName.SCAN, new Scan.Request(Scan.Effect.MIGRATE, Duration.ofSeconds(10))),
            new Call<>(FunctionName.SWEEP, new Sweep.Request(Duration.ofSeconds(10))));

    record Call<I, O>(FunctionName<I, O> name, I request) {
        @Override
        public String toString() {
            return name.value();
        }
    }

    private final GenericApplicationContext context = new GenericApplicationContext();

    private FunctionCatalog catalogOf(Functions functions) {
        new FunctionBeans(() -> functions).initialize(context);
        return catalog();
    }

    private FunctionCatalog catalog() {
        context.registerBean(
                FunctionCatalog.class,
                () -> new BeanFactoryAwareFunctionRegistry(
                        DefaultConversionService.getSharedInstance(),
                        new CompositeMessageConverter(List.of(new SimpleMessageConverter())),
                        new JacksonMapper(new JsonMapper()),
                        new FunctionProperties(),
                        null));
        context.refresh();
        return context.getBean(FunctionCatalog.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    private static ControlPlane controlPlane() {
        return new ControlPlane(components());
    }

    /** Components over an empty store, without encryption. */
    static ControlPlane.Components components() {
        var plain = new DefinitionEncryption() {
            @Override
            public EncryptedDefinition encrypt(
                    AccountName account, DefinitionId id, Instant written, Definition definition) {
                return new EncryptedDefinition(account, id, written, definition.fields(), Map.of());
            }

            @Override
            public Definition decrypt(EncryptedDefinition sealed) {
                return new Definition(sealed.fieldsInClear());
            }
        };
        return ControlPlane.Components.of(
                new MemoryStore(InstantSource.system()),
                plain,
                CredentialSource.NONE,
                Settings.DEFAULT,
                TransitionListener.NONE);
    }

    @Test
    void the_calls_cover_every_function() {
        assertThat(CALLS.stream().map(call -> call.name().value()))
                .containsExactlyInAnyOrderElementsOf(
                        FunctionName.ALL.stream().map(FunctionName::value).toList())
                .hasSize(29);
    }

    @ParameterizedTest
    @FieldSource("CALLS")
    <I, O> void a_function_is_found_under_its_name_with_its_types_and_answers(Call<I, O> call) {
        FunctionCatalog catalog = catalogOf(controlPlane());

        assertThat(catalog.getNames(null)).contains(call.name().value());
        FunctionInvocationWrapper wrapper = catalog.lookup(call.name().value());
        assertThat(wrapper.getInputType()).isEqualTo(call.name().input());
        assertThat(wrapper.getOutputType()).isEqualTo(call.name().output());
        assertThat(new CatalogFunctions(catalog).get(call.name()).apply(call.request()))
                .isInstanceOf(call.name().output());
    }

    @Test
    void request_and_result_pass_through_the_catalog_untouched() {
        var request = new GetAccount.Request(NAME);
        var result = new GetAccount.Result(Optional.empty());
        var functions = new CatalogFunctions(catalogOf(new OneFunction(asked -> {
            assertThat(asked).isSameAs(request);
            return result;
        })));

        assertThat(functions.get(FunctionName.GET).apply(request)).isSameAs(result);
    }

    @Test
    void an_exception_passes_through_the_catalog_untouched() {
        var unavailable = new StoreUnavailable("throttled", Duration.ofSeconds(1), null);
        var functions = new CatalogFunctions(catalogOf(new OneFunction(asked -> {
            throw unavailable;
        })));

        assertThatThrownBy(() -> functions.get(FunctionName.GET).apply(new GetAccount.Request(NAME)))
                .isSameAs(unavailable);
    }

    @Test
    void a_function_that_the_catalog_does_not_hold_is_named_in_the_exception() {
        var functions = new CatalogFunctions(catalog());

        assertThatThrownBy(() -> functions.get(FunctionName.SWEEP))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("sweep");
    }

    /** Returns this one function under every name. */
    private record OneFunction(Function<Object, Object> function) implements Functions {
        @Override
        @SuppressWarnings("unchecked")
        public <I, O> Function<I, O> get(FunctionName<I, O> name) {
            return (Function<I, O>) function;
        }
    }
}
