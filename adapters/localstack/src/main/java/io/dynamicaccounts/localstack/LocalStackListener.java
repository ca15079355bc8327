package io.dynamicaccounts.localstack;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Starts LocalStack before the first test of a process, and names its endpoint in the system property that the tests
 * of the DynamoDB store read. Where there is no Docker it states that instead, and those tests are skipped: nothing
 * else replaces the server that was asked for. A container that does not start fails the build.
 *
 * <p>JUnit finds this class by itself, where it is in the class path. The container ends with the process.
 */
public final class LocalStackListener implements LauncherSessionListener {

    /** Pinned: later images do not start without an account's token. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    /** The properties of the tests' {@code TestServer}. */
    private static final String ENDPOINT = "dynamodb.endpoint";

    private static final String MISSING = "dynamodb.missing";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(ENDPOINT) != null || System.getProperty(MISSING) != null) {
            return; // an earlier session of this process
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            System.setProperty(ENDPOINT, start());
        } else {
            System.setProperty(MISSING, "-Plocalstack, and no Docker: nothing was tested against LocalStack");
        }
    }

    /** Returns the endpoint. The library's own companion container removes this one once the process has ended. */
    @SuppressWarnings("resource") // lives as long as the process
    private static String start() {
        LocalStackContainer container = new LocalStackContainer(IMAGE).withServices("dynamodb");
        container.start();
        return container.getEndpoint().toString();
    }
}
