package invitations.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Breaks what is good, in one place at a time. */
final class Broken {
    /** What may stand in it is nobody's to say. */
    private static final String FREE = "metadata";

    private static final Map<String, String> BAD_TEXTS = Map.of(
            "email", "nobody",
            "user_group_owner_email", "nobody",
            "redirect_to", "not an address",
            "created", "tomorrow",
            "started", "tomorrow",
            "expired", "tomorrow",
            "role", "owner",
            "level", "owner");

    private Broken() {}

    /** With another type at each place, and with text of another kind where it must be of one; by the place. */
    static Map<String, JsonNode> values(JsonNode good) {
        Map<String, JsonNode> broken = new LinkedHashMap<>();
        broken.put("in all", TextNode.valueOf("x"));
        for (String place : places(good)) {
            JsonNode value = good.at(place);
            String name = place.substring(place.lastIndexOf('/') + 1);
            if (value.isNull()) {
                broken.put(place + " true", with(good, place, BooleanNode.TRUE));
                continue;
            }
            broken.put(place + " of another type", with(good, place, anotherType(value)));
            if (BAD_TEXTS.containsKey(name) && value.isTextual()) {
                broken.put(place + " " + BAD_TEXTS.get(name), with(good, place, TextNode.valueOf(BAD_TEXTS.get(name))));
            }
        }
        return broken;
    }

    /** With a field more in each object; by the place of the object. */
    static Map<String, JsonNode> extras(JsonNode good) {
        Map<String, JsonNode> broken = new LinkedHashMap<>();
        List<String> objects = new ArrayList<>(List.of(""));
        objects.addAll(places(good));
        for (String place : objects) {
            if (good.at(place).isObject() && !place.endsWith("/" + FREE)) {
                JsonNode copy = good.deepCopy();
                ((ObjectNode) copy.at(place)).put("surprise", "x");
                broken.put("a surprise in " + place, copy);
            }
        }
        return broken;
    }

    /** Without what is at that place. */
    static JsonNode without(JsonNode good, String place) {
        JsonNode copy = good.deepCopy();
        int slash = place.lastIndexOf('/');
        ((ObjectNode) copy.at(place.substring(0, slash))).remove(place.substring(slash + 1));
        return copy;
    }

    private static JsonNode with(JsonNode good, String place, JsonNode value) {
        JsonNode copy = good.deepCopy();
        int slash = place.lastIndexOf('/');
        JsonNode parent = copy.at(place.substring(0, slash));
        String name = place.substring(slash + 1);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), value);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
        return copy;
    }

    private static JsonNode anotherType(JsonNode value) {
        return value.isTextual() ? IntNode.valueOf(7) : TextNode.valueOf("7");
    }

    /** {@return where there is anything, as JSON pointers; not within what is free} */
    private static List<String> places(JsonNode json) {
        List<String> places = new ArrayList<>();
        if (json.isObject()) {
            json.properties()
                    .forEach(field -> add(
                            places,
                            "/" + field.getKey(),
                            field.getValue(),
                            field.getKey().equals(FREE)));
        }
        for (int i = 0; json.isArray() && i < json.size(); i++) {
            add(places, "/" + i, json.get(i), false);
        }
        return places;
    }

    private static void add(List<String> places, String place, JsonNode value, boolean isFree) {
        places.add(place);
        if (!isFree) {
            places(value).forEach(inner -> places.add(place + inner));
        }
    }
}
