package io.dynamicaccounts.agent.kubernetes;

import io.dynamicaccounts.agent.watch.ClusterFacts;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client of one cluster. Calls wait for the cluster, each step at most for the timeout of a request. */
final class Connection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** Bounds the size of an answer of a cluster with very many namespaces. */
    private static final long PAGE = 500;

    /** More namespaces than the control plane keeps. */
    private static final int MOST_NAMESPACES = 20_000;

    /** No pod can have this name, which is invalid, so that a watch of this pod is open and has no events. */
    private static final String NO_POD = "metadata.name=-";

    private final ClusterAccess access;
    private final Scope scope;
    private final ServerTrust trust;
    private final FailureReasons reasons;
    private final KubernetesClient client;
    private volatile @Nullable String token;

    /** The namespaces of a cluster that the account is for: all but the omitted ones, or only the named ones. */
    record Scope(List<String> namespaces, List<String> omitted) {
        static Scope of(ConnectionFields fields) throws CannotConnect {
            return new Scope(fields.texts("namespaces"), fields.texts("omitNamespaces"));
        }
    }

    /** Receives the events of a watch. */
    interface Events {
        /** Receives the new set of namespaces after a change. */
        void namespaces(List<String> now);

        /** Receives the end of the watch, unless the agent closed the watch. */
        void ended();
    }

    Connection(ClusterClients clients, ClusterAccess access, Scope scope, Duration timeout) throws CannotConnect {
        this.access = access;
        this.scope = scope;
        this.trust = ServerTrust.of(access.trust());
        this.reasons = new FailureReasons(access, timeout, () -> token);
        this.client = clients.client(access, trust, () -> token);
    }

    /** The facts that were found, and the resource version from which a watch goes on. */
    record Findings(ClusterFacts facts, @Nullable String resourceVersion) {}

    String address() {
        return access.address();
    }

    /** Asks the cluster for its version and its namespaces. */
    Findings examine() throws CannotConnect {
        ClusterAccess.Tokens tokens = access.login().tokens();
        if (tokens != null) {
            token = tokens.now();
        }
        try {
            String version = version();
            if (!scope.namespaces().isEmpty()) {
                PodList pods = client.pods()
                        .inNamespace(scope.namespaces().getFirst())
                        .list(new ListOptionsBuilder()
                                .withFieldSelector(NO_POD)
                                .withLimit(1L)
                                .build());
                return new Findings(
                        facts(version, scope.namespaces()), pods.getMetadata().getResourceVersion());
            }
            Set<String> names = new TreeSet<>();
            NamespaceList page = client.namespaces().list(page(null));
            String resourceVersion = page.getMetadata().getResourceVersion();
            add(page, names);
            String next = page.getMetadata().getContinue();
            while (next != null && !next.isEmpty() && names.size() < MOST_NAMESPACES) {
                page = client.namespaces().list(page(next));
                add(page, names);
                next = page.getMetadata().getContinue();
            }
            return new Findings(facts(version, List.copyOf(names)), resourceVersion);
        } catch (RuntimeException fault) {
            throw refused(fault);
        }
    }

    private static ListOptions page(@Nullable String next) {
        return new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build();
    }

    private void add(NamespaceList page, Set<String> names) {
        page.getItems().stream()
                .map(each -> each.getMetadata().getName())
                .filter(name -> !scope.omitted().contains(name))
                .forEach(names::add);
    }

    /** Returns the version, or null when the account may not read it, which does not prevent watching. */
    private @Nullable String version() {
        try {
            VersionInfo version = client.getKubernetesVersion();
            return version == null ? null : version.getGitVersion();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 403 || e.getCode() == 404) {
                return null;
            }
            throw e;
        }
    }

    private ClusterFacts facts(@Nullable String version, List<String> namespaces) {
        return new ClusterFacts(access.address(), version, trust.fingerprint(), namespaces);
    }

    /** Opens a watch that goes on from these findings. Returns when the watch is open. */
    Watch watch(Findings findings, Events events) throws CannotConnect {
        ListOptionsBuilder options = new ListOptionsBuilder().withResourceVersion(findings.resourceVersion());
        try {
            if (!scope.namespaces().isEmpty()) {
                return client.pods()
                        .inNamespace(scope.namespaces().getFirst())
                        .watch(options.withFieldSelector(NO_POD).build(), new Silent<>(events));
            }
            List<String> known = findings.facts().namespaces();
            return client.namespaces()
                    .watch(options.build(), new Namespaces(events, known == null ? List.of() : known, scope.omitted()));
        } catch (RuntimeException fault) {
            throw refused(fault);
        }
    }

    private CannotConnect refused(RuntimeException fault) {
        // The message is left out, because it may quote the request.
        LOG.debug("{} cannot be used: {}", access.address(), fault.getClass().getName());
        String reason = reasons.of(fault);
        boolean forbidden = reason.startsWith("403") && scope.namespaces().isEmpty();
        return new CannotConnect(forbidden ? reason + " (or name the account's namespaces in its definition)" : reason);
    }

    @Override
    public void close() {
        client.close();
    }

    /** A watch without events, which proves by being open that the cluster answers. */
    private static class Silent<T> implements Watcher<T> {
        private final Events events;

        Silent(Events events) {
            this.events = events;
        }

        @Override
        public void eventReceived(Action action, T resource) {}

        @Override
        public void onClose(WatcherException cause) {
            events.ended();
        }

        @Override
        public void onClose() {
            events.ended();
        }
    }

    private static final class Namespaces extends Silent<Namespace> {
        private final Events events;
        private final Set<String> names;
        private final List<String> omitted;

        Namespaces(Events events, List<String> known, List<String> omitted) {
            super(events);
            this.events = events;
            this.names = new TreeSet<>(known);
            this.omitted = omitted;
        }

        @Override
        public void eventReceived(Action action, Namespace namespace) {
            String name = namespace.getMetadata().getName();
            boolean changed = switch (action) {
                case ADDED, MODIFIED -> !omitted.contains(name) && names.add(name);
                case DELETED -> names.remove(name);
                case ERROR, BOOKMARK -> false;
            };
            if (changed) {
                events.namespaces(List.copyOf(names));
            }
        }
    }
}
