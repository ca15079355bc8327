package io.dynamicaccounts.agent.kubernetes;

import io.dynamicaccounts.agent.kubernetes.ClusterAccess.KeyPair;
import io.dynamicaccounts.agent.kubernetes.ClusterAccess.Login;
import io.fabric8.kubernetes.api.model.ExecConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the {@code exec} plugins of kubeconfigs: commands of this machine that print a token, such as {@code aws eks
 * get-token}. A plugin runs without a shell, without standard input, and at most for the timeout of a request.
 */
final class Plugins {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How long before the end of a token the plugin is run again. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** How long a token is used whose end the plugin does not state. */
    private static final Duration UNDATED = Duration.ofMinutes(5);

    private final MachineAccess permission;
    private final Duration timeout;
    private final PermittedFiles files;
    private final InstantSource clock;

    Plugins(MachineAccess permission, Duration timeout, PermittedFiles files, InstantSource clock) {
        this.permission = permission;
        this.timeout = timeout;
        this.files = files;
        this.clock = clock;
    }

    private record Credential(
            @Nullable String token, @Nullable KeyPair pair, Instant until) {}

    Login login(ExecConfig exec, @Nullable KeyPair pair) throws CannotConnect {
        if (permission == MachineAccess.REFUSED) {
            throw new CannotConnect(
                    "the kubeconfig wants to run an exec plugin, which the agent's configuration does not" + " allow");
        }
        if (exec.getCommand() == null || exec.getCommand().isBlank()) {
            throw new CannotConnect("the kubeconfig's exec plugin has no command");
        }
        Credential first = run(exec);
        if (first.token() == null) {
            return new Login(null, first.pair() == null ? pair : first.pair(), null);
        }
        return new Login(new Remembered(exec, first), pair, null);
    }

    /** Runs the plugin again when the last token is about to end, one run at a time. */
    private final class Remembered implements ClusterAccess.Tokens {
        private final ExecConfig exec;
        private Credential last;

        Remembered(ExecConfig exec, Credential first) {
            this.exec = exec;
            this.last = first;
        }

        @Override
        public synchronized String now() throws CannotConnect {
            if (!clock.instant().isBefore(last.until())) {
                last = run(exec);
            }
            if (last.token() == null) {
                throw new CannotConnect("the exec plugin " + name(exec) + " gave no token");
            }
            return last.token();
        }
    }

    private static String name(ExecConfig exec) {
        Path name = Path.of(exec.getCommand()).getFileName();
        return SafeText.brief(String.valueOf(name));
    }

    private Credential run(ExecConfig exec) throws CannotConnect {
        List<String> line = new ArrayList<>(List.of(command(exec)));
        if (exec.getArgs() != null) {
            line.addAll(exec.getArgs());
        }
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        if (exec.getEnv() != null) {
            exec.getEnv().forEach(each -> builder.environment().put(each.getName(), each.getValue()));
        }
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new CannotConnect("the exec plugin " + name(exec) + " cannot be run on the agent's machine"
                    + (exec.getInstallHint() == null ? "" : ": " + SafeText.brief(exec.getInstallHint())));
        }
        try {
            return credential(exec, output(exec, process));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /**
     * Returns the command: relative to the kubeconfig when it has a slash, else searched in the path, as Kubernetes
     * documents.
     */
    private String command(ExecConfig exec) throws CannotConnect {
        String command = exec.getCommand();
        return !command.contains("/")
                ? command
                : files instanceof PermittedFiles.Beside beside
                        ? beside.kubeconfig()
                                .resolveSibling(command)
                                .normalize()
                                .toString()
                        : command;
    }

    private String output(ExecConfig exec, Process process) throws CannotConnect {
        CompletableFuture<byte[]> reading = new CompletableFuture<>();
        Thread _ = Thread.ofVirtual().start(() -> {
            try {
                reading.complete(process.getInputStream().readNBytes(PermittedFiles.LARGEST));
            } catch (IOException e) {
                reading.completeExceptionally(e);
            }
        });
        try {
            byte[] bytes = reading.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException();
            }
            if (process.exitValue() != 0) {
                throw new CannotConnect("the exec plugin " + name(exec) + " failed with code " + process.exitValue());
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (TimeoutException late) {
            throw new CannotConnect(
                    "the exec plugin " + name(exec) + " did not answer within " + FailureReasons.seconds(timeout));
        } catch (ExecutionException e) {
            throw new CannotConnect("the answer of the exec plugin " + name(exec) + " cannot be read");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotConnect("stopped");
        }
    }

    private Credential credential(ExecConfig exec, String output) throws CannotConnect {
        JsonNode status;
        try {
            status = JSON.readTree(output).path("status");
        } catch (JacksonException quotesTheText) {
            throw new CannotConnect("the exec plugin " + name(exec) + " did not print an ExecCredential");
        }
        String token = status.path("token").asString("");
        String certificate = status.path("clientCertificateData").asString("");
        String key = status.path("clientKeyData").asString("");
        if (token.isBlank() && (certificate.isBlank() || key.isBlank())) {
            throw new CannotConnect("the exec plugin " + name(exec) + " printed neither token nor certificate");
        }
        KeyPair pair = certificate.isBlank() || key.isBlank() ? null : new KeyPair(certificate, key);
        return new Credential(token.isBlank() ? null : token, pair, until(status));
    }

    private Instant until(JsonNode status) {
        try {
            return Instant.parse(status.path("expirationTimestamp").asString(""))
                    .minus(MARGIN);
        } catch (DateTimeParseException undated) {
            return clock.instant().plus(UNDATED);
        }
    }
}
