package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who may read and write which credentials, by the roles of the caller and the permissions of the definition. */
abstract class PermittedCredentialsContract extends Suite {

    private static final String PATH = "/credentials";

    /** The developer may read and write. */
    private static final Object OF_DEVELOPERS = Map.of("READ", List.of("ops", "Devs"), "write", List.of("devs"));

    /** The developer may read. */
    private static final Object READABLE = Map.of("read", List.of("dEVs"), "WRITE", List.of("ops"));

    /** The developer may do nothing. */
    private static final Object OF_OTHERS = Map.of("READ", List.of("ops"), "WRITE", List.of("ops"));

    private Caller developer() {
        return world().caller(Tokens.DEVELOPER);
    }

    private Caller outsider() {
        return world().caller(Tokens.OUTSIDER);
    }

    private static Map<String, Object> credential(String name, Object permissions) {
        var credential = new LinkedHashMap<String, Object>();
        credential.put("type", "kubernetes");
        credential.putAll(World.definition(name));
        credential.put("permissions", permissions);
        return credential;
    }

    private String stored(Object permissions) {
        return stored(world().freshName(), permissions);
    }

    private String stored(String name, Object permissions) {
        expect(200, operator().put(PATH, credential(name, permissions)));
        return name;
    }

    private List<Object> list(Caller caller) {
        return namesOf(expect(200, caller.get(PATH)));
    }

    private static List<Object> versions(Reply history) {
        return expect(200, history).objects().stream()
                .map(revision -> revision.get("version"))
                .toList();
    }

    private static void refusedToWrite(Reply reply) {
        assertThat(expect(403, reply).problem()).isEqualTo("missing-permission");
        assertThat(reply.object())
                .containsEntry("message", reply.object().get("detail"))
                .containsKeys("error", "timestamp");
        assertThat(String.valueOf(reply.object().get("detail"))).contains("WRITE");
    }

    @Test
    void read_decides_what_lists_and_reads_show() {
        String own = stored(OF_DEVELOPERS);
        String readable = stored(READABLE);
        String ofOthers = stored(OF_OTHERS);
        String everyones = stored(Map.of());

        assertThat(list(developer())).contains(own, readable, everyones).doesNotContain(ofOthers);
        assertThat(list(outsider())).contains(everyones).doesNotContain(own, readable, ofOthers);
        assertThat(list(operator())).contains(own, readable, ofOthers, everyones);
        expect(200, developer().get(PATH + "/" + readable));
        expect(200, outsider().get(PATH + "/" + everyones));
        Reply hidden = expect(404, developer().get(PATH + "/" + ofOthers));
        assertThat(hidden.object()).containsEntry("message", "Account does not exist (name: " + ofOthers + ")");
    }

    @Test
    void configured_definitions_have_permissions_too() {
        String configured = world().freshCredential();

        assertThat(list(developer())).contains(configured);
        assertThat(list(outsider())).doesNotContain(configured);
        expect(200, developer().get(PATH + "/" + configured));
        expect(404, outsider().get(PATH + "/" + configured));
    }

    @Test
    void a_stored_definition_hides_the_configured_one_also_from_those_who_may_not_read_it() {
        String name = stored(world().freshCredential(), OF_OTHERS);

        expect(404, developer().get(PATH + "/" + name));
        assertThat(list(developer())).doesNotContain(name);
    }

    @Test
    void pages_are_filled_up_with_what_may_be_read() {
        String prefix = world().freshName();
        List<String> names = IntStream.range(0, 9)
                .mapToObj(i -> stored(prefix + "." + i, i % 3 == 2 ? OF_DEVELOPERS : OF_OTHERS))
                .toList();
        String query = PATH + "/type/kubernetes?limit=3&startingAccountName=" + names.getFirst();

        assertThat(namesOf(expect(200, developer().get(query))))
                .containsExactly(names.get(2), names.get(5), names.get(8));
        assertThat(namesOf(expect(200, operator().get(query)))).containsExactlyElementsOf(names.subList(0, 3));
    }

    @Test
    void write_is_needed_to_replace_and_to_delete() {
        for (Object permissions : List.of(READABLE, OF_OTHERS, Map.of("READ", List.of("devs")))) {
            String name = stored(permissions);

            refusedToWrite(developer().put(PATH, credential(name, OF_DEVELOPERS)));
            refusedToWrite(developer().put(PATH + "/" + name, credential(name, OF_DEVELOPERS)));
            refusedToWrite(developer().delete(PATH + "/" + name));

            assertThat(versions(operator().get(PATH + "/" + name + "/history"))).containsExactly(1);
        }
    }

    @Test
    void who_may_write_replaces_and_deletes() {
        String name = stored(OF_DEVELOPERS);

        expect(200, developer().put(PATH, credential(name, OF_DEVELOPERS)));
        expect(200, developer().put(PATH + "/" + name, credential(name, Map.of())));
        expect(200, outsider().put(PATH + "/" + name, credential(name, List.of(Map.of("READ", List.of())))));
        expect(200, outsider().delete(PATH + "/" + name));
    }

    @Test
    void a_configured_definition_is_not_replaced_by_storing_another_without_write() {
        String name = world().freshCredential();

        refusedToWrite(outsider().put(PATH, credential(name, Map.of())));
        expect(200, developer().put(PATH, credential(name, OF_DEVELOPERS)));
    }

    @Test
    void nobody_writes_a_definition_that_would_lock_the_writer_out() {
        String name = world().freshName();

        for (Object permissions : List.of(READABLE, OF_OTHERS, Map.of("READ", List.of("devs")))) {
            Reply reply = expect(400, developer().post(PATH, credential(name, permissions)));
            assertThat(reply.problem()).isEqualTo("locks-writer-out");
            assertThat(reply.pointers()).containsExactly("/permissions");
            assertThat(reply.object())
                    .containsEntry(
                            "message",
                            "Cannot create account without granting permissions for current user (name: " + name + ")");
            expect(400, developer().put(PATH, credential(name, permissions)));
            String own = stored(OF_DEVELOPERS);
            expect(400, developer().put(PATH + "/" + own, credential(own, permissions)));
        }
        expect(404, operator().get(PATH + "/" + name));
        expect(200, operator().post(PATH, credential(name, OF_OTHERS)));
    }

    @Test
    void permissions_that_are_kept_elsewhere_are_nobodys_roles() {
        String name = stored("secret://vault/permissions");

        expect(404, developer().get(PATH + "/" + name));
        refusedToWrite(developer().delete(PATH + "/" + name));
    }

    @Test
    void the_history_is_for_those_who_may_read_and_shows_them_what_they_may_read() {
        String name = stored(OF_OTHERS);
        String history = PATH + "/" + name + "/history";
        assertThat(versions(developer().get(history))).isEmpty();

        stored(name, READABLE);
        assertThat(versions(developer().get(history))).containsExactly(2);
        assertThat(versions(outsider().get(history))).isEmpty();

        expect(200, operator().delete(PATH + "/" + name));
        assertThat(versions(developer().get(history))).containsExactly(3, 2);
        assertThat(versions(outsider().get(history))).isEmpty();
        assertThat(versions(operator().get(history))).containsExactly(3, 2, 1);
    }

    @Test
    void accounts_are_not_subject_to_roles() {
        String name = stored(OF_OTHERS);

        expect(202, operator().post("/armory/accounts", List.of(Map.of("name", name))));
    }
}
