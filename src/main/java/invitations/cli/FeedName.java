package invitations.cli;

import invitations.feed.Feeds;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes the names of feeds from the command line, and nothing that leads out of the home. */
final class FeedName implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        if (!Feeds.isName(value)) {
            throw new TypeConversionException("'" + Text.printable(value) + "': expected " + Feeds.NAME_RULE);
        }
        return value;
    }
}
