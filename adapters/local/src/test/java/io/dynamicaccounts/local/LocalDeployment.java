package io.dynamicaccounts.local;

import io.dynamicaccounts.configuration.Configuration;
import io.dynamicaccounts.functions.Interceptor;
import io.dynamicaccounts.http.ApiSettings.Feature;
import io.dynamicaccounts.http.contract.Deployment;
import io.dynamicaccounts.http.contract.Exchange;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.local.process.LocalProcess;
import io.dynamicaccounts.local.process.ServeOptions;
import io.dynamicaccounts.local.process.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The real server in this process: an SQLite file, a Clouddriver configuration, a token file, and sockets to call it.
 */
final class LocalDeployment implements Exchange {

    private final Path folder;
    private final LocalProcess process;

    private LocalDeployment(Path folder, LocalProcess process) {
        this.folder = folder;
        this.process = process;
    }

    static LocalDeployment start(Deployment deployment) {
        try {
            Path folder = Files.createTempDirectory("local-deployment");
            Path credentials = folder.resolve("clouddriver.yml");
            Files.writeString(credentials, deployment.clouddriverConfiguration());
            var settings = new ArrayList<>(List.of(
                    "sweep-seconds=3600",
                    "name-patterns=" + Deployment.NAME_PATTERN,
                    "scan-frequency-seconds=86400",
                    "enabled=" + (deployment.feature() == Feature.ON),
                    "interceptor.enabled=" + (deployment.interceptor() == Interceptor.ON),
                    "auth.requests-per-second=" + deployment.rateLimit().perSecond(),
                    "auth.burst=" + deployment.rateLimit().burst()));
            if (deployment.tokens().isPresent()) {
                Path tokens = folder.resolve("tokens.json");
                Files.writeString(tokens, deployment.tokens().get());
                settings.addAll(List.of("auth.mode=tokens", "auth.token-file=" + tokens));
            }
            return new LocalDeployment(
                    folder,
                    LocalProcess.start(new ServeOptions(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            Optional.empty(),
                            new Storage.Embedded(folder.resolve("accounts.db")),
                            Optional.of(credentials),
                            Configuration.read(Optional.empty(), Map.of(), settings),
                            "test")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return process.uri();
    }

    Path folder() {
        return folder;
    }

    @Override
    public Reply send(Request request) {
        // The JDK's server refuses what is no URI before anybody else sees it.
        Assumptions.assumeTrue(isUri(request.target()), "no URI: " + request.target());
        try {
            return RawHttp.once(uri(), request);
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.target(), e);
        }
    }

    static boolean isUri(String target) {
        try {
            return URI.create(target).getRawPath() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
