package invitations.intake.read;

import invitations.base.Sha256;
import invitations.csv.CharsetOrigin;
import invitations.csv.Dialect;
import invitations.csv.InputFormat;
import invitations.feed.CsvSettings;
import invitations.intake.charset.Encoding;
import invitations.intake.charset.Utf8Validator;
import invitations.intake.column.Preamble;
import invitations.invitation.FileRefusedException;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Predicate;

/**
 * A dropped file, opened once: what is hashed and what is read come from the same handle, so that nothing can be put
 * in its place in between. For one thread.
 */
public final class DropFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final SeekableByteChannel channel;
    private final Utf8Validator check = new Utf8Validator();
    private final String hash;
    private final long size;

    private DropFile(SeekableByteChannel channel, long most) throws IOException {
        this.channel = channel;
        MessageDigest digest = Sha256.digest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long read = 0;
        while (read <= most && channel.read(buffer) >= 0) {
            read += buffer.position();
            check.accept(buffer.array(), buffer.position());
            digest.update(buffer.flip());
            buffer.clear();
        }
        check.end();
        size = read > most ? channel.size() : read;
        if (read > most) {
            // Nobody reads it: its first bytes and its size are enough to know it again.
            digest.update((" and more, of " + size).getBytes(StandardCharsets.UTF_8));
        }
        hash = HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Opens and hashes the file. Of one that is larger than may be, the first bytes and the size are hashed.
     *
     * @param path a regular file in the private work folder; links are not followed
     * @param most how many bytes it may have
     * @throws IOException when it is not a regular file, or cannot be read
     */
    public static DropFile open(Path path, long most) throws IOException {
        // Asked before opening, since opening a pipe would wait for somebody to write into it.
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) {
            throw new IOException("not a regular file");
        }
        return of(FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), most);
    }

    /** The same, whatever its size. */
    public static DropFile open(Path path) throws IOException {
        return open(path, Long.MAX_VALUE);
    }

    /** Hashes what the channel has, and looks at it; closes the channel if that fails. */
    public static DropFile of(SeekableByteChannel channel) throws IOException {
        return of(channel, Long.MAX_VALUE);
    }

    private static DropFile of(SeekableByteChannel channel, long most) throws IOException {
        try {
            return new DropFile(channel, most);
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
     * The header and the rows, from the start. They are read from this file, which is to stay open.
     *
     * @param settings how the feed's files are written, as far as this one does not tell it itself
     * @param limits what is larger is refused
     * @param isColumn whether a name, as it stands in a file, is one that a column could have: so the header is known
     * @throws IOException when the file cannot be read
     * @throws FileRefusedException when it cannot be told how the file is encoded
     */
    public RowReader records(CsvSettings settings, ReadLimits limits, Predicate<String> isColumn) throws IOException {
        return csv(settings, limits, isColumn, FileWarnings.none()).records();
    }

    /**
     * The text, from its start, to be parsed. It is read from this file, which is to stay open.
     *
     * @param settings how the feed's files are written, as far as this one does not tell it itself
     * @param limits what is larger is refused
     * @param isColumn whether a name, as it stands in a file, is one that a column could have: so the header is known
     * @param warnings takes what may not be as its sender meant
     * @throws IOException when the file cannot be read
     * @throws FileRefusedException when it cannot be told how the file is encoded
     */
    public CsvInput csv(CsvSettings settings, ReadLimits limits, Predicate<String> isColumn, FileWarnings warnings)
            throws IOException {
        Encoding encoding = Encoding.find(channel, check, settings.charset());
        if (encoding.origin() == CharsetOrigin.DETECTED) {
            warnings.add(Warning.ofFile(
                    WarningCode.CHARSET_GUESSED,
                    0,
                    "the file is read as " + encoding.charset().name()
                            + ", which is a guess: set charset in the feed's settings"));
        }
        Tidying tidying = Tidying.wanted(warnings);
        TextEnd end = TextEnd.find(channel, encoding, size);
        if (end.removed() > 0) {
            tidying.endMarks(end.removed());
        }
        channel.position(encoding.start());
        return CsvInput.open(
                new RowReader.Input(channel, size, end.bytes(), encoding, limits, Preamble.unknown(isColumn), tidying),
                settings);
    }

    /**
     * The same records as when the file was read before, whatever is set now.
     *
     * @param format how it was read
     * @throws IOException when the file cannot be read
     * @throws FileRefusedException when it is not written like that
     */
    public ArchivedRecords records(InputFormat format) throws IOException {
        Encoding encoding = Encoding.find(channel, check, Charset.forName(format.charset()));
        boolean isTidied = format.rules() >= InputFormat.TIDIED;
        long end = isTidied ? TextEnd.find(channel, encoding, size).bytes() : size;
        channel.position(encoding.start());
        Dialect dialect = format.dialect();
        CsvSettings settings =
                new CsvSettings(null, dialect.delimiter(), dialect.quote(), dialect.escape(), format.shortRows() == 0);
        Preamble preamble = new Preamble(name -> false, format.preambleRecords());
        Tidying tidying = isTidied ? Tidying.wanted(FileWarnings.none()) : Tidying.none();
        return ArchivedRecords.of(CsvInput.open(
                        new RowReader.Input(channel, size, end, encoding, ReadLimits.NONE, preamble, tidying), settings)
                .records());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
