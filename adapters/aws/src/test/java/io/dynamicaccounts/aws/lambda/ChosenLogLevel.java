package io.dynamicaccounts.aws.lambda;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.dynamicaccounts.aws.observation.JsonLog;

/**
 * Within a function under test: the log that it has, with libraries at another level than there, so that tests see
 * what these would write. Logback finds it before the function's own.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class ChosenLogLevel extends ContextAwareBase implements Configurator {

    /** The system property that names the level. */
    static final String LEVEL = "log.level.of.libraries";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var log = new JsonLog();
        log.setContext(context);
        ExecutionStatus status = log.configure(context);
        Logger libraries = context.getLogger(Logger.ROOT_LOGGER_NAME);
        libraries.setLevel(Level.toLevel(System.getProperty(LEVEL), libraries.getLevel()));
        return status;
    }
}
