package invitations.settings;

import invitations.base.Sha256;
import invitations.base.Suggestions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The value of each {@link Property} and where it came from: the command line wins over the environment, which wins over
 * {@code <home>/application.properties}, which wins over the default. Immutable.
 */
public final class Settings {
    /** Variables of the launcher, which are no properties. */
    private static final Set<String> LAUNCHER_VARIABLES =
            Set.of("INVITATIONS_JAVA_OPTS", "INVITATIONS_HEAP", "INVITATIONS_NO_ARCHIVE");

    private static final String MOCK_HOST = "docs.ibl.ai";

    private final Map<Property, Value> values = new EnumMap<>(Property.class);
    private final Map<String, String> camel = new TreeMap<>();
    private ProxySettings proxies = ProxySettings.NONE;

    /**
     * A value and its origin.
     *
     * @param text the value
     * @param origin for people: {@code command line}, {@code environment IBLAI_ORG}, a file, or {@code default}
     */
    public record Value(String text, String origin) {
        private static final String DEFAULT = "default";

        /** {@return whether nobody has set it} */
        public boolean isDefault() {
            return origin.equals(DEFAULT);
        }
    }

    private Settings() {}

    /**
     * Reads and checks all settings.
     *
     * @param commandLine from {@code --home}, {@code -D} and {@code --property}
     * @param environment the environment's variables
     * @throws InvalidSettingsException naming every unknown key, with a suggestion, and every wrong value
     */
    public static Settings load(Map<String, String> commandLine, Map<String, String> environment) {
        Settings settings = new Settings();
        List<String> problems = new ArrayList<>();
        for (Property property : Property.values()) {
            settings.values.put(property, new Value(property.defaultValue(), Value.DEFAULT));
        }
        DefaultHome.of(environment, System.getProperty("user.home"))
                .ifPresent(home -> settings.values.put(Property.HOME, new Value(home.toString(), Value.DEFAULT)));
        // The home says where the file is, so it is looked up before the file is read.
        settings.putEnvironment(environment, problems);
        settings.putAll(commandLine, "command line", key -> "", problems);
        if (settings.text(Property.HOME).startsWith("~")) {
            // Only shells know what it stands for, and not in a crontab: a folder of that name would be made.
            throw new InvalidSettingsException(
                    List.of(Property.HOME.key() + ": '" + settings.text(Property.HOME) + "': what ~"
                            + " stands for is not known here; name a home by its whole path, with --home or "
                            + Property.HOME.variable()));
        }
        Path file = settings.home().resolve("application.properties");
        Optional<PropertiesFile> found = PropertiesFile.at(file);
        if (found.isPresent()) {
            PropertiesFile own = found.get();
            if (own.values().containsKey(Property.HOME.key())) {
                problems.add(file + own.place(Property.HOME.key()) + ": " + Property.HOME.key()
                        + ": the file lies in the home, so it cannot say where that is; use --home or "
                        + Property.HOME.variable());
            }
            own.repeated()
                    .forEach(key -> problems.add(file + own.place(key) + ": " + key
                            + ": it stands in the file more than once; keep one line"));
            settings.putAll(own.without(Property.HOME.key()).values(), file.toString(), own::place, problems);
            settings.putEnvironment(environment, new ArrayList<>());
            settings.putAll(commandLine, "command line", key -> "", new ArrayList<>());
        }
        settings.proxies = ProxySettings.of(settings, environment, problems);
        SecretMask.learn(settings);
        if (settings.isMock()) {
            problems.add(Property.API_BASE_URL.key() + ": " + MOCK_HOST
                    + " answers anything with success and invites nobody; expected the API itself");
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        // Files are taken from the home, and stay the same for another one.
        settings.values.replaceAll(
                (property, value) -> property.isFile() && !value.text().isEmpty()
                        ? new Value(settings.home().resolve(value.text()).toString(), value.origin())
                        : value);
        return settings;
    }

    /** The same settings with another value for one property, from this program. */
    public Settings with(Property property, String text) {
        Settings settings = new Settings();
        settings.values.putAll(values);
        settings.values.put(property, new Value(text, "this program"));
        settings.camel.putAll(camel);
        settings.proxies = proxies;
        return settings;
    }

    /** The value as it stands. */
    public String text(Property property) {
        return value(property).text();
    }

    /** The value, when there is one. */
    public Optional<String> optional(Property property) {
        return Optional.of(text(property)).filter(text -> !text.isEmpty());
    }

    /** The value of a property that counts. */
    public int count(Property property) {
        return Integer.parseInt(text(property));
    }

    /** The value of a property that is a size. */
    public long size(Property property) {
        return Type.size(text(property)).orElseThrow();
    }

    /** The value of a property that is a duration. */
    public Duration duration(Property property) {
        return Type.duration(text(property)).orElseThrow();
    }

    /** SHA-256, in hex, of all values but secrets: two runs with the same one were set up in the same way. */
    public String fingerprint() {
        StringBuilder text = new StringBuilder();
        values.forEach((property, value) -> text.append(property.key())
                .append('=')
                .append(property.isSecret() ? "" : value.text())
                .append('\n'));
        camel.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return Sha256.of(text.toString());
    }

    /** The value with its origin. */
    public Value value(Property property) {
        return Optional.ofNullable(values.get(property)).orElseThrow();
    }

    /** The folder that holds everything, absolute. */
    public Path home() {
        return Path.of(text(Property.HOME)).toAbsolutePath().normalize();
    }

    /** {@return whether the home is one that somebody named, and not the user's by default} */
    public boolean isHomeNamed() {
        return !value(Property.HOME).isDefault();
    }

    /** Properties of Camel itself, from the file or the command line, handed through as they are. */
    public Map<String, String> camel() {
        return Map.copyOf(camel);
    }

    /** By which proxy requests go, if by any. */
    public ProxySettings proxies() {
        return proxies;
    }

    /** The base URL in its normal form: lower-case scheme and host, no default port, no slash at its end. */
    public String apiBaseUrl() {
        return BaseUrl.normal(text(Property.API_BASE_URL));
    }

    /** The GitBook API's address in its one form. */
    public String gitbookBaseUrl() {
        return BaseUrl.normal(text(Property.GITBOOK_BASE_URL));
    }

    /** The name by which the ledger knows the APIs; that of GitBook is part of it where it is not the vendor's own. */
    public String apiIdentity() {
        boolean isVendors = gitbookBaseUrl().equals(Property.GITBOOK_BASE_URL.defaultValue());
        return optional(Property.API_ID)
                .orElseGet(() -> isVendors ? apiBaseUrl() : apiBaseUrl() + " and GitBook at " + gitbookBaseUrl());
    }

    private boolean isMock() {
        String host = String.valueOf(URI.create(text(Property.API_BASE_URL)).getHost());
        return host.equalsIgnoreCase(MOCK_HOST) || host.equalsIgnoreCase(MOCK_HOST + '.');
    }

    private void putEnvironment(Map<String, String> environment, List<String> problems) {
        Map<String, Property> byVariable = new TreeMap<>();
        for (Property property : Property.values()) {
            byVariable.put(property.variable(), property);
        }
        environment.forEach((variable, text) -> {
            Property property = byVariable.get(variable);
            if (property != null) {
                String origin = "environment " + variable;
                put(property, new Value(text.strip(), origin), origin, problems);
            } else if (FixedProperties.has(variable)) {
                problems.add(FixedProperties.problem("environment", variable));
            } else if (variable.startsWith("INVITATIONS_") && !LAUNCHER_VARIABLES.contains(variable)) {
                problems.add(Suggestions.unknown(variable, "environment", byVariable.keySet()));
            }
        });
    }

    /** @param place where in the origin a key stands, to be put behind it */
    private void putAll(Map<String, String> texts, String origin, UnaryOperator<String> place, List<String> problems) {
        Map<String, Property> byKey = new TreeMap<>();
        for (Property property : Property.values()) {
            byKey.put(property.key(), property);
        }
        texts.forEach((key, text) -> {
            Property property = byKey.get(key);
            String where = origin + place.apply(key);
            if (property != null) {
                put(property, new Value(text.strip(), origin), where, problems);
            } else if (FixedProperties.has(key)) {
                problems.add(FixedProperties.problem(where, key));
            } else if (key.startsWith("camel.")) {
                camel.put(key, text);
            } else {
                problems.add(Suggestions.unknown(key, where, byKey.keySet()));
            }
        });
    }

    private void put(Property property, Value value, String where, List<String> problems) {
        Optional<String> problem = property.problemWith(value.text());
        if (problem.isPresent()) {
            // A user's password before the @, a token behind the ?: what a URL must not have may be secret too.
            boolean hidden = property.isSecret() || value.text().matches("(?s).*[@?].*");
            String shown = hidden ? "its value" : "'" + value.text() + "'";
            problems.add(where + ": " + property.key() + ": " + shown + " – " + problem.get());
            return;
        }
        values.put(property, value);
    }
}
