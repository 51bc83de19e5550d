package invitations.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * The options of a Camel component's endpoints, from the description in its jar. Camel lets an unknown option pass
 * where the component is lenient: HTTP sends it to the server.
 *
 * @param options what the component says of each; a missing node when the component is not on the class path
 */
record ComponentOptions(JsonNode options) {
    private static final String META_INF = "META-INF/";

    static ComponentOptions of(String scheme) {
        try (InputStream service = resource("services/org/apache/camel/component/" + scheme)) {
            if (service == null) {
                return new ComponentOptions(MissingNode.getInstance());
            }
            Properties properties = new Properties();
            properties.load(service);
            String type = properties.getProperty("class");
            String folder = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/');
            try (InputStream description = resource(folder + scheme + ".json")) {
                return new ComponentOptions(
                        new ObjectMapper().readTree(description).path("properties"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        if (options.has(name)) {
            return true;
        }
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            String prefix = option.getValue().path("prefix").asText();
            if (!prefix.isEmpty() && name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static InputStream resource(String name) {
        return ComponentOptions.class.getClassLoader().getResourceAsStream(META_INF + name);
    }
}
