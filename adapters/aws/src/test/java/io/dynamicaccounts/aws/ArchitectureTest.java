package io.dynamicaccounts.aws;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The arrows around this room: from aws to entry, configuration, http, dynamodb, secrets, sources and functions, and
 * none to it.
 */
@AnalyzeClasses(packages = "io.dynamicaccounts", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

    /** The suites that other modules inherit come in jars of their own, which ArchUnit does not know for tests. */
    static final class WithoutTests implements ImportOption {

        private final ImportOption folders = new DoNotIncludeTests();

        @Override
        public boolean includes(Location location) {
            return folders.includes(location) && !location.contains("-tests.jar");
        }
    }

    private static final String AWS = "io.dynamicaccounts.aws..";
    private static final String DYNAMODB = "io.dynamicaccounts.dynamodb..";
    private static final String ENGINES = "io.dynamicaccounts.secrets.engine..";
    private static final String KMS = "io.dynamicaccounts.aws.kms..";

    @ArchTest
    static final ArchRule nobody_knows_the_functions_of_a_cloud = noClasses()
            .that()
            .resideOutsideOfPackage(AWS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(AWS);

    @ArchTest
    static final ArchRule lambda_is_known_here_alone = noClasses()
            .that()
            .resideOutsideOfPackage(AWS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.amazonaws..", "org.crac..");

    @ArchTest
    static final ArchRule the_sdk_is_known_where_its_services_are_called = noClasses()
            .that(not(resideInAnyPackage(DYNAMODB, KMS, ENGINES, "io.dynamicaccounts.s3.."))
                    .and(not(nameMatching("io\\.dynamicaccounts\\.aws\\.SecretText(\\$.*)?"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule the_key_service_knows_functions_and_secrets_only = noClasses()
            .that()
            .resideInAPackage(KMS)
            .should()
            .dependOnClassesThat(resideInAPackage("io.dynamicaccounts..")
                    .and(not(resideInAnyPackage(
                            KMS, "io.dynamicaccounts.functions..", "io.dynamicaccounts.secrets.."))));

    /** It is on the class path of every entry, and loaded at each cold start. */
    @ArchTest
    static final ArchRule what_entries_share_knows_configuration_functions_http_oidc_sources_and_s3_only = noClasses()
            .that()
            .resideInAPackage("io.dynamicaccounts.entry..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.dynamicaccounts..")
                    .and(not(resideInAnyPackage(
                            "io.dynamicaccounts.entry..",
                            "io.dynamicaccounts.configuration..",
                            "io.dynamicaccounts.functions..",
                            "io.dynamicaccounts.http..",
                            "io.dynamicaccounts.oidc..",
                            "io.dynamicaccounts.sources..",
                            "io.dynamicaccounts.s3.."))));

    @ArchTest
    static final ArchRule spring_is_known_where_the_function_is_registered_and_run = noClasses()
            .that()
            .resideInAPackage(AWS)
            .and(not(nameMatching(
                    "io\\.dynamicaccounts\\.aws\\.(Lambda|BareSpring|EntryFunction|JsonFunction)(\\$.*)?")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule there_are_no_cycles =
            slices().matching("io.dynamicaccounts.aws.(*)..").should().beFreeOfCycles();
}
