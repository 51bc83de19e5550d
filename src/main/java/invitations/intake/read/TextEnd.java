package invitations.intake.read;

import invitations.intake.charset.Encoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * Where the text of a file ends: before the Ctrl-Z by which programs of DOS end it, and before the NULs by which others fill a
 * block. NULs behind a line that has no end may stand in place of lost text, so one of them stays, and is refused with its row.
 *
 * @param bytes where, from the start of the file
 * @param removed how many Ctrl-Z and NUL stand behind it
 */
record TextEnd(long bytes, long removed) {
    private static final int BLOCK = 1 << 13;
    private static final int CTRL_Z = 0x1A;

    /** Looks for it, from the end. */
    static TextEnd find(SeekableByteChannel channel, Encoding encoding, long size) throws IOException {
        int unit = unit(encoding);
        long aligned = size - (size - encoding.start()) % unit;
        long removed = 0;
        if (aligned < size) {
            // A program that knows bytes only has added one.
            ByteBuffer rest = read(channel, aligned, (int) (size - aligned));
            while (rest.hasRemaining()) {
                int found = rest.get();
                if (found != 0 && found != CTRL_Z) {
                    return new TextEnd(size, 0);
                }
                removed++;
            }
        }
        return search(channel, encoding, unit, aligned, removed);
    }

    private static TextEnd search(
            SeekableByteChannel channel, Encoding encoding, int unit, long aligned, long removedBefore)
            throws IOException {
        boolean isLittle = encoding.charset().name().endsWith("LE");
        long first = aligned;
        long removed = removedBefore;
        long firstRemoved = removed;
        int lastRemoved = CTRL_Z;
        int before = '\n';
        long at = aligned;
        boolean isTail = true;
        while (isTail && at > encoding.start()) {
            long from = Math.max(encoding.start(), at - BLOCK);
            ByteBuffer block = read(channel, from, (int) (at - from))
                    .order(isLittle ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            for (int i = (int) (at - from) - unit; isTail && i >= 0; i -= unit) {
                int c = unit == 1 ? block.get(i) : unit == 2 ? block.getShort(i) : block.getInt(i);
                if (c == 0 || c == CTRL_Z) {
                    removed++;
                    first = from + i;
                    firstRemoved = removed;
                    lastRemoved = c;
                    before = '\n';
                } else if (c == '\n' || c == '\r' || c == ' ' || c == '\t') {
                    before = first == from + i + unit ? c : before;
                } else {
                    before = first == from + i + unit ? c : before;
                    isTail = false;
                }
            }
            at = from;
        }
        boolean isCut = firstRemoved > 0 && lastRemoved == 0 && before != '\n' && before != '\r';
        return isCut ? new TextEnd(first + unit, firstRemoved - 1) : new TextEnd(first, firstRemoved);
    }

    private static int unit(Encoding encoding) {
        String name = encoding.charset().name();
        return name.startsWith("UTF-32") ? 4 : name.startsWith("UTF-16") ? 2 : 1;
    }

    private static ByteBuffer read(SeekableByteChannel channel, long from, int length) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(length);
        channel.position(from);
        while (block.hasRemaining()) {
            if (channel.read(block) < 0) {
                throw new IOException("the file was changed while it was read");
            }
        }
        return block.flip();
    }
}
