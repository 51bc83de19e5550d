package invitations.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param headers those besides the content type
 */
public record HttpAnswer(int status, String contentType, Map<String, String> headers, String body) {
    public static final String JSON = "application/json";
    public static final String HTML = "text/html; charset=utf-8";

    public static HttpAnswer json(int status, String body) {
        return new HttpAnswer(status, JSON, Map.of(), body);
    }

    public static HttpAnswer json(int status, JsonNode body) {
        return json(status, body.toString());
    }

    /** The shape in which Django REST framework words an error. */
    public static HttpAnswer detail(int status, String text) {
        return json(status, JsonNodeFactory.instance.objectNode().put("detail", text));
    }

    /** The shape in which GitBook words an error. */
    public static HttpAnswer error(int status, String text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", status).put("message", text);
        return json(status, body);
    }

    /** An answer that says all by its status. */
    public static HttpAnswer empty(int status) {
        return json(status, "");
    }

    /** A page for people, as a web server or a gateway answers by itself. */
    public static HttpAnswer page(int status, String title) {
        String html = "<!doctype html><html><head><title>" + title + "</title></head><body><h1>" + title
                + "</h1></body></html>\n";
        return new HttpAnswer(status, HTML, Map.of(), html);
    }

    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Sends status and headers; the body is the caller's. A length of 0 means unknown, and is sent in chunks. */
    public OutputStream start(HttpExchange exchange, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, length);
        return exchange.getResponseBody();
    }

    public void send(HttpExchange exchange) throws IOException {
        byte[] bytes = bytes();
        try (OutputStream out = start(exchange, bytes.length == 0 ? -1 : bytes.length)) {
            out.write(bytes);
        }
    }
}
