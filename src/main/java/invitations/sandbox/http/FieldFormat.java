package invitations.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.IDN;
import java.net.URI;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the value of a field must look like, and the words in which Django REST framework says that it does not. */
public enum FieldFormat {
    TEXT("Not a valid string.", "invalid"),
    EMAIL("Enter a valid email address.", "invalid_email"),
    URL("Enter a valid URL.", "invalid_url"),
    DATE_TIME("Datetime has wrong format.", "invalid_date"),
    BOOLEAN("Must be a valid boolean.", "invalid_boolean"),
    OBJECT("Expected a dictionary of items.", "not_a_dict");

    private static final Pattern LOCAL_PART =
            Pattern.compile("[\\w!#$%&'*+/=?^`{}|~-]+(\\.[\\w!#$%&'*+/=?^`{}|~-]+)*|\"[\\x20-\\x7e]*\"");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}(?<!-)", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final String code;

    FieldFormat(String text, String code) {
        this.text = text;
        this.code = code;
    }

    /** {@return what is wrong with the value; null when nothing is} */
    @Nullable
    public Refusal refusal(String field, JsonNode value) {
        boolean good =
                switch (this) {
                    case BOOLEAN -> value.isBoolean();
                    case OBJECT -> value.isObject();
                    case TEXT -> value.isTextual();
                    case EMAIL -> value.isTextual() && isEmail(value.textValue());
                    case URL -> value.isTextual() && isUrl(value.textValue());
                    case DATE_TIME -> value.isTextual() && isDateTime(value.textValue());
                };
        if (value.isTextual() && value.textValue().isBlank()) {
            return Refusal.of(field, "This field may not be blank.", "blank");
        }
        return good ? null : Refusal.of(field, text, code);
    }

    private static boolean isEmail(String value) {
        int at = value.lastIndexOf('@');
        if (at < 1
                || value.length() > 254
                || !LOCAL_PART.matcher(value.substring(0, at)).matches()) {
            return false;
        }
        try {
            return DOMAIN.matcher(IDN.toASCII(value.substring(at + 1))).matches();
        } catch (IllegalArgumentException notADomain) {
            return false;
        }
    }

    private static boolean isUrl(String value) {
        try {
            URI uri = URI.create(value);
            return uri.getHost() != null && (value.startsWith("https://") || value.startsWith("http://"));
        } catch (IllegalArgumentException notAUrl) {
            return false;
        }
    }

    private static boolean isDateTime(String value) {
        try {
            return DateTimeFormatter.ISO_DATE_TIME.parse(value) != null;
        } catch (DateTimeException notADateTime) {
            return false;
        }
    }
}
