package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page, taken from it and run in its order, from the first deployment to a restored table. */
class CommandsTest {

    /**
     * What stands in for programs that are not tested here, for AWS CodeDeploy, of which moto has no deployments, and
     * for the key, which moto does not make of a template: there the command line checks the arguments.
     */
    private static final String STAND_INS = """
            set -euo pipefail
            mvn() { echo "ran mvn $*"; }
            git() { echo "ran git $*"; }
            curl() { echo "ran curl $*"; }
            aws() {
              if [ "$1" = deploy ] || [ "$1" = kms ]; then
                command aws "$@" --generate-cli-skeleton output > skeleton.json
                case $2 in
                  list-deployment-groups) echo "group-1 group-2" ;;
                  list-deployments) echo "d-${6#group-}" ;;
                  *) echo "ran aws $*" ;;
                esac
              else
                command aws "$@"
              fi
            }
            command aws s3 mb s3://artifacts
            """;

    private static final Path STATE =
            Path.of("src", "test", "python", "state.py").toAbsolutePath();
    private static final String RESTORED = "dynamic-accounts-restored";

    private static String ran = "";

    @BeforeAll
    static void run(@TempDir Path folder) throws IOException {
        Tool.COMMAND_LINE.require();
        Tool.TRANSLATOR.require();
        Tool.CLOUD.require();
        var checkout = Checkout.in(folder);
        checkout.replace("samconfig.toml", "[production.deploy.parameters]\n", """
                [production.deploy.parameters]
                s3_bucket = "artifacts"
                tags = [
                    "team=platform",
                ]
                """);
        checkout.replace("samconfig.toml", "# \"AgentsConcurrency=100\"", "\"AgentsConcurrency=100\"");
        Path program = folder.resolve("dynamic-accounts");
        Files.writeString(program, "#!/bin/sh\necho \"ran dynamic-accounts $*\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var cloud = Cloud.start()) {
            ran = Run.of(folder, cloud.environment(), "", List.of("bash", "-c", script()))
                    .succeeded();
        }
    }

    private static String script() {
        var script = new ArrayList<String>();
        script.add(STAND_INS);
        for (String block : Page.read().commands()) {
            script.add(block);
            if (block.contains("--state DISABLED")) {
                script.add("python3 " + STATE + " stopped " + RESTORED);
            }
        }
        script.add("python3 " + STATE + " restored " + RESTORED);
        return String.join("\n", script);
    }

    @Test
    void a_deployment_makes_what_the_others_ask_for() {
        assertThat(Page.read().commands()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(found("stopped", "function"))
                .hasSize(3)
                .allSatisfy(function -> assertThat(function).matches(".* [0-9a-f]{10}"));
        assertThat(onlyOne("stopped", "tags")).isEqualTo("[{'Key': 'team', 'Value': 'platform'}]");
    }

    @Test
    void the_secret_holds_the_hash_of_the_token() throws Exception {
        String token = lines("ran curl -H Authorization: Bearer ").getFirst().split(" ")[0];
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        assertThat(found("stopped", "secret"))
                .singleElement()
                .asString()
                .contains("\"sha256\": \"" + HexFormat.of().formatHex(hash) + "\"");
    }

    @Test
    void the_key_of_the_stack_gets_new_material() {
        assertThat(lines("ran aws kms rotate-key-on-demand --key-id "))
                .singleElement()
                .asString()
                .contains("DefinitionKey");
    }

    @Test
    void each_deployment_under_way_is_stopped() {
        assertThat(lines("ran aws deploy stop-deployment"))
                .containsExactly(
                        " --deployment-id d-1 --auto-rollback-enabled", " --deployment-id d-2 --auto-rollback-enabled");
    }

    @Test
    void a_restore_stops_what_writes_and_starts_it_again_as_it_was() {
        assertThat(found("stopped", "function"))
                .hasSize(3)
                .allSatisfy(function -> assertThat(function).startsWith("0\t"));
        assertThat(found("restored", "function"))
                .extracting(function -> function.split("\t")[0])
                .containsExactlyInAnyOrder("None", "None", "100");
        String stopped = onlyOne("stopped", "schedule");
        String started = onlyOne("restored", "schedule");
        assertThat(stopped).startsWith("DISABLED\t");
        assertThat(started).isEqualTo(stopped.replace("DISABLED", "ENABLED")).contains("rate(1 minute)");
    }

    @Test
    void a_restored_table_is_kept_as_the_old_one_was_and_used_by_all_functions() {
        assertThat(onlyOne("restored", "expiry")).contains("expires").contains("ENABLED");
        assertThat(onlyOne("restored", "recovery")).isEqualTo("ENABLED");
        assertThat(onlyOne("restored", "protected")).isEqualTo("True");
        assertThat(found("stopped", "function")).noneMatch(function -> function.contains(RESTORED));
        assertThat(found("restored", "function")).hasSize(3).allMatch(function -> function.contains(RESTORED));
        assertThat(lines("ran dynamic-accounts adopt --store dynamodb --table " + RESTORED))
                .hasSize(1);
    }

    private static String onlyOne(String when, String thing) {
        assertThat(found(when, thing)).hasSize(1);
        return found(when, thing).getFirst();
    }

    private static List<String> found(String when, String thing) {
        return lines(when + "\t" + thing + "\t");
    }

    private static List<String> lines(String begin) {
        return ran.lines()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length()))
                .toList();
    }
}
