package invitations.remote;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.UserInfo;
import invitations.base.Sha256;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys by which SFTP servers prove who they are: those that are known, and the one that a server shows. */
public final class HostKeys {
    /** One of each kind; asked for one after the other, since a server shows one at a time. */
    private static final List<String> KINDS = List.of(
            "ssh-ed25519", "ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521", "rsa-sha2-512,rsa-sha2-256");

    private static final int SSH_PORT = 22;

    private HostKeys() {}

    /**
     * A key that a server shows.
     *
     * @param line as it stands in a file of known hosts
     * @param fingerprint its SHA-256, as OpenSSH prints it
     */
    public record Shown(String line, String fingerprint) {}

    /** The file of known hosts. */
    public static Path file(Settings settings) {
        return settings.home()
                .resolve(settings.optional(Property.SFTP_KNOWN_HOSTS).orElse("known_hosts"));
    }

    /** {@return why the server that is set cannot be trusted, and what to do; empty where it can, or none is set} */
    public static Optional<String> problem(Settings settings) {
        String host = settings.text(Property.SFTP_HOST);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        Path file = file(settings);
        String what = Files.isRegularFile(file)
                ? file + " has no key of the SFTP server " + name(host, settings.count(Property.SFTP_PORT))
                : "There is no file of known hosts " + file + " with the key of the SFTP server " + host;
        try {
            return isKnown(file, host, settings.count(Property.SFTP_PORT))
                    ? Optional.empty()
                    : Optional.of(what + ": run 'doctor --scan-host-key', compare the fingerprint that it prints with"
                            + " the one that the server's operator tells you, and write the line into that file.");
        } catch (JSchException | IOException e) {
            return Optional.of(file + " cannot be read as a file of known hosts: " + e.getMessage());
        }
    }

    private static boolean isKnown(Path file, String host, int port) throws JSchException, IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        // The client takes a file that it cannot read for an empty one.
        Files.newInputStream(file).close();
        JSch client = new JSch();
        client.setKnownHosts(file.toString());
        return Arrays.stream(client.getHostKeyRepository().getHostKey(name(host, port), null))
                .anyMatch(key -> !"@revoked".equals(key.getMarker()));
    }

    /**
     * Connects without logging in, once for each kind of key.
     *
     * @return the keys that the server shows
     * @throws IOException when it shows none
     */
    public static List<Shown> scan(String host, int port, Duration timeout) throws IOException {
        List<Shown> keys = new ArrayList<>();
        JSchException failure = null;
        for (String kind : KINDS) {
            try {
                Seen seen = new Seen();
                JSch client = new JSch();
                client.setHostKeyRepository(seen);
                Session session = client.getSession("nobody", host, port);
                session.setConfig("server_host_key", kind);
                session.setConfig("StrictHostKeyChecking", "yes");
                try {
                    session.connect(Math.toIntExact(timeout.toMillis()));
                } catch (JSchException e) {
                    // Ours refuses each key when it has seen it, so that it never comes to a login.
                    failure = e;
                } finally {
                    session.disconnect();
                }
                if (seen.key != null) {
                    keys.add(shown(host, port, seen.key));
                }
            } catch (JSchException e) {
                failure = e;
            }
        }
        if (keys.isEmpty()) {
            throw new IOException(failure == null ? "it shows no key" : failure.getMessage(), failure);
        }
        return keys;
    }

    private static Shown shown(String host, int port, byte[] key) throws JSchException {
        HostKey hostKey = new HostKey(host, key);
        return new Shown(
                name(host, port) + " " + hostKey.getType() + " " + hostKey.getKey(),
                "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(Sha256.of(key)));
    }

    /** As known hosts name it: with the port where it is not the usual one. */
    private static String name(String host, int port) {
        return port == SSH_PORT ? host : "[" + host + "]:" + port;
    }

    /** Keeps the key that a server shows, and trusts none. */
    private static final class Seen implements HostKeyRepository {
        private byte @Nullable [] key;

        @Override
        public int check(String host, byte[] shown) {
            key = shown.clone();
            return NOT_INCLUDED;
        }

        @Override
        public void add(HostKey hostKey, @Nullable UserInfo userInfo) {}

        @Override
        public void remove(String host, String type) {}

        @Override
        public void remove(String host, String type, byte[] which) {}

        @Override
        public String getKnownHostsRepositoryID() {
            return "keys that were shown";
        }

        @Override
        public HostKey[] getHostKey() {
            return new HostKey[0];
        }

        @Override
        public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
            return new HostKey[0];
        }
    }
}
