package io.dynamicaccounts.local.process;

import io.dynamicaccounts.local.configuration.Configuration;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What one process serves.
 *
 * @param address where to listen; port 0 for any that is free
 * @param tls the server's identity; empty for plain HTTP
 * @param database the file of the embedded store; its keyset is beside it
 * @param credentials a Clouddriver configuration file to migrate accounts from
 * @param version of this build
 */
public record ServeOptions(
        InetSocketAddress address,
        Optional<SSLContext> tls,
        Path database,
        Optional<Path> credentials,
        Configuration configuration,
        String version) {}
