package invitations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server in this process, with a folder of its own; it can hang up in the middle of a file. */
public final class SftpServer implements AutoCloseable {
    static final String USER = "hr";
    public static final String PASSWORD = "pass word/+%&#8471";

    private final Path root;
    private final AtomicLong cutAt = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicLong connections = new AtomicLong();
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private volatile String denied = "nothing";
    private boolean replacing = true;
    private KeyPair hostKey = key();
    private SshServer server;

    private SftpServer(Path root) {
        this.root = root;
        this.server = started(0);
    }

    /** With the folders {@code inbox} and {@code archive}. */
    public static SftpServer open(Path root) throws IOException {
        Files.createDirectories(root.resolve("inbox"));
        Files.createDirectories(root.resolve("archive"));
        return new SftpServer(root);
    }

    private SshServer started(int port) {
        SshServer made = SshServer.setUpDefaultServer();
        made.setHost("127.0.0.1");
        made.setPort(port);
        made.setKeyPairProvider(session -> List.of(hostKey));
        made.setPasswordAuthenticator((user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        made.setFileSystemFactory(new VirtualFileSystemFactory(root));
        if (!replacing) {
            SftpModuleProperties.OPENSSH_EXTENSIONS.set(made, "fsync@openssh.com=1");
        }
        made.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                connections.incrementAndGet();
            }
        });
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new SftpEventListener() {
            @Override
            public void opening(ServerSession session, String handle, Handle opened) throws IOException {
                if (opened.getFile().toString().startsWith(denied)) {
                    throw new java.nio.file.AccessDeniedException(denied);
                }
            }

            @Override
            public void removing(ServerSession session, Path path, boolean isFolder) {
                deleted.add(path.getFileName().toString());
            }

            @Override
            public void reading(
                    ServerSession session, String handle, FileHandle file, long offset, byte[] data, int at, int length)
                    throws IOException {
                if (offset + length > cutAt.get()) {
                    cuts.incrementAndGet();
                    session.close(true);
                    throw new IOException("hung up");
                }
            }
        });
        made.setSubsystemFactories(List.of(sftp));
        try {
            made.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return made;
    }

    public int port() {
        return server.getPort();
    }

    public Path inbox() {
        return root.resolve("inbox");
    }

    public Path root() {
        return root;
    }

    /** The line of a file of known hosts. */
    public String knownHost() {
        return "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic()) + "\n";
    }

    /** Hangs up when a client reads beyond that byte of a file. */
    public void cutAt(long offset) {
        cutAt.set(offset);
    }

    public int cuts() {
        return cuts.get();
    }

    /** Permits nobody to look into that folder. */
    public void deny(String path) {
        denied = path;
    }

    /** {@return how many connections clients have made so far} */
    public long connections() {
        return connections.get();
    }

    /** The names of the files that clients deleted, in their order. */
    public List<String> deleted() {
        return deleted;
    }

    /** Starts again as a server that cannot rename a file to the name of another one. */
    public void renameToFreeNamesOnly() throws IOException {
        server.stop(true);
        replacing = false;
        startAgain();
    }

    /** Is away, as a server is that was switched off. */
    public void stop() throws IOException {
        server.stop(true);
    }

    /** Is back, on the same port. */
    public void startAgain() {
        server = started(server.getPort());
    }

    /** Another machine answers under its name. */
    public void changeHostKey() throws IOException {
        server.stop(true);
        hostKey = key();
        startAgain();
    }

    public List<String> names(String folder) throws IOException {
        if (!Files.isDirectory(root.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The files of a folder. */
    public List<String> files(String folder) {
        try {
            return names(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
