package invitations.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The home of a user who names none: one for each user, whatever the working directory. By the XDG Base Directory
 * Specification 0.8: {@code $XDG_DATA_HOME/invitations}, else {@code $HOME/.local/share/invitations}; a variable that is
 * empty, or holds a relative path, is ignored.
 */
final class DefaultHome {
    private static final String NAME = "invitations";

    private DefaultHome() {}

    /**
     * The folder, absolute; empty when nothing says where the user's own folder is.
     *
     * @param userHome the user's folder as the operating system knows it, for processes without {@code HOME}
     */
    static Optional<Path> of(Map<String, String> environment, @Nullable String userHome) {
        return absolute(environment.get("XDG_DATA_HOME"))
                .or(() -> Stream.of(absolute(environment.get("HOME")), absolute(userHome))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(home -> home.resolve(".local").resolve("share")))
                .map(data -> data.resolve(NAME).normalize());
    }

    private static Optional<Path> absolute(@Nullable String path) {
        try {
            return Optional.ofNullable(path)
                    .filter(text -> !text.isBlank())
                    .map(Path::of)
                    .filter(Path::isAbsolute);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
