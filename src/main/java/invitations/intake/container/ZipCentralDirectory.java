package invitations.intake.container;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a ZIP says is in it, within bounds, before anything else does. It must be said once and at the end, as
 * APPNOTE 6.3.10 has it (sections 4.3.12 and 4.3.16): where two readers could find two lists, it is refused.
 */
public final class ZipCentralDirectory {
    private static final int END = 0x06054b50;
    private static final int HEADER = 0x02014b50;
    private static final int END_LENGTH = 22;
    private static final int HEADER_LENGTH = 46;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int LARGEST = 1 << 20;
    private static final int LARGE_END = 0x06064b50;
    private static final int LARGE_END_LENGTH = 56;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final long MOST_16 = 0xFFFF;
    private static final long MOST_32 = 0xFFFFFFFFL;

    private ZipCentralDirectory() {}

    /**
     * Reads the entries in the order of the directory.
     *
     * @throws FileRefusedException when it is damaged, or has too many entries
     */
    public static List<ZipEntryHeader> read(Path file, UnpackLimits limits) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            long tailStart = Math.max(0, size - END_LENGTH - LONGEST_COMMENT);
            ByteBuffer tail = read(channel, tailStart, (int) (size - tailStart));
            int end = tail.limit() - END_LENGTH;
            while (end >= 0 && tail.getInt(end) != END) {
                end--;
            }
            if (end < 0 || !isAtEnd(tail, end + END_LENGTH + unsigned(tail.getShort(Math.max(0, end) + 20)))) {
                throw damaged("its list of entries is not at its end");
            }
            Place place = Place.of(channel, tail, end, tailStart + end);
            if (place.count > limits.entries()) {
                throw limits.tooManyEntries();
            }
            if (place.count < 0
                    || place.length < 0
                    || place.length > LARGEST
                    || place.start < 0
                    || !isRightBefore(channel, place, tailStart + end)) {
                throw damaged("its list of entries is not where it says");
            }
            ByteBuffer headers = read(channel, place.start, (int) place.length);
            List<ZipEntryHeader> entries = entries(headers, limits);
            if (entries.size() != place.count) {
                throw damaged("it has another number of entries than it says");
            }
            ZipGaps.refuseUnlisted(channel, headers, place.start);
            return entries;
        }
    }

    /** {@return whether the ZIP ends there: behind it may be zeros, by which some programs fill up a block} */
    private static boolean isAtEnd(ByteBuffer tail, int end) {
        for (int i = end; i < tail.limit(); i++) {
            if (tail.get(i) != 0) {
                return false;
            }
        }
        return end <= tail.limit();
    }

    /** {@return whether the list ends where its end begins, or the one of ZIP64: else it is that of another ZIP, which stands before it} */
    private static boolean isRightBefore(FileChannel channel, Place place, long end) throws IOException {
        long behind = place.start + place.length;
        return behind == end
                || (behind <= end - LARGE_END_LENGTH - LOCATOR_LENGTH
                        && read(channel, behind, Integer.BYTES).getInt(0) == LARGE_END);
    }

    /** Where the list stands. What is too large for its field stands in the record of ZIP64 (section 4.3.14). */
    private record Place(long count, long length, long start) {
        static Place of(FileChannel channel, ByteBuffer tail, int end, long at) throws IOException {
            Place place = new Place(
                    unsigned(tail.getShort(end + 10)),
                    Integer.toUnsignedLong(tail.getInt(end + 12)),
                    Integer.toUnsignedLong(tail.getInt(end + 16)));
            boolean isLarge = place.count == MOST_16 || place.length == MOST_32 || place.start == MOST_32;
            if (!isLarge && tail.getInt(end + 4) != 0) {
                throw damaged("its list of entries is not where it says");
            }
            if (!isLarge || at < LOCATOR_LENGTH) {
                return place;
            }
            ByteBuffer locator = read(channel, at - LOCATOR_LENGTH, LOCATOR_LENGTH);
            if (locator.getInt(0) != LOCATOR) {
                return place;
            }
            long record = locator.getLong(8);
            if (record < 0 || record > at - LOCATOR_LENGTH - LARGE_END_LENGTH) {
                throw damaged("its list of entries is not where it says");
            }
            ByteBuffer large = read(channel, record, LARGE_END_LENGTH);
            if (large.getInt(0) != LARGE_END || large.getLong(16) != 0) {
                throw damaged("its list of entries is not where it says");
            }
            return new Place(large.getLong(32), large.getLong(40), large.getLong(48));
        }
    }

    private static List<ZipEntryHeader> entries(ByteBuffer headers, UnpackLimits limits) {
        List<ZipEntryHeader> entries = new ArrayList<>();
        int at = 0;
        while (at < headers.limit()) {
            if (headers.limit() - at < HEADER_LENGTH || headers.getInt(at) != HEADER) {
                throw damaged("its list of entries breaks off");
            }
            int name = unsigned(headers.getShort(at + 28));
            int next = at
                    + HEADER_LENGTH
                    + name
                    + unsigned(headers.getShort(at + 30))
                    + unsigned(headers.getShort(at + 32));
            if (next > headers.limit()) {
                throw damaged("its list of entries breaks off");
            }
            if (entries.size() == limits.entries()) {
                throw limits.tooManyEntries();
            }
            byte[] bytes = new byte[name];
            headers.get(at + HEADER_LENGTH, bytes);
            boolean isUnix = headers.get(at + 5) == 3;
            entries.add(new ZipEntryHeader(
                    ZipEntryHeader.decode(bytes),
                    (headers.getShort(at + 8) & 1) != 0,
                    unsigned(headers.getShort(at + 10)),
                    isUnix ? headers.getInt(at + 38) >>> 16 : 0));
            at = next;
        }
        return entries;
    }

    public static FileRefusedException damaged(String how) {
        return new FileRefusedException(
                ReasonCode.INVALID_CONTAINER, 0, "the file is packed as a ZIP, but " + how + ": pack it again");
    }

    /** So many bytes, in the order of a ZIP. */
    static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw damaged("it breaks off");
            }
        }
        return buffer.flip();
    }

    private static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }
}
