package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table Credentials: what Clouddriver's clients ask. */
abstract class StoredCredentialsContract extends Suite {

    private static final String PATH = "/credentials";

    private static Map<String, Object> credential(String name) {
        var credential = new LinkedHashMap<String, Object>();
        credential.put("type", "kubernetes");
        credential.putAll(World.definition(name));
        return credential;
    }

    private static Map<String, Object> masked(Map<String, Object> credential) {
        var masked = new LinkedHashMap<>(credential);
        masked.replace("kubeconfigContents", "********");
        return masked;
    }

    private String stored() {
        String name = world().freshName();
        expect(200, operator().post(PATH, credential(name)));
        return name;
    }

    private Map<String, Object> read(String name) {
        return expect(200, operator().get(PATH + "/" + name)).object();
    }

    private static void clouddrivers(Reply reply, String message) {
        assertThat(reply.object())
                .containsEntry("detail", message)
                .containsEntry("message", message)
                .containsKeys("error", "timestamp", "status");
    }

    @Test
    void a_new_definition_is_stored_and_answered_with_its_secrets_masked() {
        String name = world().freshName();
        Map<String, Object> credential = credential(name);
        credential.put("cacheThreads", 2);
        credential.put("providerVersion", "V2");
        credential.put("colour", Map.of("of", List.of("red")));

        Reply reply = expect(200, operator().post(PATH, credential));

        assertThat(reply.object()).isEqualTo(masked(credential));
        assertThat(read(name))
                .containsEntry("name", name)
                .containsEntry("type", "kubernetes")
                .containsEntry("cloudProvider", "kubernetes")
                .containsEntry("accountType", name)
                .containsEntry("environment", name)
                .containsEntry("requiredGroupMembership", List.of())
                .containsEntry("challengeDestructiveActions", false)
                .containsEntry("primaryAccount", false)
                .containsEntry("enabled", true)
                .containsEntry("cacheThreads", 2)
                .containsEntry("providerVersion", "V2")
                .containsEntry("colour", Map.of("of", List.of("red")))
                .containsEntry("kubeconfigContents", "********")
                .doesNotContainKey("permissions");
    }

    @Test
    void the_type_may_be_written_as_older_clients_have_it() {
        String name = world().freshName();
        Map<String, Object> credential = World.definition(name);
        credential.put("@type", "kubernetes");

        Map<String, Object> stored =
                expect(200, operator().post(PATH, credential)).object();

        assertThat(stored).containsEntry("type", "kubernetes").doesNotContainKey("@type");
    }

    @Test
    void a_name_that_is_stored_or_configured_is_400_for_a_new_one_and_changes_nothing() {
        for (String name : List.of(stored(), world().freshCredential())) {
            Map<String, Object> before = read(name);
            Map<String, Object> other = credential(name);
            other.put("environment", "other");

            Reply reply = expect(400, operator().post(PATH, other));

            assertThat(reply.problem()).isEqualTo("credential-exists");
            clouddrivers(reply, "Cannot create an account which already exists (name: " + name + ")");
            assertThat(reply.object()).containsEntry("error", "Bad Request");
            assertThat(read(name)).isEqualTo(before);
        }
    }

    @Test
    void put_stores_a_new_one_and_replaces_one() {
        String name = world().freshName();
        expect(200, operator().put(PATH, credential(name)));
        Map<String, Object> replacement = credential(name);
        replacement.put("environment", "production");

        assertThat(expect(200, operator().put(PATH, replacement)).object()).isEqualTo(masked(replacement));

        assertThat(read(name)).containsEntry("environment", "production");
    }

    @Test
    void put_to_a_name_replaces_only_what_is_stored() {
        String name = stored();
        Map<String, Object> replacement = credential(name);
        replacement.put("environment", "production");
        assertThat(expect(200, operator().put(PATH + "/" + name, replacement)).object())
                .isEqualTo(masked(replacement));

        String missing = world().freshName();
        Reply reply = expect(404, operator().put(PATH + "/" + missing, credential(missing)));
        assertThat(reply.problem()).isEqualTo("no-such-credential");
        clouddrivers(reply, "Cannot update an account which does not exist (name: " + missing + ")");
        expect(404, operator().get(PATH + "/" + missing));

        Reply mismatch = expect(400, operator().put(PATH + "/" + name, credential(missing)));
        assertThat(mismatch.pointers()).containsExactly("/name");
        expect(404, operator().get(PATH + "/" + missing));
    }

    @Test
    void a_definition_that_was_read_may_be_written_back_and_keeps_its_secrets() {
        String name = world().freshName();
        Map<String, Object> credential = credential(name);
        Map<String, Object> shown =
                expect(200, operator().post(PATH, credential)).object();
        shown = new LinkedHashMap<>(shown);
        shown.put("environment", "production");

        expect(200, operator().put(PATH, shown));

        TestAgent agent = world().agent(world().freshZone());
        expect(202, operator().post("/armory/accounts", List.of(Map.of("name", name, "zoneId", agent.zone()))));
        expect(202, operator().patch("/armory/accounts", List.of(change(name, "ACTIVE"))));
        agent.pollAll();
        assertThat(expect(200, agent.definitions(name)).text()).contains(Credentials.CANARY, "production");
    }

    @Test
    void a_mask_where_no_secret_is_stored_is_400() {
        String name = world().freshName();

        for (Reply reply : List.of(
                operator().post(PATH, masked(credential(name))), operator().put(PATH, masked(credential(name))))) {
            assertThat(expect(400, reply).pointers()).containsExactly("/kubeconfigContents");
        }
        expect(404, operator().get(PATH + "/" + name));
    }

    @Test
    void what_is_stored_can_be_migrated_and_comes_before_what_is_configured() {
        String name = world().freshCredential();
        Map<String, Object> credential = credential(name);
        credential.put("environment", "of the stored one");
        expect(200, operator().put(PATH, credential));

        expect(202, operator().post("/armory/accounts", List.of(named(name))));

        assertThat(ApiDocument.object(world().account(name), "config"))
                .containsEntry("environment", "of the stored one");
    }

    @Test
    void one_that_is_deleted_is_gone_and_its_revisions_remain() {
        String name = stored();

        assertThat(expect(200, operator().delete(PATH + "/" + name)).body()).isEmpty();

        Reply gone = expect(404, operator().get(PATH + "/" + name));
        clouddrivers(gone, "Account does not exist (name: " + name + ")");
        clouddrivers(expect(404, operator().delete(PATH + "/" + name)), "No account found with name " + name);
        expect(200, operator().post(PATH, credential(name)));
        List<Map<String, Object>> history =
                expect(200, operator().get(PATH + "/" + name + "/history")).objects();
        assertThat(history).extracting(entry -> entry.get("version")).containsExactly(3, 2, 1);
        assertThat(history.get(0)).containsEntry("account", masked(credential(name)));
        assertThat(history.get(1)).doesNotContainKey("account").containsKey("timestamp");
        assertThat(history.get(2)).containsEntry("account", masked(credential(name)));
    }

    @Test
    void a_name_that_was_never_stored_has_no_history() {
        assertThat(expect(200, operator().get(PATH + "/" + world().freshName() + "/history"))
                        .objects())
                .isEmpty();
        assertThat(expect(200, operator().get(PATH + "/not%20a%20name/history")).objects())
                .isEmpty();
    }

    @Test
    void the_list_has_what_is_stored_and_what_is_configured_by_name() {
        String name = stored();
        String configured = world().freshCredential();

        List<Map<String, Object>> summaries = expect(200, operator().get(PATH)).objects();
        List<Map<String, Object>> expanded =
                expect(200, operator().get(PATH + "?expand=true")).objects();

        assertThat(summaries)
                .extracting(entry -> (String) entry.get("name"))
                .isSorted()
                .contains(name, configured);
        assertThat(summaries)
                .filteredOn(entry -> List.of(name, configured).contains(entry.get("name")))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry)
                        .containsKeys(
                                "name",
                                "type",
                                "cloudProvider",
                                "accountType",
                                "environment",
                                "requiredGroupMembership",
                                "challengeDestructiveActions",
                                "primaryAccount")
                        .doesNotContainKeys("kubeconfigContents", "kubeconfigFile", "enabled"));
        assertThat(expanded)
                .filteredOn(entry -> name.equals(entry.get("name")))
                .singleElement()
                .isEqualTo(read(name));
        assertThat(expanded)
                .filteredOn(entry -> configured.equals(entry.get("name")))
                .singleElement()
                .isEqualTo(read(configured));
    }

    @Test
    void permissions_are_one_map_of_roles_in_one_spelling() {
        String name = world().freshName();
        Map<String, Object> credential = credential(name);
        credential.put("permissions", List.of(Map.of("read", List.of("Devs")), Map.of("WRITE", List.of("ops"))));

        expect(200, operator().post(PATH, credential));

        assertThat(read(name)).containsEntry("permissions", Map.of("READ", List.of("devs"), "WRITE", List.of("ops")));
    }

    @Test
    void pages_of_a_type_begin_with_a_name_and_are_short_only_where_there_is_no_more() {
        String prefix = world().freshName();
        List<String> names =
                IntStream.range(0, 7).mapToObj(i -> prefix + "." + i).toList();
        names.forEach(name -> expect(200, operator().post(PATH, credential(name))));
        expect(200, operator().delete(PATH + "/" + names.get(3)));
        var walked = new ArrayList<Object>();
        String first = prefix + ".";
        for (boolean more = true; more; ) {
            List<Object> page = namesOf(
                    expect(200, operator().get(PATH + "/type/kubernetes?limit=3&startingAccountName=" + first)));
            boolean ours = page.stream().allMatch(name -> ((String) name).startsWith(prefix + "."));
            walked.addAll(page.stream()
                    .filter(name -> ((String) name).startsWith(prefix + "."))
                    .toList());
            first = (String) page.getLast();
            more = ours && page.size() == 3;
        }

        assertThat(walked.stream().distinct())
                .containsExactly(names.get(0), names.get(1), names.get(2), names.get(4), names.get(5), names.get(6));
        assertThat(expect(200, operator().get(PATH + "/type/kubernetes?limit=1&startingAccountName=" + names.get(0)))
                        .objects())
                .containsExactly(masked(credential(names.get(0))));
        assertThat(expect(200, operator().get(PATH + "/type/aws")).objects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "startingAccountName=not%20a%20name", "other=1"})
    void a_wrong_query_of_a_page_is_400(String query) {
        expect(400, operator().get(PATH + "/type/kubernetes?" + query));
    }

    @Test
    void a_wrong_definition_is_400_with_each_field_and_what_would_be_right() {
        String name = world().freshName();
        Map<String, Object> wrong = new LinkedHashMap<>(Map.of(
                "type",
                "docker",
                "name",
                name,
                "namespaces",
                List.of("a"),
                "omitNamespaces",
                List.of("b"),
                "kinds",
                List.of("a"),
                "omitKinds",
                List.of("b"),
                "cacheThreads",
                "many",
                "permissions",
                Map.of("LOOK", List.of())));

        for (Reply reply : List.of(
                operator().post(PATH, wrong),
                operator().put(PATH, wrong),
                operator().put(PATH + "/" + name, wrong))) {
            assertThat(expect(400, reply).pointers())
                    .containsExactlyInAnyOrder(
                            "/type", "/omitNamespaces", "/omitKinds", "/cacheThreads", "/permissions/LOOK");
            assertThat(reply.object()).containsKeys("error", "message", "timestamp");
        }
        assertThat(expect(400, operator().post(PATH, Map.of("type", "kubernetes")))
                        .pointers())
                .containsExactly("/name");
        assertThat(expect(400, operator().post(PATH, World.definition(name))).pointers())
                .containsExactly("/type");
    }

    @Test
    void scopes_of_accounts_do_not_open_credentials() {
        Caller reader = world().caller(Tokens.READER);
        Caller writer = world().caller(Tokens.WRITER);
        for (Reply reply : List.of(
                reader.get(PATH),
                reader.get(PATH + "/a"),
                reader.get(PATH + "/a/history"),
                reader.get(PATH + "/type/kubernetes"),
                writer.post(PATH, credential("a")),
                writer.put(PATH, credential("a")),
                writer.put(PATH + "/a", credential("a")),
                writer.delete(PATH + "/a"))) {
            assertThat(expect(403, reply).problem()).isEqualTo("missing-scope");
        }
    }
}
