package io.dynamicaccounts.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The identity of a server or a client from two PEM files, as certificate authorities and their tools write them, and
 * the authorities that it trusts.
 */
public final class PemIdentity {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private PemIdentity() {}

    /**
     * The files cannot be used. The message names the file and the correct format, and contains nothing of the key.
     */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /**
     * Reads both files as the identity of a server, or of a client that trusts the authorities of the Java runtime.
     *
     * @param certificates the own certificate, followed by those of the authorities between it and a root
     * @param key the private key, in PKCS#8 and not encrypted: RSA, EC or Ed25519
     * @throws Unusable when a file is missing, of another format, or the key is not the certificate's
     */
    public static SSLContext read(Path certificates, Path key) {
        return context(Optional.of(keys(certificates, key)), Optional.empty());
    }

    /**
     * Reads the authorities that a client trusts.
     *
     * @param authorities certificates, of which one has signed the server's
     * @throws Unusable when the file is missing or of another format
     */
    public static SSLContext trusting(Path authorities) {
        return context(Optional.empty(), Optional.of(trust(authorities)));
    }

    /**
     * Reads the identity of a client, and the authorities that it trusts.
     *
     * @throws Unusable as {@link #read} and {@link #trusting}
     */
    public static SSLContext read(Path certificates, Path key, Path authorities) {
        return context(Optional.of(keys(certificates, key)), Optional.of(trust(authorities)));
    }

    private static SSLContext context(Optional<KeyManagerFactory> keys, Optional<TrustManagerFactory> trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(
                    keys.map(KeyManagerFactory::getKeyManagers).orElse(null),
                    trust.map(TrustManagerFactory::getTrustManagers).orElse(null),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new Unusable("TLS cannot be set up: " + e.getClass().getSimpleName());
        }
    }

    private static TrustManagerFactory trust(Path file) {
        List<Certificate> authorities = certificates(file);
        try {
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                trusted.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            return trust;
        } catch (GeneralSecurityException | IOException e) {
            throw new Unusable("the certificates in " + file + " cannot be trusted: "
                    + e.getClass().getSimpleName());
        }
    }

    private static KeyManagerFactory keys(Path certificates, Path key) {
        List<Certificate> chain = certificates(certificates);
        PrivateKey privateKey = privateKey(key, chain.getFirst());
        if (!belongsTo(privateKey, chain.getFirst())) {
            throw new Unusable("the key in " + key + " is not the key of the first certificate in " + certificates);
        }
        try {
            var keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(null, null);
            keyStore.setKeyEntry("own", privateKey, new char[0], chain.toArray(Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore, new char[0]);
            return keys;
        } catch (GeneralSecurityException | IOException e) {
            throw new Unusable("TLS cannot be set up with " + certificates + " and " + key + ": "
                    + e.getClass().getSimpleName());
        }
    }

    private static List<Certificate> certificates(Path file) {
        String pem = text(file, "certificate");
        try {
            List<Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(Certificate.class::cast)
                    .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            // Reported below, without what the parser quotes.
        }
        throw new Unusable(file + " holds no certificate in PEM format (-----BEGIN CERTIFICATE-----)");
    }

    private static PrivateKey privateKey(Path file, Certificate certificate) {
        String pem = text(file, "key");
        Matcher blocks = BLOCK.matcher(pem);
        while (blocks.find()) {
            switch (blocks.group(1)) {
                case "PRIVATE KEY" -> {
                    return decoded(file, blocks.group(2), certificate);
                }
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                    throw new Unusable(file + " is in the older format of one algorithm; convert it to PKCS#8: openssl"
                            + " pkcs8 -topk8 -nocrypt -in " + file + " -out key.pem");
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new Unusable(file + " is encrypted; decrypt it, readable by this process only: openssl pkcs8"
                            + " -in " + file + " -out key.pem");
                default -> {
                    // Parameters and certificates may be in the same file.
                }
            }
        }
        throw new Unusable(file + " holds no private key in PEM format (-----BEGIN PRIVATE KEY-----)");
    }

    private static PrivateKey decoded(Path file, String base64, Certificate certificate) {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        byte[] bytes = {};
        try {
            bytes = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Unusable(file + " holds no " + algorithm + " key in PKCS#8, which the certificate needs");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Checks that the certificate's key verifies a signature by the private key. */
    private static boolean belongsTo(PrivateKey key, Certificate certificate) {
        String scheme = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
        byte[] anything = {1, 2, 3};
        try {
            var signature = Signature.getInstance(scheme);
            signature.initSign(key);
            signature.update(anything);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String text(Path file, String what) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new Unusable("the " + what + " file " + file + " does not exist");
        } catch (IOException e) {
            throw new Unusable("the " + what + " file " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
