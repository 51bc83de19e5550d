package invitations.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes ZIPs byte by byte, also such as no program would write. */
public final class RawZip {
    private final ByteArrayOutputStream files = new ByteArrayOutputStream();
    private final ByteArrayOutputStream list = new ByteArrayOutputStream();
    private int count;

    /** What the list says of the next entry. */
    public int flags;

    public int mode;
    public long claimedSize = -1;

    /** Whether the list names the next entry. */
    public boolean isListed = true;

    private Charset names = StandardCharsets.UTF_8;

    /** Adds an entry as a program of Windows does: each letter of its name is a byte. */
    public RawZip addDos(String name, String text) throws IOException {
        names = StandardCharsets.ISO_8859_1;
        try {
            return add(name, text);
        } finally {
            names = StandardCharsets.UTF_8;
        }
    }

    /** Writes it with the record of ZIP64 alone saying where its list is. */
    public Path writeLarge(Path file) throws IOException {
        ByteBuffer end = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        end.putLong(count).putLong(count).putLong(list.size()).putLong(files.size());
        end.putInt(0x07064b50)
                .putInt(0)
                .putLong((long) files.size() + list.size())
                .putInt(1);
        end.putInt(0x06054b50)
                .putInt(-1)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        files.writeTo(all);
        list.writeTo(all);
        all.write(end.array());
        return Files.write(file, all.toByteArray());
    }

    public RawZip add(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return add(name, deflated(bytes, true), sum.getValue(), bytes.length);
    }

    /** Adds an entry whose content is deflated already. */
    public RawZip add(String name, byte[] deflated, long sum, long size) throws IOException {
        int offset = files.size();
        byte[] nameBytes = name.getBytes(names);
        ByteBuffer local = ByteBuffer.allocate(30 + nameBytes.length).order(ByteOrder.LITTLE_ENDIAN);
        local.putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) 8)
                .putInt(0);
        sizes(local, deflated, sum, size)
                .putShort((short) nameBytes.length)
                .putShort((short) 0)
                .put(nameBytes);
        files.write(local.array());
        files.write(deflated);
        return isListed ? listOnly(name, deflated, sum, size, offset) : this;
    }

    /** Adds an entry to the list whose content is that of another one. */
    public RawZip listOnly(String name, byte[] deflated, long sum, long size, int offset) throws IOException {
        byte[] nameBytes = name.getBytes(names);
        ByteBuffer header = ByteBuffer.allocate(46 + nameBytes.length).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0x02014b50).putShort((short) (mode == 0 ? 20 : 0x0314)).putShort((short) 20);
        header.putShort((short) flags).putShort((short) 8).putInt(0);
        sizes(header, deflated, sum, size).putShort((short) nameBytes.length);
        header.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        header.putInt(mode << 16).putInt(offset).put(nameBytes);
        list.write(header.array());
        count++;
        return this;
    }

    private ByteBuffer sizes(ByteBuffer buffer, byte[] deflated, long sum, long size) {
        return buffer.putInt((int) sum).putInt(deflated.length).putInt((int) (claimedSize < 0 ? size : claimedSize));
    }

    public Path write(Path file) throws IOException {
        return write(file, count, "");
    }

    public Path write(Path file, int claimedCount, String behind) throws IOException {
        ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0x06054b50).putInt(0).putShort((short) claimedCount).putShort((short) claimedCount);
        end.putInt(list.size()).putInt(files.size()).putShort((short) 0);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        files.writeTo(all);
        list.writeTo(all);
        all.write(end.array());
        all.write(behind.getBytes(StandardCharsets.UTF_8));
        return Files.write(file, all.toByteArray());
    }

    public static byte[] deflated(byte[] bytes, boolean ends) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        if (ends) {
            deflater.finish();
        }
        byte[] buffer = new byte[bytes.length + 1000];
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }

    /** Ten gigabytes of zeros, deflated: one piece, ten thousand times. */
    public static byte[] tenGigabytes() {
        byte[] piece = deflated(new byte[1_000_000], false);
        byte[] end = deflated(new byte[1], true);
        ByteBuffer all = ByteBuffer.allocate(piece.length * 10_000 + end.length);
        for (int i = 0; i < 10_000; i++) {
            all.put(piece);
        }
        return all.put(end).array();
    }
}
