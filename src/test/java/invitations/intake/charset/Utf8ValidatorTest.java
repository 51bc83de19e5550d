package invitations.intake.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8ValidatorTest {
    private static final int[] TELLING = {
        0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
        0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
    };

    @Test
    void random_bytes_are_right_or_wrong_exactly_where_java_decodes_them_or_not() {
        int valid = 0;
        for (long seed = 1; seed <= 50_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(24)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(3) > 0 ? 'a' : TELLING[random.nextInt(TELLING.length)]);
            }
            if (random.nextBoolean()) {
                byte[] sign =
                        new String(Character.toChars(0x80 + random.nextInt(0xD000))).getBytes(StandardCharsets.UTF_8);
                bytes = Arrays.copyOf(bytes, bytes.length + sign.length);
                System.arraycopy(sign, 0, bytes, bytes.length - sign.length, sign.length);
            }
            Utf8Validator check = checked(bytes, 1 + random.nextInt(30));
            valid += check.isValid() ? 1 : 0;

            assertThat(check.firstWrong()).as("seed %d", seed).isEqualTo(firstWrong(bytes));
        }
        assertThat(valid).isBetween(5_000, 45_000);
    }

    @ParameterizedTest
    @CsvSource({
        "616263, false",
        "C3A9, true",
        "E9, false",
        "E9C3A9, true",
        "C3A9E9, true",
        "61E282, true",
        "61E2, false"
    })
    void it_tells_whether_any_character_of_several_bytes_is_there(String hex, boolean expected) {
        assertThat(checked(java.util.HexFormat.of().parseHex(hex), 100).hasMultiByte())
                .isEqualTo(expected);
    }

    private static Utf8Validator checked(byte[] bytes, int chunk) {
        Utf8Validator check = new Utf8Validator();
        for (int from = 0; from < bytes.length; from += chunk) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + chunk));
            check.accept(part, part.length);
        }
        check.end();
        return check;
    }

    private static long firstWrong(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return decoder.decode(buffer, CharBuffer.allocate(100), true).isError() ? buffer.position() : -1;
    }
}
