package invitations.settings;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes secrets out of texts that others wrote, before these leave the program: keys, tokens, passwords and passphrases of
 * all settings that were read, and the keys of ledgers. A secret is found as it is, as URLs, JSON, HTML and Java escape it,
 * in hexadecimal digits, and within any text in Base64 or Base32. What has fewer than {@value #SHORTEST} characters is
 * left: it would be found in ordinary words. Safe for any number of threads.
 */
public final class SecretMask {
    private static final String MASK = "********";
    private static final int SHORTEST = 6;
    /** Of fewer characters an encoded text is found by chance. */
    private static final int SHORTEST_ENCODED = 7;

    private static final String BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Map<Integer, String> NAMED =
            Map.of((int) '&', "amp", (int) '<', "lt", (int) '>', "gt", (int) '"', "quot", (int) '\'', "apos");

    /** More secrets than settings and ledgers of one start have; of a process that starts again and again the last ones count. */
    private static final int MOST_KNOWN = 64;

    /** By each secret in hexadecimal digits, the expressions that find it. The last that were learned stand last. */
    private static final Map<String, List<String>> KNOWN = new LinkedHashMap<>(16, 0.75f, true);

    private static volatile Pattern pattern = Pattern.compile("(?!)");

    private SecretMask() {}

    /** Takes the values of secret properties out of all texts from now on. */
    static void learn(Settings settings) {
        for (Property property : Property.values()) {
            if (property.isSecret()) {
                learn(settings.text(property));
            }
        }
        settings.proxies().hidePasswords();
    }

    /** Takes the secret out of all texts from now on, unless it is too short to be found. */
    static void learn(String secret) {
        if (secret.length() >= SHORTEST) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            List<String> expressions = new ArrayList<>(encoded(bytes));
            expressions.add(0, escaped(secret));
            add(bytes, expressions);
        }
    }

    /** Takes a key of random bytes out of all texts from now on. */
    public static void learn(byte[] key) {
        List<String> expressions = new ArrayList<>(encoded(key));
        expressions.add(Pattern.quote(new String(key, StandardCharsets.UTF_8)));
        expressions.add(Pattern.quote(new String(key, StandardCharsets.ISO_8859_1)));
        add(key, expressions);
    }

    private static void add(byte[] secret, List<String> expressions) {
        synchronized (KNOWN) {
            if (KNOWN.put(HexFormat.of().formatHex(secret), expressions) == null) {
                Iterator<String> eldest = KNOWN.keySet().iterator();
                while (KNOWN.size() > MOST_KNOWN) {
                    eldest.next();
                    eldest.remove();
                }
                pattern = Pattern.compile(
                        KNOWN.values().stream().flatMap(List::stream).distinct().collect(Collectors.joining("|")));
            }
        }
    }

    /** The text with {@code ********} in place of each secret. */
    public static String mask(String text) {
        return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
    }

    /** Each character as it is, or escaped in any of the usual ways, also more than once. */
    private static String escaped(String secret) {
        return secret.codePoints().mapToObj(SecretMask::escaped).collect(Collectors.joining());
    }

    private static String escaped(int c) {
        String text = Character.toString(c);
        List<String> ways = new ArrayList<>();
        ways.add("\\\\{0,4}" + Pattern.quote(text));
        StringBuilder percent = new StringBuilder();
        StringBuilder octets = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            percent.append("[%=](?:25){0,3}").append(digits(each));
            octets.append("\\\\{1,4}x").append(digits(each));
        }
        ways.add(percent.toString());
        ways.add(octets.toString());
        StringBuilder units = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            units.append("\\\\{1,4}u(?i:")
                    .append(String.format("%04x", (int) text.charAt(i)))
                    .append(')');
        }
        ways.add(units.toString());
        ways.add("&(?:amp;){0,3}#0{0,6}" + c + ";");
        ways.add("&(?:amp;){0,3}#[xX]0{0,6}(?i:" + Integer.toHexString(c) + ");");
        if (NAMED.containsKey(c)) {
            ways.add("&(?:amp;){0,3}" + NAMED.get(c) + ";");
        }
        if (c == ' ') {
            ways.add("\\+|%(?:25){0,3}2[Bb]");
        }
        return "(?:" + String.join("|", ways) + ")";
    }

    private static String digits(byte each) {
        return "(?i:" + String.format("%02x", each) + ")";
    }

    private static List<String> encoded(byte[] secret) {
        List<String> encoded = new ArrayList<>();
        StringBuilder hex = new StringBuilder();
        for (byte each : secret) {
            hex.append(hex.length() == 0 ? "" : "[: -]?").append(digits(each));
        }
        encoded.add(hex.toString());
        for (int before = 0; before < 3; before++) {
            addBase(encoded, secret, before, 6, BASE_64);
        }
        for (int before = 0; before < 5; before++) {
            addBase(encoded, secret, before, 5, BASE_32);
        }
        return encoded;
    }

    /**
     * The digits that stand for the secret, whatever stands before and behind it.
     *
     * @param before how many bytes stand before it since the digits began anew
     * @param bits how many bits a digit has
     */
    private static void addBase(List<String> encoded, byte[] secret, int before, int bits, String alphabet) {
        BigInteger number = new BigInteger(1, secret);
        int end = (before + secret.length) * 8;
        StringBuilder digits = new StringBuilder();
        int length = 0;
        for (int bit = (before * 8 + bits - 1) / bits * bits; bit + bits <= end; bit += bits) {
            int digit = number.shiftRight(end - bit - bits)
                    .and(BigInteger.valueOf((1L << bits) - 1))
                    .intValue();
            digits.append(digit(alphabet.charAt(digit)));
            length++;
        }
        if (length >= SHORTEST_ENCODED) {
            encoded.add(bits == 5 ? "(?i:" + digits.toString().toLowerCase(Locale.ROOT) + ")" : digits.toString());
        }
    }

    private static String digit(char digit) {
        return switch (digit) {
            case '+' -> "(?:[+\\-]|%(?:25){0,3}2[Bb])";
            case '/' -> "(?:\\\\?/|_|%(?:25){0,3}2[Ff])";
            default -> String.valueOf(digit);
        };
    }
}
