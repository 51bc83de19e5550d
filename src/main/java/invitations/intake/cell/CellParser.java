package invitations.intake.cell;

import invitations.base.AddressText;
import invitations.csv.TextRules;
import invitations.intake.check.RowPolicy;
import invitations.invitation.BlankMode;
import invitations.invitation.FieldType;
import invitations.invitation.OrganizationRole;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.address.EmailAddress;
import invitations.invitation.address.TopLevelDomains;
import invitations.invitation.address.UserName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the cells of a column must be. Safe for any number of threads.
 *
 * @param code of the error when one is not
 * @param trims whether blanks around the value do not belong to it
 * @param reading makes the value to send of the text
 * @param expected says of a wrong text what was expected
 */
public record CellParser(ReasonCode code, boolean trims, Reading reading, UnaryOperator<String> expected) {
    private static final int LONGEST_KEY = 255;
    /** Those of GitBook, and what it calls somebody without one. */
    private static final List<String> ROLES = Stream.concat(
                    OrganizationRole.labels().stream(), Stream.of(OrganizationRole.GUEST))
            .toList();

    /** Makes the value to send of a text that is not blank; null when it is not acceptable. */
    @FunctionalInterface
    interface Reading {
        @Nullable
        Object of(String text);
    }

    /** The rule for columns of that type; a new one each time, since some remember what they have seen. */
    public static CellParser of(FieldType type) {
        return of(type, false);
    }

    /**
     * The same.
     *
     * @param unusual whether addresses and user names are taken that people hardly ever have
     */
    public static CellParser of(FieldType type, boolean unusual) {
        return switch (type) {
            case TEXT ->
                new CellParser(
                        ReasonCode.CONTROL_CHARACTER,
                        false,
                        text -> TextRules.firstControl(text) < 0
                                ? TextRules.trim(InvisibleCharacters.without(text))
                                : null,
                        text -> "text without control characters");
            case EMAIL ->
                new CellParser(ReasonCode.INVALID_EMAIL, true, text -> email(text, unusual), EmailAddress::expected);
            case USERNAME ->
                new CellParser(
                        ReasonCode.INVALID_USERNAME,
                        true,
                        text -> isMade(text) ? null : UserName.read(text, unusual),
                        text -> unless(text, UserName.expected(text)));
            case URL ->
                new CellParser(ReasonCode.INVALID_URL, true, new MemoizedParser(HttpsUrl::read), HttpsUrl::expected);
            case BOOLEAN ->
                new CellParser(
                        ReasonCode.INVALID_BOOLEAN, true, CellParser::truth, text -> "true, false, yes, no, 1 or 0");
            case DATE_TIME, END_TIME ->
                new CellParser(ReasonCode.INVALID_DATE, true, new MemoizedParser(Timestamp::read), Timestamp::expected);
            case PLATFORM_KEY -> key("._-", "letters, digits and . _ -, such as acme");
            case PROGRAM_KEY -> key("._-+:~", "letters, digits and . _ - + : ~, such as acme+program1");
            case ORGANIZATION, ID ->
                key("_-", "letters, digits and _ -, as in the addresses of the organization's pages");
            case NAME ->
                new CellParser(
                        ReasonCode.INVALID_KEY,
                        true,
                        CellParser::name,
                        text -> "a name on one line of at most 255 characters");
            case COUNT ->
                new CellParser(ReasonCode.INVALID_COUNT, true, CellParser::count, text -> "a whole number, such as 25");
            case MODE ->
                choice(
                        ReasonCode.INVALID_MODE,
                        List.of(BlankMode.ENSURE.label(), BlankMode.ADD.label()),
                        "ensure (so many there shall be) or add (so many more)");
            case ROLE -> choice(ReasonCode.INVALID_ROLE, ROLES, "one of the roles " + String.join(", ", ROLES));
            case COURSE_KEY -> key("._-+:~/", "letters, digits and . _ - + : ~ /, such as course-v1:Acme+C1+2026");
        };
    }

    /** The value to send; null, and an error added, when the text is wrong. */
    @Nullable
    public Object read(String column, String text, List<RowError> errors) {
        String trimmed = isPerson() ? AddressText.trim(text) : trims ? TextRules.trim(text) : text;
        Object value = reading.of(trimmed);
        if (value == null) {
            errors.add(error(column, trimmed));
        }
        return value;
    }

    /** {@return whether it is for what says who somebody is} */
    private boolean isPerson() {
        return code == ReasonCode.INVALID_EMAIL || code == ReasonCode.INVALID_USERNAME;
    }

    private RowError error(String column, String text) {
        Optional<String> meant = meant(text);
        int control = trims
                ? TextRules.firstInvisible(meant.filter(AddressSearch::isList).isPresent() ? onOneLine(text) : text)
                : TextRules.firstControl(text);
        Map<String, String> suggestion =
                meant.map(address -> Map.of(column, address)).orElse(Map.of());
        if (control < 0) {
            return new RowError(code, column, TextRules.quote(text), expected.apply(text), suggestion);
        }
        return new RowError(
                ReasonCode.CONTROL_CHARACTER,
                column,
                TextRules.quote(text),
                String.format(
                        "no control or invisible character, found U+%04X at position %d",
                        (int) text.charAt(control), control + 1),
                suggestion);
    }

    private Optional<String> meant(String text) {
        return switch (code) {
            case INVALID_EMAIL -> EmailSuggestion.of(text);
            case INVALID_USERNAME -> isMade(text) ? number(text) : UserNameSuggestion.of(text);
            case INVALID_KEY -> isMade(text) ? number(text) : KeySuggestion.of(text, this);
            case CONTROL_CHARACTER -> TextDirection.without(text);
            default -> Optional.empty();
        };
    }

    /** {@return what a number was that a spreadsheet has made of a key or a user name, where that can be told} */
    private Optional<String> number(String text) {
        Optional<String> meant = FormattedNumber.isOne(text)
                ? FormattedNumber.meant(text)
                : RoundedNumber.meant(RoundedNumber.inUsualDigits(text));
        return meant.filter(number -> reading.of(number) != null);
    }

    /** A line break between two people is no control character, but one person too many. */
    private static String onOneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
    }

    private static CellParser choice(ReasonCode code, List<String> labels, String expected) {
        return new CellParser(
                code,
                true,
                text -> labels.contains(text.toLowerCase(Locale.ROOT)) ? text.toLowerCase(Locale.ROOT) : null,
                text -> expected);
    }

    private static @Nullable String name(String text) {
        return TextRules.firstInvisible(text) < 0 && text.length() <= LONGEST_KEY ? text : null;
    }

    private static @Nullable Long count(String text) {
        return text.matches("0*[1-9][0-9]{0,8}") ? Long.valueOf(text) : null;
    }

    private static CellParser key(String signs, String expected) {
        return new CellParser(
                ReasonCode.INVALID_KEY,
                true,
                new MemoizedParser(text -> isKey(text, signs) && !isMade(text) ? text : null),
                text -> unless(text, expected + (hasKeySigns(text, signs) ? place(text) : "")));
    }

    /** {@return what else is expected of a text that has none but the signs of a key} */
    private static String place(String text) {
        return text.length() > LONGEST_KEY ? ", at most " + LONGEST_KEY + " characters" : KeySuggestion.EXPECTED;
    }

    /** {@return what was expected, unless a spreadsheet has made the text} */
    private static String unless(String text, String expected) {
        if (FormattedNumber.isOne(text)) {
            return FormattedNumber.expected(text);
        }
        String plain = RoundedNumber.inUsualDigits(text);
        if (RoundedNumber.isOne(plain)) {
            return RoundedNumber.EXPECTED;
        }
        return SpreadsheetValue.isOne(plain) ? SpreadsheetValue.EXPECTED : expected;
    }

    /** {@return whether a spreadsheet may have made it of another text} */
    private static boolean isMade(String text) {
        String plain = RoundedNumber.inUsualDigits(text);
        return RoundedNumber.isOne(plain) || SpreadsheetValue.isOne(plain) || FormattedNumber.isOne(text);
    }

    private static boolean isKey(String text, String signs) {
        return text.length() <= LONGEST_KEY && hasKeySigns(text, signs) && KeySuggestion.hasNoStraySign(text);
    }

    private static boolean hasKeySigns(String text, String signs) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && signs.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A slip in a top-level domain is for {@link RowPolicy#broken} to say, which feeds may take as it is. */
    private static @Nullable String email(String text, boolean unusual) {
        String address = EmailAddress.read(text, unusual);
        return address == null
                        || unusual
                        || TopLevelDomains.isKnown(address)
                        || EmailSuggestion.typo(address).isPresent()
                ? address
                : null;
    }

    private static @Nullable Boolean truth(String text) {
        if (text.equals("1") || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes")) {
            return Boolean.TRUE;
        }
        boolean no = text.equals("0") || text.equalsIgnoreCase("false") || text.equalsIgnoreCase("no");
        return no ? Boolean.FALSE : null;
    }
}
