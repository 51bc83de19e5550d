package invitations.intake.container;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Bounds what a sheet becomes as CSV: a text that many cells share is written for each of them. */
public final class BoundedOutputStream extends FilterOutputStream {
    private final UnpackLimits limits;
    private long size;

    public BoundedOutputStream(OutputStream out, UnpackLimits limits) {
        super(out);
        this.limits = limits;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        limits.checkFile("the sheet, as CSV,", size);
        out.write(bytes, offset, length);
    }
}
