package io.dynamicaccounts.local.backup;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.agent.Report;
import io.dynamicaccounts.functions.agent.Task;
import io.dynamicaccounts.functions.credential.CreateCredential;
import io.dynamicaccounts.functions.credential.DeleteCredential;
import io.dynamicaccounts.functions.credential.ReplaceCredential;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.operator.Activate;
import io.dynamicaccounts.functions.operator.Deactivate;
import io.dynamicaccounts.functions.operator.Delete;
import io.dynamicaccounts.functions.operator.Provision;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.functions.transition.TransitionListener;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** An installation over a store, with accounts in most of the states that there are; its clock moves when told. */
final class Installed {

    static final String CANARY = "canary-4c1e9a77b2";

    private final ControlPlane functions;

    Installed(Store store, DefinitionEncryption encryption, Settings settings, InstantSource clock) {
        functions = new ControlPlane(new ControlPlane.Components(
                store,
                encryption,
                CredentialSource.NONE,
                settings,
                Parallel.NONE,
                TransitionListener.NONE,
                () -> UUID.randomUUID().toString(),
                clock,
                ScanSettings.NONE));
    }

    /** One after the other, so that each comes to where it should. */
    void populate() {
        poll("agent-of-z1", "z1", List.of("declared"));
        poll("agent-of-z2", "z2", List.of());
        for (String name : List.of("active", "failed", "stopping", "removed", "inactive", "zone")) {
            provision(name, "z1");
        }
        provision("waiting", "z3");
        for (String name : List.of("active", "failed", "stopping", "waiting", "removed")) {
            call(
                    FunctionName.ACTIVATE,
                    new Activate.Request(
                            "ops", List.of(new Activate.Entry(name(name), Optional.empty(), Optional.empty()))));
        }
        List<Task> tasks = poll("agent-of-z1", "z1", List.of("declared"));
        report("agent-of-z1", "z1", tasks);
        call(FunctionName.DEACTIVATE, new Deactivate.Request("ops", List.of(name("stopping"))));
        call(FunctionName.DELETE, new Delete.Request("ops", List.of(name("removed"))));
        call(FunctionName.DELETE, new Delete.Request("ops", List.of(name("inactive"))));
        provision("inactive", "z2");
        provision("gone", "z1");
        call(FunctionName.DELETE, new Delete.Request("ops", List.of(name("gone"))));
        credentials();
    }

    /** One that was replaced, one that was deleted, and one that came back. */
    private void credentials() {
        for (String name : List.of("replaced", "deleted", "back")) {
            call(
                    FunctionName.CREATE_CREDENTIAL,
                    new CreateCredential.Request("ops", Roles.ALL, name(name), definition(name)));
        }
        for (String name : List.of("deleted", "back")) {
            call(FunctionName.DELETE_CREDENTIAL, new DeleteCredential.Request("ops", Roles.ALL, name(name)));
        }
        for (String name : List.of("replaced", "back")) {
            call(
                    FunctionName.REPLACE_CREDENTIAL,
                    new ReplaceCredential.Request(
                            "ops", Roles.ALL, name(name), definition(name), ReplaceCredential.WhereMissing.CREATE));
        }
    }

    private void provision(String name, String zone) {
        call(
                FunctionName.PROVISION,
                new Provision.Request(
                        "ops",
                        List.of(new Provision.Entry(name(name), Optional.of(new ZoneId(zone)), definition(name)))));
    }

    private static Definition definition(String name) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", name);
        fields.put("kubeconfigContents", "token: " + CANARY);
        fields.put("cacheThreads", 2);
        fields.put("permissions", Map.of("READ", List.of("team")));
        return new Definition(fields);
    }

    List<Task> poll(String agent, String zone, List<String> declares) {
        var answer = (Poll.Result.Answer) call(
                FunctionName.POLL,
                new Poll.Request(
                        new AgentId(agent),
                        new ZoneId(zone),
                        new SessionId("session-of-" + agent),
                        OptionalLong.empty(),
                        100,
                        "1",
                        List.of(),
                        Optional.of(declares.stream()
                                .map(name -> Map.<String, Object>of("name", name, "kubeconfigFile", "/kube/" + name))
                                .toList()),
                        OptionalLong.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        account -> true));
        return answer.assignments().orElse(List.of());
    }

    void report(String agent, String zone, List<Task> tasks) {
        call(
                FunctionName.REPORT,
                new Report.Request(
                        new AgentId(agent),
                        new ZoneId(zone),
                        new SessionId("session-of-" + agent),
                        tasks.stream()
                                .filter(Task::confirm)
                                .map(Installed::entry)
                                .toList()));
    }

    private static Report.Entry entry(Task task) {
        boolean fails = task.account().value().equals("failed");
        return new Report.Entry(
                task.account(),
                task.generation(),
                fails ? Assignment.ReportedResult.FAILED : Assignment.ReportedResult.WATCHING,
                Optional.of(fails ? "connection refused" : "fine"),
                Optional.of("https://" + task.account()),
                Optional.of("v1.35.5"),
                Optional.empty(),
                Optional.of(List.of("default", "kube-system")));
    }

    private <I, O> O call(FunctionName<I, O> name, I request) {
        return functions.get(name).apply(request);
    }

    private static AccountName name(String name) {
        return new AccountName(name);
    }
}
