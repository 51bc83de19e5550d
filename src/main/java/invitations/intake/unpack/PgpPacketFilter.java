package invitations.intake.unpack;

import invitations.intake.container.UnpackBudget;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * The packets of an OpenPGP message (RFC 9580, sections 4.2 and 5) that are needed to read it: keys, and what is encrypted,
 * compressed, or literal. Signatures, markers and padding are passed over before a library builds anything of them. How many
 * packets and parts there are, and how large those are that a library holds in memory, is bounded. For one thread.
 */
final class PgpPacketFilter extends InputStream {
    private static final Set<Integer> KEYS = Set.of(1, 3);
    private static final Set<Integer> DATA = Set.of(8, 9, 11, 18, 20);
    private static final Set<Integer> NOT_NEEDED = Set.of(2, 4, 10, 12, 21);
    private static final int LARGEST_KEY = 1 << 14;
    private static final int LARGEST_NOT_NEEDED = 1 << 17;
    private static final long TO_THE_END = -1;

    private final InputStream in;
    private final Count count;
    private final byte[] header = new byte[6];
    private int headerAt;
    private int headerEnd;
    /** How many bytes of the packet, or of this part of it, are still to come. */
    private long body;

    private boolean isPartial;

    /** What is counted for all packets of one file, also those in others. */
    static final class Count {
        private static final int MOST_PACKETS = 1_000;
        /** Of 512 bytes each, they are more than any file may have. */
        private static final int MOST_PARTS = 500_000;

        private final UnpackBudget budget;
        private int packets;
        private int parts;

        Count(UnpackBudget budget) {
            this.budget = budget;
        }

        private void packet() {
            packets++;
            if (packets > MOST_PACKETS) {
                throw budget.tooMuch("more than " + MOST_PACKETS + " OpenPGP packets are in it");
            }
            budget.checkTime();
        }

        private void part() {
            parts++;
            if (parts > MOST_PARTS) {
                throw budget.tooMuch("a packet of OpenPGP is in more than " + MOST_PARTS + " parts");
            }
        }
    }

    PgpPacketFilter(InputStream in, Count count) {
        this.in = in;
        this.count = count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (headerAt == headerEnd && body == 0) {
            headerAt = 0;
            headerEnd = 0;
            if (isPartial) {
                readNewLength(next());
            } else if (!nextNeeded()) {
                return -1;
            }
        }
        if (headerAt < headerEnd) {
            int some = Math.min(length, headerEnd - headerAt);
            System.arraycopy(header, headerAt, target, offset, some);
            headerAt += some;
            return some;
        }
        int some = in.read(target, offset, body == TO_THE_END ? length : (int) Math.min(length, body));
        if (some > 0 && body != TO_THE_END) {
            body -= some;
        }
        return some;
    }

    /** Goes to the next packet that is needed; false at the end. */
    private boolean nextNeeded() throws IOException {
        for (int first = in.read(); first >= 0; first = in.read()) {
            count.packet();
            if ((first & 0x80) == 0) {
                throw new IOException("no packet begins here");
            }
            headerEnd = 0;
            put(first);
            boolean isNew = (first & 0x40) != 0;
            int tag = isNew ? first & 0x3F : (first & 0x3F) >> 2;
            if (isNew) {
                readNewLength(next());
            } else {
                readOldLength(first & 3);
            }
            if (DATA.contains(tag) || (KEYS.contains(tag) && isWhole(LARGEST_KEY))) {
                return true;
            }
            if (!NOT_NEEDED.contains(tag) || !isWhole(LARGEST_NOT_NEEDED)) {
                throw new IOException("a packet that no message has, or too large");
            }
            in.skipNBytes(body);
            body = 0;
            headerEnd = 0;
        }
        return false;
    }

    private boolean isWhole(int most) {
        return !isPartial && body != TO_THE_END && body <= most;
    }

    private void readOldLength(int kind) throws IOException {
        isPartial = false;
        body = kind == 3 ? TO_THE_END : number(1 << kind);
    }

    private void readNewLength(int first) throws IOException {
        put(first);
        isPartial = first >= 224 && first < 255;
        if (isPartial) {
            count.part();
            body = 1L << (first & 0x1F);
        } else if (first == 255) {
            body = number(4);
        } else {
            body = first < 192 ? first : ((first - 192L) << 8) + number(1) + 192;
        }
    }

    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            int next = next();
            put(next);
            number = number << 8 | next;
        }
        return number;
    }

    private int next() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    private void put(int value) {
        header[headerEnd] = (byte) value;
        headerEnd++;
    }
}
