package invitations.testing;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.function.LongUnaryOperator;

/** A file that is never written: bytes in memory, or bytes that are made up when they are asked for. */
public final class TestChannel implements SeekableByteChannel {
    private final long size;
    private final LongUnaryOperator byteAt;
    private long position;
    private boolean open = true;

    public TestChannel(byte[] bytes) {
        this(bytes.length, place -> bytes[(int) place]);
    }

    public TestChannel(long size, LongUnaryOperator byteAt) {
        this.size = size;
        this.byteAt = byteAt;
    }

    @Override
    public int read(ByteBuffer target) {
        if (position >= size) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), size - position);
        for (int i = 0; i < count; i++) {
            target.put((byte) byteAt.applyAsLong(position++));
        }
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long place) {
        position = place;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
