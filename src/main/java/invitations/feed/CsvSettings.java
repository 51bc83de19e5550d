package invitations.feed;

import invitations.csv.Dialect;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a feed are written, as far as they do not tell it themselves.
 *
 * @param charset what files are that are not UTF-8, and have no byte order mark; null when it is to be found out
 * @param delimiter what parts the cells; null when it is to be found out
 * @param quote what stands around cells
 * @param escape what takes the meaning from the character behind it; null when nothing does
 * @param areShortRowsRefused whether a row must have as many cells as the header, and none is empty because it is missing
 */
public record CsvSettings(
        @Nullable Charset charset,
        @Nullable Character delimiter,
        char quote,
        @Nullable Character escape,
        boolean areShortRowsRefused) {
    /** What holds for feeds that say nothing. */
    public static final CsvSettings NONE = new CsvSettings(null, null, '"', null);

    private static final Map<String, Character> NAMES = Map.of("tab", '\t', "backslash", '\\');

    /** The settings of a feed whose rows may be short. */
    public CsvSettings(
            @Nullable Charset charset, @Nullable Character delimiter, char quote, @Nullable Character escape) {
        this(charset, delimiter, quote, escape, false);
    }

    /** The dialect with that delimiter. */
    public Dialect dialect(char withDelimiter) {
        return new Dialect(withDelimiter, quote, escape);
    }

    static CsvSettings of(FeedFile file) {
        Character delimiter = sign(file, FeedSetting.DELIMITER, ", or ; or | or tab");
        Character quote = sign(file, FeedSetting.QUOTE, "\" or '");
        Character escape = sign(file, FeedSetting.ESCAPE, "backslash");
        CsvSettings settings = new CsvSettings(
                charset(file), delimiter, quote == null ? '"' : quote, escape, FeedSetting.areShortRowsRefused(file));
        if (delimiter != null && delimiter == settings.quote) {
            FeedSetting wrong = quote == null ? FeedSetting.DELIMITER : FeedSetting.QUOTE;
            throw file.unexpected(wrong.key(), "one character as delimiter, and another as quote");
        }
        if (escape != null && (escape.equals(delimiter) || escape == settings.quote)) {
            throw file.unexpected(FeedSetting.ESCAPE.key(), "another character than for delimiter and quote");
        }
        return settings;
    }

    private static @Nullable Charset charset(FeedFile file) {
        Optional<String> name = file.value(FeedSetting.CHARSET.key());
        try {
            Charset charset = name.map(CharsetName::charset).orElse(null);
            if (charset != null && CharsetName.isSevenBitsWide(charset)) {
                throw file.refused(
                        FeedSetting.CHARSET.key(),
                        "the charset '" + charset.name() + "', which is seven bits wide: its files cannot be told from"
                                + " UTF-8. Save them as 'CSV UTF-8', and take the setting out");
            }
            return charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw file.refused(
                    FeedSetting.CHARSET.key(),
                    "no charset '" + name.orElse("")
                            + "'; expected a name such as windows-1252, ISO-8859-2 or GB18030");
        }
    }

    private static @Nullable Character sign(FeedFile file, FeedSetting setting, String expected) {
        Optional<String> value = file.value(setting.key());
        if (value.isEmpty()) {
            return null;
        }
        Character named = NAMES.get(value.get());
        if (named == null
                && (value.get().length() != 1 || !Dialect.isSign(value.get().charAt(0)))) {
            throw file.unexpected(setting.key(), expected + ", or another single sign");
        }
        return named == null ? Character.valueOf(value.get().charAt(0)) : named;
    }
}
