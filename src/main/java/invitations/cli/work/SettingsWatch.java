package invitations.cli.work;

import invitations.settings.InvalidSettingsException;
import invitations.settings.PropertiesFile;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings in use, and the file {@code application.properties} that they may change by. A change counts when two looks
 * in a row find the same content, with settings in it, and these can be used. Until then, and while the file is missing,
 * emptied, or cannot be read, the settings of before stay, with a line in the log. For one thread.
 */
final class SettingsWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsWatch.class);
    private static final int MOST_LOADS = 5;

    private final Supplier<Settings> load;
    private final Path file;
    private Settings settings;
    private Content current;
    private Content lastLook;
    private @Nullable Settings previous;
    private @Nullable Content previousContent;
    private @Nullable Content told;

    /**
     * Reads the settings a first time.
     *
     * @param load reads the settings from all places, the file among them
     * @throws InvalidSettingsException when they cannot be used
     */
    SettingsWatch(Supplier<Settings> load) {
        this.load = load;
        this.settings = load.get();
        this.file = settings.home().resolve("application.properties");
        this.current = Content.of(file);
        // What is loaded must be what is kept in mind: somebody may write the file in between.
        for (int n = 1; n < MOST_LOADS; n++) {
            this.settings = load.get();
            Content before = current;
            this.current = Content.of(file);
            if (current.equals(before)) {
                break;
            }
        }
        this.lastLook = current;
    }

    /** The settings in use. */
    Settings settings() {
        return settings;
    }

    /**
     * Looks at the file once.
     *
     * @param check throws {@link InvalidSettingsException} for settings that cannot be used now
     * @return whether there are other settings in use now
     */
    boolean look(Consumer<Settings> check) {
        Content now = Content.of(file);
        boolean isAtRest = now.equals(lastLook);
        lastLook = now;
        if (now.equals(current) || (now.isNothing() && current.isNothing())) {
            if (told != null) {
                LOG.info("{} is as it was", file);
                told = null;
            }
            return false;
        }
        if (!isAtRest || now.equals(told)) {
            return false;
        }
        told = now;
        if (!now.hasSettings()) {
            LOG.error(
                    "{} {}: the settings of before stay",
                    file,
                    now.problem() == null ? "has no settings in it any more" : now.problem());
            return false;
        }
        return take(now, check);
    }

    private boolean take(Content now, Consumer<Settings> check) {
        try {
            Settings changed = load.get();
            if (!Content.of(file).equals(now)) {
                // Written once more meanwhile: the next looks see to it.
                told = null;
                return false;
            }
            check.accept(changed);
            LOG.info("The settings have changed: starting again with them");
            previous = settings;
            previousContent = current;
            settings = changed;
            current = now;
            told = null;
            return true;
        } catch (InvalidSettingsException e) {
            LOG.error("The settings have changed and cannot be used, so the old ones stay: {}", e.getMessage());
            return false;
        }
    }

    /**
     * Goes back to the settings before the last change, with which nothing can be started.
     *
     * @return false when there are none
     */
    boolean goBack(Exception reason) {
        if (previous == null || previousContent == null) {
            return false;
        }
        LOG.error(
                "The settings have changed and nothing can be started with them, so the old ones stay: {}",
                reason.getMessage() == null ? reason.toString() : reason.getMessage());
        told = current;
        settings = previous;
        current = previousContent;
        previous = null;
        previousContent = null;
        return true;
    }

    /**
     * What a look found.
     *
     * @param text the file's bytes, one a character; null when there is none that could be read
     * @param problem why there is none, as a phrase to be put behind its name; null when there is
     */
    private record Content(@Nullable String text, @Nullable String problem) {
        private static final String MISSING = "is not there any more";

        static Content of(Path file) {
            try {
                if (Files.isRegularFile(file)) {
                    return new Content(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), null);
                }
                return new Content(
                        null, Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "is no file any more" : MISSING);
            } catch (IOException e) {
                return new Content(null, "cannot be read (" + e.getClass().getSimpleName() + ")");
            }
        }

        /** {@return whether there is no file, or one that sets nothing} */
        boolean isNothing() {
            return !hasSettings() && (problem == null || problem.equals(MISSING));
        }

        /** {@return whether it sets anything; what cannot be understood is shown when it is loaded} */
        boolean hasSettings() {
            try {
                return text != null && !PropertiesFile.of(text).values().isEmpty();
            } catch (IllegalArgumentException notUnderstood) {
                return true;
            }
        }
    }
}
