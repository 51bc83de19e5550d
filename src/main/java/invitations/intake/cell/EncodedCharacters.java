package invitations.intake.cell;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters that a text has by their numbers, as HTML, addresses of pages (RFC 3986, section 2.1), mails (RFC 2045, section 6.7) and
 * JSON write them. Where it is not certain whether a text has one, nothing is said of it: what is left of a number would be another
 * name. Safe for any number of threads.
 */
final class EncodedCharacters {
    /** So often a text may have been encoded. */
    private static final int MOST = 3;

    private static final int HEXADECIMAL = 16;
    private static final int ASCII = 0x7F;
    private static final int LETTERS_OF_LATIN_1 = 0xC0;

    private static final Pattern PERCENT = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    private static final Pattern QUOTED = Pattern.compile("(?:=[0-9A-Fa-f]{2})+");
    private static final Pattern UNIT = Pattern.compile("[%\\\\]u([0-9A-Fa-f]{4})");

    /** What may be a character by its number or its name, and could not be read as one. */
    private static final Pattern LEFT = Pattern.compile("[%=]([0-9A-Fa-f]{2})([0-9]?)|&[#A-Za-z0-9]{1,10};");

    /** The numbers of signs in mails that no name begins with: of these, no other reading is likely. */
    private static final Pattern SIGN_OF_MAIL = Pattern.compile("=(?:2[A-F]|3[A-F]|5[B-F]|7[B-E])");

    private static final Pattern MIXED = Pattern.compile("[A-F][a-f]|[a-f][A-F]");

    private EncodedCharacters() {}

    /** {@return the text with the characters that are meant; empty where it may have one that cannot be told for certain} */
    static Optional<String> decoded(String text) {
        String decoded = text;
        for (int i = 0; i < MOST; i++) {
            String before = decoded;
            decoded = HtmlEntities.decoded(decoded).orElse(decoded);
            decoded = replaced(decoded, UNIT, EncodedCharacters::unit);
            decoded = replaced(decoded, PERCENT, EncodedCharacters::bytes);
            boolean hasAt = decoded.indexOf('@') >= 0;
            decoded = replaced(decoded, QUOTED, found -> quoted(found, hasAt));
            if (decoded.equals(before)) {
                break;
            }
        }
        return isAnyLeft(decoded) ? Optional.empty() : Optional.of(decoded);
    }

    private static String replaced(String text, Pattern pattern, Function<String, String> meant) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(meant.apply(found.group())));
    }

    private static String unit(String encoded) {
        char c = (char) Integer.parseInt(encoded.substring(2), HEXADECIMAL);
        return c < ' ' || Character.isSurrogate(c) ? encoded : String.valueOf(c);
    }

    /** The bytes as UTF-8; as they stand where they are none. */
    private static String bytes(String encoded) {
        byte[] bytes = new byte[encoded.length() / 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(encoded.substring(3 * i + 1, 3 * i + 3), HEXADECIMAL);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return encoded;
        }
    }

    /** The same of a mail, where an equals sign may also stand before a name that begins with such digits and letters. */
    private static String quoted(String encoded, boolean hasAt) {
        String meant = bytes(encoded);
        boolean isCertain = meant.chars().allMatch(c -> c > ASCII)
                || SIGN_OF_MAIL.matcher(encoded).matches()
                || (!hasAt && "@".equals(meant));
        return isCertain ? meant : encoded;
    }

    private static boolean isAnyLeft(String text) {
        return LEFT.matcher(text).results().anyMatch(EncodedCharacters::mayBeOne);
    }

    /** {@return whether the number may be that of a sign, or of a letter in a charset of one byte; {@code %ad} before a name is neither} */
    private static boolean mayBeOne(MatchResult found) {
        String digits = found.group(1);
        if (digits == null) {
            return true;
        }
        int number = Integer.parseInt(digits, HEXADECIMAL);
        if (number <= ASCII) {
            return number >= ' ' && number < ASCII && !Character.isLetterOrDigit(number);
        }
        boolean isNumber = !MIXED.matcher(digits).matches()
                && (digits.chars().anyMatch(Character::isDigit)
                        || digits.chars().anyMatch(Character::isUpperCase));
        return number >= LETTERS_OF_LATIN_1
                && Character.isLetter(number)
                && isNumber
                && found.group(2).isEmpty();
    }
}
