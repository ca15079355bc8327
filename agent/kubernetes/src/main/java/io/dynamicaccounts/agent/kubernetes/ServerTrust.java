package io.dynamicaccounts.agent.kubernetes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Checks the certificate of a server, and keeps the last certificate that a server presented.
 *
 * <p>The client library adds a named authority to the authorities of the machine, for each cluster anew. In this
 * class a kubeconfig's authority is the only trusted authority of its cluster, as in kubectl.
 */
final class ServerTrust extends X509ExtendedTrustManager {

    /** Kept, because the platform keeps the machine's hundred-odd certificates only while they are in use. */
    private static final X509ExtendedTrustManager MACHINE = manager(null);

    private final @Nullable X509ExtendedTrustManager manager;
    private volatile @Nullable X509Certificate presented;

    private ServerTrust(@Nullable X509ExtendedTrustManager manager) {
        this.manager = manager;
    }

    static ServerTrust of(ClusterAccess.Trust trust) throws CannotConnect {
        return switch (trust) {
            case ClusterAccess.Trust.Anybody _ -> new ServerTrust(null);
            case ClusterAccess.Trust.Machine _ -> new ServerTrust(MACHINE);
            case ClusterAccess.Trust.Authorities authorities -> new ServerTrust(manager(store(authorities.pem())));
        };
    }

    private static KeyStore store(String pem) throws CannotConnect {
        try {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate each : certificates) {
                store.setCertificateEntry("authority-" + store.size(), each);
            }
            if (store.size() == 0) {
                throw new CannotConnect("certificate-authority holds no certificate");
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new CannotConnect("certificate-authority does not hold certificates in PEM");
        }
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return (X509ExtendedTrustManager)
                    List.of(factory.getTrustManagers()).getFirst();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform can judge certificates", impossible);
        }
    }

    /** Returns the SHA-256 of the certificate that the server presented last, in hexadecimal; null before any. */
    @Nullable
    String fingerprint() {
        X509Certificate certificate = presented;
        if (certificate == null) {
            return null;
        }
        try {
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Returns whether the name in the certificate must be the server's: not when every certificate is trusted. */
    boolean asksForNames() {
        return manager != null;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        presented = chain[0];
        if (manager != null) {
            manager.checkServerTrusted(chain, authType, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        presented = chain[0];
        if (manager != null) {
            manager.checkServerTrusted(chain, authType, socket);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        presented = chain[0];
        if (manager != null) {
            manager.checkServerTrusted(chain, authType);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this end is the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this end is the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this end is the client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return manager == null ? new X509Certificate[0] : manager.getAcceptedIssuers();
    }
}
