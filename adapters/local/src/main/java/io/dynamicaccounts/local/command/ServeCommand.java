package io.dynamicaccounts.local.command;

import io.dynamicaccounts.configuration.Configuration;
import io.dynamicaccounts.configuration.Configuration.Auth;
import io.dynamicaccounts.entry.PemIdentity;
import io.dynamicaccounts.local.process.LocalProcess;
import io.dynamicaccounts.local.process.ServeOptions;
import io.dynamicaccounts.local.process.ShutdownHook;
import io.dynamicaccounts.local.process.Storage;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code serve}: runs the control plane until the process is asked to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Serves the API, and keeps its state in one database file, or in a DynamoDB table.",
        footerHeading = "%nKeys for --config, --set and the environment:%n")
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7002",
            description = "0 for any that is free. Default: 7002")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. Anything but loopback needs auth.mode=tokens. Default: 127.0.0.1")
    private String bind = "";

    @Mixin
    private final StorageOptions storage = new StorageOptions();

    @Option(
            names = "--credentials",
            paramLabel = "CLOUDDRIVER_YAML",
            description = "A Clouddriver configuration file to migrate accounts from, before those of sources.files.")
    private @Nullable Path credentials;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration in YAML, or properties if its name ends so.")
    private @Nullable Path config;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "The server's certificate and those above it, PEM.")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The certificate's private key, PEM (PKCS#8).")
    private @Nullable Path tlsKey;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Sets a key, whatever file and environment say.")
    private List<String> assignments = List.of();

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text or json. Default: text on a terminal, else json")
    private Logs.@Nullable Format logFormat;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Logs.begin(logFormat == null ? Logs.Format.byDefault() : logFormat);
        LocalProcess process = start();
        var end = ShutdownHook.with(process::close);
        PrintWriter out = spec.commandLine().getOut();
        out.println("listening on " + process.uri());
        out.flush();
        try {
            new CountDownLatch(1).await();
            return 0;
        } finally {
            end.notNeeded();
            process.close();
        }
    }

    private LocalProcess start() {
        Storage chosen = storage.chosen();
        Configuration configuration = Configuration.read(Optional.ofNullable(config), System.getenv(), assignments);
        InetSocketAddress address = address(configuration);
        try {
            return LocalProcess.start(new ServeOptions(
                    address, tls(), chosen, Optional.ofNullable(credentials), configuration, Version.text()));
        } catch (BindException e) {
            throw new CommandFailure.CannotListen(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + " (" + e.getMessage()
                            + "): is another process listening there? Name another with --port");
        } catch (IOException e) {
            throw new CommandFailure.CannotListen("cannot start: " + e);
        }
    }

    private InetSocketAddress address(Configuration configuration) {
        if (port < 0 || port > 65_535) {
            throw new CommandFailure.Usage("--port must be between 0 and 65535, not " + port);
        }
        InetAddress address;
        try {
            address = InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new CommandFailure.Usage("--bind must be an address of this machine, not " + bind);
        }
        if (configuration.auth() instanceof Auth.None && !address.isLoopbackAddress()) {
            throw new CommandFailure.Usage(
                    "--bind " + bind + " lets other machines in, and dynamic-accounts.auth.mode is none:"
                            + " set it to tokens and dynamic-accounts.auth.token-file to a file, or to oidc, or bind to 127.0.0.1");
        }
        return new InetSocketAddress(address, port);
    }

    private Optional<SSLContext> tls() {
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw new CommandFailure.Usage("--tls-cert and --tls-key need each other");
        }
        return tlsCertificate == null || tlsKey == null
                ? Optional.empty()
                : Optional.of(PemIdentity.read(tlsCertificate, tlsKey));
    }
}
