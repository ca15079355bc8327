package io.dynamicaccounts.aws;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Leaves out of the Spring application that the adapter starts what no function here needs: configuration files, a
 * log of Spring's own, which would replace ours, conversions, a banner, and everything that configures itself. Spring
 * finds this class in {@code META-INF/spring.factories} and creates it before anything else runs.
 */
final class BareSpring implements SpringApplicationRunListener {

    private final PrintStream out = System.out;

    /** Takes everything optional from the application. */
    BareSpring(SpringApplication application) {
        application.setListeners(List.of());
        application.setInitializers(List.of());
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setAddConversionService(false);
        // Lambda ends an environment without asking.
        application.setRegisterShutdownHook(false);
    }

    @Override
    public void environmentPrepared(ConfigurableBootstrapContext bootstrap, ConfigurableEnvironment environment) {
        System.setOut(new WithoutSources(out));
    }

    @Override
    public void contextPrepared(ConfigurableApplicationContext context) {
        System.setOut(out);
    }

    @Override
    public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
        System.setOut(out);
    }

    /**
     * Standard output without the lines by which Spring Cloud Function names the sources of its context: they are no
     * JSON, and the log is.
     */
    private static final class WithoutSources extends PrintStream {

        private static final String SOURCE = "======> SOURCE: ";

        WithoutSources(PrintStream out) {
            super(out, true);
        }

        @Override
        public void println(@Nullable String line) {
            if (line == null || !line.startsWith(SOURCE)) {
                super.println(line);
            }
        }
    }
}
