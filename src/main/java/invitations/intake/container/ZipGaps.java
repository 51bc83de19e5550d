package invitations.intake.container;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a ZIP has between the entries that its list names. No entry is passed over that is in the file and not in the list
 * (APPNOTE 6.3.10, section 4.3.6): other programs might read it, and rows would be lost.
 */
final class ZipGaps {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int HEADER_LENGTH = 46;
    private static final int LARGE_SIZES = 1;
    private static final long MOST_32 = 0xFFFFFFFFL;
    private static final int PART = 1 << 16;

    private ZipGaps() {}

    /** Where an entry of the list begins, and how long it is packed. */
    private record Span(long start, long packed) {}

    /**
     * Looks for the headers of entries that are not listed.
     *
     * @param headers the list, which was read to its end before
     * @param end where the list begins
     * @throws FileRefusedException when there is one
     */
    static void refuseUnlisted(FileChannel channel, ByteBuffer headers, long end) throws IOException {
        List<Span> spans = spans(headers);
        spans.sort(Comparator.comparingLong(Span::start));
        long covered = 0;
        for (Span span : spans) {
            if (span.start() < 0 || span.start() > end - LOCAL_LENGTH) {
                // It is not in the file: reading it says so.
                continue;
            }
            look(channel, covered, span.start());
            ByteBuffer local = ZipCentralDirectory.read(channel, span.start(), LOCAL_LENGTH);
            long data = span.start()
                    + LOCAL_LENGTH
                    + Short.toUnsignedInt(local.getShort(26))
                    + Short.toUnsignedInt(local.getShort(28));
            long behind = span.packed() < 0 || span.packed() > end - data ? end : data + span.packed();
            covered = Math.max(covered, behind);
        }
        look(channel, covered, end);
    }

    private static List<Span> spans(ByteBuffer headers) {
        List<Span> spans = new ArrayList<>();
        int at = 0;
        while (at < headers.limit()) {
            int name = Short.toUnsignedInt(headers.getShort(at + 28));
            int extra = Short.toUnsignedInt(headers.getShort(at + 30));
            int comment = Short.toUnsignedInt(headers.getShort(at + 32));
            spans.add(span(headers, at, at + HEADER_LENGTH + name, extra));
            at += HEADER_LENGTH + name + extra + comment;
        }
        return spans;
    }

    /** {@return what is too large for its field stands in an extra field, in the order of the fields (section 4.5.3)} */
    private static Span span(ByteBuffer headers, int at, int from, int length) {
        long packed = Integer.toUnsignedLong(headers.getInt(at + 20));
        long size = Integer.toUnsignedLong(headers.getInt(at + 24));
        long start = Integer.toUnsignedLong(headers.getInt(at + 42));
        int to = from + length;
        int field = from;
        while (field + 4 <= to) {
            int next = field + 4 + Short.toUnsignedInt(headers.getShort(field + 2));
            if (headers.getShort(field) == LARGE_SIZES) {
                int value = size == MOST_32 ? field + 12 : field + 4;
                if (packed == MOST_32 && value + 8 <= Math.min(next, to)) {
                    packed = headers.getLong(value);
                    value += 8;
                }
                if (start == MOST_32 && value + 8 <= Math.min(next, to)) {
                    start = headers.getLong(value);
                }
            }
            field = next;
        }
        return new Span(start, packed);
    }

    private static void look(FileChannel channel, long from, long to) throws IOException {
        for (long at = from; at + LOCAL_LENGTH <= to; at += PART) {
            // Parts overlap, so that a header at the end of one is found as well.
            ByteBuffer part = ZipCentralDirectory.read(channel, at, (int) Math.min(PART + Integer.BYTES - 1, to - at));
            for (int i = 0; i + Integer.BYTES <= part.limit(); i++) {
                if (part.get(i) == 'P' && part.getInt(i) == LOCAL) {
                    throw new FileRefusedException(
                            ReasonCode.INVALID_CONTAINER,
                            0,
                            "the file is packed as a ZIP, but has an entry in it that its list of entries does not name, so"
                                    + " that rows may be lost: pack it again");
                }
            }
        }
    }
}
