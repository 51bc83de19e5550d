package invitations.cli.ask;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An id that an API has given: it becomes part of an address. */
final class RemoteIdConverter implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        if (!value.matches("[A-Za-z0-9_-]{1,255}")) {
            throw new TypeConversionException("expected an id of letters, digits, _ and -, found '" + value + "'");
        }
        return value;
    }
}
