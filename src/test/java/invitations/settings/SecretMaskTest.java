package invitations.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Secrets in texts of others, in whatever encoding: they do not leave the program. */
class SecretMaskTest {
    private static final String PASSWORD = "p/ß+ \"w&<ö>'\\-47%zq";
    private static final String TOKEN = "tok_Zq81Dk2-maskme.9f";

    private static String masked(String text) {
        Settings.load(
                Map.of(),
                Map.of(Property.SFTP_PASSWORD.variable(), PASSWORD, Property.GITBOOK_TOKEN.variable(), TOKEN));
        return SecretMask.mask(text);
    }

    @Test
    void a_secret_is_taken_out_however_it_is_escaped() {
        for (String secret : List.of(PASSWORD, TOKEN)) {
            String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
            for (String text : List.of(
                    secret,
                    url,
                    url.toLowerCase(Locale.ROOT).equals(url) ? url : lowerHex(url),
                    URLEncoder.encode(url, StandardCharsets.UTF_8),
                    url.replace("+", "%20"),
                    all(secret, c -> percent(c)),
                    all(secret, c -> String.format("\\u%04x", (int) c)),
                    all(secret, c -> String.format("\\\\u%04X", (int) c)),
                    all(secret, c -> "&#" + (int) c + ";"),
                    all(secret, c -> String.format("&#x%X;", (int) c)),
                    secret.replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace(">", "&gt;")
                            .replace("\"", "&quot;"),
                    secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"))) {
                assertThat(masked("said: " + text + " and more")).as(text).isEqualTo("said: ******** and more");
            }
        }
    }

    @Test
    void a_secret_is_taken_out_of_digits_wherever_it_stands_in_what_they_encode() {
        for (String secret : List.of(PASSWORD, TOKEN)) {
            for (String before : List.of("", "a", "hr:", "user", "admin:")) {
                byte[] bytes = (before + secret + ":behind").getBytes(StandardCharsets.UTF_8);
                String base64 = Base64.getEncoder().encodeToString(bytes);
                for (String text : List.of(
                        base64,
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                        URLEncoder.encode(base64, StandardCharsets.UTF_8),
                        base32(bytes),
                        base32(bytes).toLowerCase(Locale.ROOT),
                        HexFormat.of().formatHex(bytes),
                        HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes))) {
                    assertThat(masked(text)).as(text).contains("********");
                    assertThat(masked(text).length()).isLessThan(text.length() - secret.length() + 12);
                }
            }
        }
    }

    @Test
    void the_key_of_a_ledger_is_taken_out() {
        byte[] key = new byte[32];
        new Random(7).nextBytes(key);
        SecretMask.learn(key);

        assertThat(SecretMask.mask("x" + HexFormat.of().formatHex(key) + "y")).isEqualTo("x********y");
        assertThat(SecretMask.mask(Base64.getEncoder().encodeToString(key))).startsWith("********");
        assertThat(SecretMask.mask(new String(key, StandardCharsets.ISO_8859_1)))
                .isEqualTo("********");
    }

    @Test
    void what_is_no_secret_stays_as_it_is() {
        Settings.load(Map.of(), Map.of(Property.SFTP_PASSWORD.variable(), "abc"));

        String text = "abc, tok_Zq81Dk2, dG9r, 746f6b: nothing of it is a whole secret";
        assertThat(masked(text)).isEqualTo(text);
    }

    private interface Way {
        String of(char c);
    }

    private static String all(String text, Way way) {
        return text.chars().mapToObj(c -> way.of((char) c)).collect(Collectors.joining());
    }

    private static String percent(char c) {
        StringBuilder text = new StringBuilder();
        for (byte each : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
            text.append(String.format("%%%02x", each));
        }
        return text.toString();
    }

    private static String lowerHex(String url) {
        StringBuilder text = new StringBuilder(url);
        for (int i = text.indexOf("%"); i >= 0; i = text.indexOf("%", i + 1)) {
            text.replace(i, i + 3, text.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    private static String base32(byte[] bytes) {
        StringBuilder digits = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte each : bytes) {
            held = (held << 8 | (each & 0xFF)) & 0xFFFFF;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                digits.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(held >> bits & 31));
            }
        }
        return digits.toString();
    }
}
