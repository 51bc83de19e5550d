package invitations.intake.container;

import invitations.intake.read.TimeBudget;
import invitations.invitation.FileRefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Counts what comes out of one packed file, and ends it where that is too much or takes too long. What sizes are claimed does not count. */
public final class UnpackBudget {
    private static final int BUFFER = 1 << 14;

    private final UnpackLimits limits;
    private final long packed;
    private final TimeBudget time;
    private long unpacked;

    /**
     * @param packed the size of the packed file
     * @param time how long it may take
     */
    public UnpackBudget(UnpackLimits limits, long packed, TimeBudget time) {
        this.limits = limits;
        this.packed = packed;
        this.time = time;
    }

    public UnpackLimits limits() {
        return limits;
    }

    /**
     * Checks that there is time left.
     *
     * @throws FileRefusedException when the time is over
     */
    public void checkTime() {
        time.check();
    }

    public TimeBudget time() {
        return time;
    }

    public FileRefusedException tooMuch(String what) {
        return limits.tooMuch(what);
    }

    /**
     * Copies one file.
     *
     * @param which its name, as a message has it
     * @throws FileRefusedException when it is too large, or all together is
     */
    public void copy(InputStream in, OutputStream out, String which) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        InputStream counted = counted(in);
        for (int count = counted.read(buffer); count >= 0; count = counted.read(buffer)) {
            size += count;
            limits.checkFile(which, size);
            out.write(buffer, 0, count);
        }
    }

    /** The same stream; reading from it throws a {@link FileRefusedException} when it was too much. */
    public InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                add(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                add(Math.max(0, count));
                return count;
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = super.skip(count);
                add(skipped);
                return skipped;
            }
        };
    }

    /** The same stream, of what is counted elsewhere; reading from it ends when the time is over. */
    public InputStream timed(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                time.check();
                return super.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                time.check();
                return super.read(target, offset, length);
            }
        };
    }

    private void add(long count) {
        time.check();
        unpacked += count;
        if (unpacked > limits.unpackedSize()) {
            throw limits.tooMuch(
                    "more than " + limits.unpackedSize() + " bytes are packed in it (invitations.limit.unpacked-size)");
        }
        if (unpacked > UnpackLimits.FREE && unpacked / limits.ratio() > packed) {
            throw limits.tooMuch(
                    "more than " + limits.ratio() + " times its own size is packed in it (invitations.limit.ratio)");
        }
    }
}
