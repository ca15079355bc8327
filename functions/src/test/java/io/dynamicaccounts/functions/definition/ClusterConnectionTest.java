package io.dynamicaccounts.functions.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Verifies that agents receive one way to a cluster, whatever a definition holds. */
class ClusterConnectionTest {

    private static final List<Object> SERVICE_ACCOUNTS = List.of("absent", true, false, "${IN_POD}");
    private static final List<String> TEXTS = List.of("absent", "", " ", "/k");

    private static Map<String, Object> fields(Object serviceAccount, String file, String contents) {
        var fields = new LinkedHashMap<String, Object>(Map.of("name", "a", "context", "c"));
        Map.of("serviceAccount", serviceAccount, "kubeconfigFile", file, "kubeconfigContents", contents)
                .forEach((name, value) -> {
                    if (!value.equals("absent")) {
                        fields.put(name, value);
                    }
                });
        return fields;
    }

    @Test
    void every_definition_has_one_way_at_most_and_it_is_clouddrivers() {
        for (Object serviceAccount : SERVICE_ACCOUNTS) {
            for (String file : TEXTS) {
                for (String contents : TEXTS) {
                    var definition = new Definition(fields(serviceAccount, file, contents));
                    Map<String, Object> only = ClusterConnection.withOneConnection(definition.fields());
                    String used = serviceAccount.equals(true)
                            ? "serviceAccount"
                            : file.equals("/k")
                                    ? "kubeconfigFile"
                                    : contents.equals("/k") ? "kubeconfigContents" : "none";
                    assertThat(ClusterConnection.isPresent(definition)).isEqualTo(!used.equals("none"));
                    assertThat(DefinitionRules.ways(only)).hasSize(used.equals("none") ? 1 : 0);
                    if (!used.equals("none")) {
                        assertThat(only).containsEntry(used, definition.fields().get(used));
                        assertThat(only).containsEntry("context", "c");
                    }
                    assertThat(DefinitionRules.options(only)).isEmpty();
                    assertThat(ClusterConnection.withOneConnection(only)).isEqualTo(only);
                }
            }
        }
    }

    @Test
    void a_path_given_with_the_account_comes_before_the_agents_own_and_that_before_any_other() {
        for (Object serviceAccount : SERVICE_ACCOUNTS) {
            for (String file : TEXTS) {
                for (String contents : TEXTS) {
                    Map<String, Object> fields = fields(serviceAccount, file, contents);
                    fields.put("kubeconfigAgent", "/agents");
                    var definition = new Definition(fields);
                    assertThat(ClusterConnection.forAgents(definition, Optional.empty())
                                    .fields())
                            .isEqualTo(Map.of("name", "a", "context", "c", "kubeconfigFile", "/agents"));
                    assertThat(ClusterConnection.forAgents(definition, Optional.of("/given"))
                                    .fields())
                            .isEqualTo(Map.of("name", "a", "context", "c", "kubeconfigFile", "/given"));
                }
            }
        }
    }
}
