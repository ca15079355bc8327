package io.dynamicaccounts.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.configuration.SourceSettings.Clouddriver;
import io.dynamicaccounts.configuration.SourceSettings.Identity;
import io.dynamicaccounts.configuration.SourceSettings.Location;
import io.dynamicaccounts.configuration.SourceSettings.Order;
import io.dynamicaccounts.configuration.SourceSettings.S3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceSettingsTest {

    private static final String URL = "sources.clouddriver.url=https://spin-clouddriver:7002";

    private static SourceSettings set(String... assignments) {
        return Configuration.read(Optional.empty(), Map.of(), List.of(assignments))
                .sources();
    }

    @Test
    void without_any_value_there_are_no_sources() {
        assertThat(set())
                .isEqualTo(new SourceSettings(
                        Order.FILES_FIRST,
                        List.of(),
                        Set.of(),
                        new S3(Optional.empty(), Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(60)),
                        Optional.empty()));
    }

    @Test
    void files_and_the_names_of_placeholders_are_lists_and_the_order_is_one_of_two() {
        SourceSettings settings = set(
                "sources.files=/a.yml, b.yml,",
                "sources.placeholders=HOME , CLUSTERS",
                "sources.order=clouddriver,files");

        assertThat(settings.files()).containsExactly(local("/a.yml"), local("b.yml"));
        assertThat(settings.placeholders()).containsExactlyInAnyOrder("HOME", "CLUSTERS");
        assertThat(settings.order()).isEqualTo(Order.CLOUDDRIVER_FIRST);
        assertThat(settings.withFile(Path.of("first.yml")).files())
                .containsExactly(local("first.yml"), local("/a.yml"), local("b.yml"));
        assertThatThrownBy(() -> set("sources.order=files"))
                .hasMessageContaining("sources.order must be files,clouddriver or clouddriver,files, not 'files'");
    }

    @Test
    void a_running_clouddriver_has_documented_times() {
        assertThat(set(URL).clouddriver())
                .contains(new Clouddriver(
                        "https://spin-clouddriver:7002",
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60)));
    }

    @Test
    void everything_about_a_running_clouddriver_can_be_set() {
        assertThat(set(
                                URL,
                                "sources.clouddriver.plain-http=true",
                                "sources.clouddriver.user=migration",
                                "sources.clouddriver.token-file=t",
                                "sources.clouddriver.certificate-file=c.pem",
                                "sources.clouddriver.key-file=k.pem",
                                "sources.clouddriver.ca-file=ca.pem",
                                "sources.clouddriver.connect-seconds=1",
                                "sources.clouddriver.request-seconds=2",
                                "sources.clouddriver.reading-seconds=3",
                                "sources.clouddriver.refresh-seconds=4")
                        .clouddriver())
                .contains(new Clouddriver(
                        "https://spin-clouddriver:7002",
                        true,
                        Optional.of("migration"),
                        Optional.of(Path.of("t")),
                        Optional.of(new Identity(Path.of("c.pem"), Path.of("k.pem"))),
                        Optional.of(Path.of("ca.pem")),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4)));
    }

    @ParameterizedTest
    @CsvSource({
        "connect-seconds, 0, 1, 60",
        "connect-seconds, 61, 1, 60",
        "request-seconds, 301, 1, 300",
        "reading-seconds, 601, 1, 600",
        "refresh-seconds, 0, 1, 3600",
        "refresh-seconds, 3601, 1, 3600",
    })
    void a_time_outside_its_range_is_refused(String key, String value, int least, int most) {
        assertThatThrownBy(() -> set(URL, "sources.clouddriver." + key + "=" + value))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining(
                        key + " must be a whole number between " + least + " and " + most + ", not '" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user=a", "token-file=t", "refresh-seconds=9", "plain-http=true"})
    void what_is_about_clouddriver_means_nothing_without_its_url(String assignment) {
        assertThatThrownBy(() -> set("sources.clouddriver." + assignment))
                .isInstanceOf(Misconfigured.class)
                .hasMessage("dynamic-accounts.sources.clouddriver." + assignment.substring(0, assignment.indexOf('='))
                        + " means nothing without dynamic-accounts.sources.clouddriver.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate-file", "key-file"})
    void a_certificate_and_its_key_are_given_together(String key) {
        assertThatThrownBy(() -> set(URL, "sources.clouddriver." + key + "=x"))
                .isInstanceOf(Misconfigured.class)
                .hasMessageEndingWith("must be given together");
    }

    private static Location local(String path) {
        return new Location.Local(Path.of(path));
    }

    @Test
    void a_file_may_be_an_object_of_s3() {
        SourceSettings settings = set(
                "sources.files=/a.yml,s3://spinnaker-config/eu/clouddriver local.yml",
                "sources.s3.region=eu-central-1",
                "sources.s3.endpoint=http://localhost:5000",
                "sources.s3.request-seconds=7",
                "sources.s3.refresh-seconds=8");

        assertThat(settings.files())
                .containsExactly(local("/a.yml"), new Location.InS3("spinnaker-config", "eu/clouddriver local.yml"));
        assertThat(settings.s3())
                .isEqualTo(new S3(
                        Optional.of("eu-central-1"),
                        Optional.of("http://localhost:5000"),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3://", "s3://bucket", "s3://bucket/", "s3://B/k", "s3://a/k", "https://admin:canary@bucket/k"})
    void any_other_url_is_refused_without_it(String file) {
        assertThatThrownBy(() -> set("sources.files=/a.yml," + file))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("sources.files must be files and objects of S3 as s3://BUCKET/KEY")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"region=eu", "endpoint=http://localhost", "refresh-seconds=9", "request-seconds=9"})
    void what_is_about_s3_means_nothing_without_an_object(String assignment) {
        assertThatThrownBy(() -> set("sources.files=/a.yml", "sources.s3." + assignment))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("means nothing without an s3://BUCKET/KEY in dynamic-accounts.sources.files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_SECRET_ACCESS_KEY", "DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET"})
    void a_placeholder_may_not_name_what_is_the_control_planes_own(String name) {
        assertThatThrownBy(() -> set("sources.placeholders=CLUSTERS," + name))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("sources.placeholders must not name " + name);
    }

    @Test
    void a_function_in_a_cloud_has_sources_too_and_gives_up_before_its_gateway_does() {
        SourceSettings settings = Configuration.ofFunction(Map.of(
                        "DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET", "tokens",
                        "DYNAMIC_ACCOUNTS_SOURCES_FILES", "s3://bucket/clouddriver.yml",
                        "DYNAMIC_ACCOUNTS_SOURCES_CLOUDDRIVER_URL", "https://spin-clouddriver:7002"))
                .sources();

        assertThat(settings.files()).containsExactly(new Location.InS3("bucket", "clouddriver.yml"));
        Duration both = settings.s3()
                .request()
                .plus(settings.clouddriver().orElseThrow().reading());
        assertThat(both).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_password_in_the_url_is_in_no_text_of_the_configuration_and_in_no_refusal() {
        String url = "sources.clouddriver.url=https://admin:canary@spin-clouddriver";

        assertThat(set(url).toString()).doesNotContain("canary");
        assertThatThrownBy(() -> set(url, "sources.clouddriver.key-file=x"))
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("canary");
    }

    /** A row of the README: one key or several of the sources, with defaults and ranges. */
    @Test
    void the_readme_has_every_key_with_its_default_and_its_range() throws IOException {
        String readme = Files.readString(Path.of("..", "..", "README.md"));
        var missing = new ArrayList<String>();
        for (SettingKey key : SettingKey.SOURCES) {
            String local = key.canonical().substring(SettingKey.PREFIX.length());
            String start =
                    "| `" + local + "` | " + key.byDefault() + (key.byDefault().isEmpty() ? "| " : " | ");
            boolean there = readme.lines()
                    .anyMatch(row -> row.startsWith(start)
                            && (!(key.kind() instanceof ValueKind.Whole whole)
                                    || row.startsWith(start + whole.words() + " |")));
            if (!there) {
                missing.add(start);
            }
        }
        assertThat(missing).isEmpty();
    }
}
