package io.dynamicaccounts.local.process;

import io.dynamicaccounts.configuration.Configuration;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The options of one serving process.
 *
 * @param address the address to listen on; port 0 for any free port
 * @param tls the server's identity; empty for plain HTTP
 * @param storage where the state is kept
 * @param credentials a Clouddriver configuration file, before those of the configuration
 * @param version the version of this build
 */
public record ServeOptions(
        InetSocketAddress address,
        Optional<SSLContext> tls,
        Storage storage,
        Optional<Path> credentials,
        Configuration configuration,
        String version) {}
