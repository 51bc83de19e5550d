package invitations.intake.charset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds out whether bytes are well-formed UTF-8 (Unicode 15.0, table 3-7) while they pass by, and whether they have any
 * character of several bytes. For one thread.
 */
public final class Utf8Validator {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ANY_NOT_ASCII = 0x8080808080808080L;

    private long taken;
    private long firstWrong = -1;
    private long start;
    private int missing;
    private int lowest;
    private int highest;
    private boolean hasMultiByte;

    public void accept(byte[] bytes, int length) {
        int i = 0;
        while (i < length) {
            if (missing == 0) {
                while (i + 8 <= length && ((long) EIGHT.get(bytes, i) & ANY_NOT_ASCII) == 0) {
                    i += 8;
                }
                while (i < length && bytes[i] >= 0) {
                    i++;
                }
                if (i < length) {
                    begin(bytes[i] & 0xFF, taken + i);
                    i++;
                }
            } else if (goesOn(bytes[i] & 0xFF)) {
                i++;
            }
        }
        taken += length;
    }

    /** To be called behind the last byte. */
    public void end() {
        if (missing > 0) {
            // Most of a character that the end cuts is no accident either.
            hasMultiByte |= taken - start > 1;
            wrong();
        }
    }

    /** The place of the first byte that begins nothing well-formed, from 0; -1 when there is none. */
    long firstWrong() {
        return firstWrong;
    }

    boolean isValid() {
        return firstWrong < 0;
    }

    /** {@return whether there is a well-formed character of several bytes, before or behind a wrong byte} */
    boolean hasMultiByte() {
        return hasMultiByte;
    }

    private void begin(int first, long place) {
        start = place;
        lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        missing = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        if (missing == 0) {
            wrong();
        }
    }

    /** False when the byte does not belong to the character, and is to be looked at anew. */
    private boolean goesOn(int next) {
        if (next < lowest || next > highest) {
            missing = 0;
            wrong();
            return false;
        }
        lowest = 0x80;
        highest = 0xBF;
        hasMultiByte |= --missing == 0;
        return true;
    }

    private void wrong() {
        firstWrong = firstWrong < 0 ? start : firstWrong;
    }
}
