package io.dynamicaccounts.local.process;

import io.dynamicaccounts.configuration.Configuration;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What one process serves.
 *
 * @param address where to listen; port 0 for any that is free
 * @param tls the server's identity; empty for plain HTTP
 * @param storage where the state is kept
 * @param credentials a Clouddriver configuration file to migrate accounts from
 * @param version of this build
 */
public record ServeOptions(
        InetSocketAddress address,
        Optional<SSLContext> tls,
        Storage storage,
        Optional<Path> credentials,
        Configuration configuration,
        String version) {}
