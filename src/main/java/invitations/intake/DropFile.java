package invitations.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A dropped file, opened once: what is hashed and what is read come from the same handle, so that nothing can be put
 * in its place in between. For one thread.
 */
public final class DropFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final String hash;
    private final long size;

    private DropFile(FileChannel channel) throws IOException {
        this.channel = channel;
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long read = 0;
        while (channel.read(buffer) >= 0) {
            read += buffer.position();
            digest.update(buffer.flip());
            buffer.clear();
        }
        hash = HexFormat.of().formatHex(digest.digest());
        size = read;
    }

    /**
     * Opens and hashes the file.
     *
     * @param path a regular file in the private work folder; links are not followed
     * @throws IOException when it is not a regular file, or cannot be read
     */
    public static DropFile open(Path path) throws IOException {
        // Asked before opening, since opening a pipe would wait for somebody to write into it.
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) {
            throw new IOException("not a regular file");
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            return new DropFile(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The SHA-256 of the content, as 64 hexadecimal digits in lower case. */
    public String hash() {
        return hash;
    }

    /** The number of bytes. */
    public long size() {
        return size;
    }

    /**
     * The text, from the start. Closing the reader closes the file. Reading throws what {@link ReadFailure} explains.
     *
     * @throws IOException when the file cannot be read
     */
    public Reader reader() throws IOException {
        channel.position(0);
        return new StrictReader(channel, size);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
