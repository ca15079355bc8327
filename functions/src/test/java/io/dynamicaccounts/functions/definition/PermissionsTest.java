package io.dynamicaccounts.functions.definition;

import static io.dynamicaccounts.functions.definition.Permissions.Action.READ;
import static io.dynamicaccounts.functions.definition.Permissions.Action.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom the permissions of a definition allow what. */
class PermissionsTest {

    private static final Roles TEAM = Roles.of(List.of("Team-A", "all"));
    private static final Roles NOBODY = Roles.of(List.of());

    private static Permissions of(@Nullable Object value) {
        return Permissions.of(value);
    }

    @Test
    void a_definition_that_names_no_role_is_everyones() {
        for (Permissions permissions : List.of(
                Permissions.of(Map.of("name", "a")), of(Map.of()), of(List.of()), of(Map.of("READ", List.of())))) {
            assertThat(permissions.allow(READ, NOBODY)).isTrue();
            assertThat(permissions.allow(WRITE, NOBODY)).isTrue();
        }
    }

    @Test
    void an_action_is_for_the_roles_that_it_names_in_any_case() {
        Permissions permissions = of(Map.of("read", List.of("other", "TEAM-a"), "Write", List.of("other")));

        assertThat(permissions.allow(READ, TEAM)).isTrue();
        assertThat(permissions.allow(WRITE, TEAM)).isFalse();
        assertThat(permissions.allow(READ, NOBODY)).isFalse();
        assertThat(permissions.allow(WRITE, Roles.ALL)).isTrue();
    }

    @Test
    void where_one_action_names_a_role_an_action_without_roles_is_nobodys() {
        Permissions permissions = of(Map.of("READ", List.of("team-a"), "WRITE", List.of()));

        assertThat(permissions.allow(WRITE, TEAM)).isFalse();
        assertThat(of(Map.of("EXECUTE", List.of("other"))).allow(READ, TEAM)).isFalse();
    }

    @Test
    void maps_in_a_list_count_together() {
        Permissions permissions = of(List.of(
                Map.of("READ", List.of("a")), Map.of("read", List.of("Team-A")), Map.of("WRITE", List.of("A"))));

        assertThat(permissions.allow(READ, TEAM)).isTrue();
        assertThat(permissions.rolesByAction())
                .isEqualTo(Map.of("READ", List.of("a", "team-a"), "WRITE", List.of("a")));
    }

    @Test
    void what_cannot_be_read_is_not_everyones() {
        var nothing = new HashMap<String, @Nullable Object>();
        nothing.put("READ", null);
        for (Object value : Arrays.asList(
                "secret://vault/roles",
                7,
                List.of("READ"),
                Map.of("READ", "secret://x"),
                Map.of("LOOK", List.of("a")),
                Map.of("READ", List.of(1)),
                nothing)) {
            assertThat(of(value).allow(READ, TEAM)).as("%s", value).isFalse();
            assertThat(of(value).allow(READ, Roles.ALL)).isTrue();
        }
    }

    @Test
    void roles_that_can_be_read_count_beside_those_that_cannot() {
        assertThat(of(Map.of("READ", List.of("team-a"), "WRITE", "secret://x")).allow(READ, TEAM))
                .isTrue();
    }
}
