package io.dynamicaccounts.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.dynamicaccounts.functions.account.Coded;

/**
 * The arrows between the rooms: local to entry, http, sqlite, dynamodb, secrets, sources, and from these to functions
 * and json. The agent stands alone.
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

    private static final String FUNCTIONS = "io.dynamicaccounts.functions..";
    private static final String HTTP = "io.dynamicaccounts.http..";
    private static final String JSON = "io.dynamicaccounts.json..";
    private static final String SQLITE = "io.dynamicaccounts.sqlite..";
    private static final String DYNAMODB = "io.dynamicaccounts.dynamodb..";
    private static final String SECRETS = "io.dynamicaccounts.secrets..";
    private static final String ENGINES = "io.dynamicaccounts.secrets.engine..";
    private static final String SOURCES = "io.dynamicaccounts.sources..";
    private static final String S3 = "io.dynamicaccounts.s3..";
    private static final String OIDC = "io.dynamicaccounts.oidc..";
    private static final String BACKUP = "io.dynamicaccounts.local.backup..";
    private static final String CONFIGURATION = "io.dynamicaccounts.configuration..";
    private static final String ENTRY = "io.dynamicaccounts.entry..";
    private static final String LOCAL = "io.dynamicaccounts.local..";
    private static final String AGENT = "io.dynamicaccounts.agent..";

    @ArchTest
    static final ArchRule functions_know_only_themselves = classes()
            .that()
            .resideInAPackage(FUNCTIONS)
            .and(not(nameMatching("io\\.dynamicaccounts\\.functions\\.(FunctionBeans|CatalogFunctions)(\\$.*)?")))
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(FUNCTIONS, "java..", "org.slf4j..", "org.jspecify.annotations.."));

    @ArchTest
    static final ArchRule functions_know_no_http_no_database_and_no_process = noClasses()
            .that()
            .resideInAPackage(FUNCTIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "com.sun.net.httpserver..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule spring_is_known_where_functions_are_registered_and_nowhere_else = noClasses()
            .that(
                    not(
                            nameMatching(
                                    "io\\.dynamicaccounts\\.(functions\\.(FunctionBeans|CatalogFunctions)|entry\\.(FunctionContext|CatalogBeans|NothingToConvert))(\\$.*)?")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule constants_with_a_code_are_stored_and_published_by_it_and_not_by_name = noClasses()
            .that()
            .areNotAssignableTo(Coded.class)
            .should()
            // A reference such as VisibleState::name is compiled to one of Enum's own method.
            .accessTargetWhere(target(owner(assignableTo(Coded.class)))
                    .and(target(nameMatching("name|valueOf")))
                    .or(target(owner(type(Enum.class))).and(target(nameMatching("name")))))
            .because("renaming a constant must change neither a database nor the API");

    @ArchTest
    static final ArchRule http_has_no_server = noClasses()
            .that()
            .resideInAPackage(HTTP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.sun.net.httpserver..",
                    "java.net.http..",
                    "jakarta.servlet..",
                    "javax.servlet..",
                    "com.amazonaws..",
                    "com.google.cloud..");

    @ArchTest
    static final ArchRule json_knows_none_of_our_code = noClasses()
            .that()
            .resideInAPackage(JSON)
            .should()
            .dependOnClassesThat(resideInAPackage("io.dynamicaccounts..").and(not(resideInAPackage(JSON))));

    @ArchTest
    static final ArchRule http_knows_functions_only = onlyFunctionsBeside(HTTP);

    @ArchTest
    static final ArchRule sqlite_knows_functions_and_json_only = onlyFunctionsAndJsonBeside(SQLITE);

    @ArchTest
    static final ArchRule dynamodb_knows_functions_and_json_only = onlyFunctionsAndJsonBeside(DYNAMODB);

    @ArchTest
    static final ArchRule the_sdk_of_aws_is_known_where_its_services_are_called_alone = noClasses()
            .that()
            .resideOutsideOfPackages(DYNAMODB, ENGINES, S3)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule secrets_know_functions_only = onlyFunctionsBeside(SECRETS);

    @ArchTest
    static final ArchRule sources_know_functions_and_json_only = onlyFunctionsAndJsonBeside(SOURCES);

    @ArchTest
    static final ArchRule s3_knows_functions_and_sources_only = nothingBeside(S3, S3, FUNCTIONS, SOURCES);

    @ArchTest
    static final ArchRule backup_knows_functions_and_json_only = onlyFunctionsAndJsonBeside(BACKUP);

    @ArchTest
    static final ArchRule sign_in_knows_functions_and_http_only = nothingBeside(OIDC, OIDC, FUNCTIONS, HTTP);

    @ArchTest
    static final ArchRule tokens_that_are_issued_are_read_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackage(OIDC)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds..");

    @ArchTest
    static final ArchRule configuration_knows_functions_and_http_only = noClasses()
            .that()
            .resideInAPackage(CONFIGURATION)
            .should()
            .dependOnClassesThat(resideInAPackage("io.dynamicaccounts..")
                    .and(not(resideInAnyPackage(CONFIGURATION, FUNCTIONS, HTTP))));

    @ArchTest
    static final ArchRule what_entries_share_knows_configuration_functions_http_oidc_sources_and_s3_only = noClasses()
            .that()
            .resideInAPackage(ENTRY)
            .should()
            .dependOnClassesThat(resideInAPackage("io.dynamicaccounts..")
                    .and(not(resideInAnyPackage(ENTRY, CONFIGURATION, FUNCTIONS, HTTP, OIDC, SOURCES, S3))));

    @ArchTest
    static final ArchRule the_agent_knows_nothing_of_the_control_planes_code = noClasses()
            .that()
            .resideInAPackage(AGENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FUNCTIONS, HTTP, SQLITE, DYNAMODB, SECRETS, SOURCES, S3, OIDC, JSON, ENTRY, LOCAL);

    @ArchTest
    static final ArchRule nobody_knows_the_local_process = noClasses()
            .that()
            .resideOutsideOfPackage(LOCAL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LOCAL);

    @ArchTest
    static final ArchRule the_local_process_has_no_cycles =
            slices().matching("io.dynamicaccounts.local.(*)..").should().beFreeOfCycles();

    private static ArchRule onlyFunctionsBeside(String own) {
        return nothingBeside(own, own, FUNCTIONS);
    }

    private static ArchRule onlyFunctionsAndJsonBeside(String own) {
        return nothingBeside(own, own, FUNCTIONS, JSON);
    }

    private static ArchRule nothingBeside(String own, String... permitted) {
        return noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage("io.dynamicaccounts..").and(not(resideInAnyPackage(permitted))));
    }
}
