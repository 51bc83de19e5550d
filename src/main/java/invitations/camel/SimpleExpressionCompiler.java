package invitations.camel;

import invitations.csv.ColumnName;
import invitations.feed.ExpressionCompiler;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.DefaultExchange;

/**
 * Computed columns in Camel's Simple language: {@code ${body[first_name]} ${body[last_name]}}. The body has the row's cells
 * by the names of their columns. Only the feed's settings are expressions; what a cell says is never one. Safe for any
 * number of threads.
 */
final class SimpleExpressionCompiler implements ExpressionCompiler {
    /** Where Simple, or Camel's properties, would begin to evaluate something. */
    private static final Pattern OPENED = Pattern.compile("\\$\\{|\\$simple\\{|\\{\\{");

    /** A cell, and perhaps a function of its text, such as {@code toUpperCase()}. */
    private static final Pattern CELL = Pattern.compile(
            "\\$\\{body\\[[^\\[\\]{}$]+](\\.(toUpperCase|toLowerCase|trim|strip|length|substring|replace|concat)\\([^(){}$]*\\))*}");

    private static final String CELLS_ONLY = "expected the row's cells only, as in ${body[first_name]}";

    private final Supplier<CamelContext> context;

    SimpleExpressionCompiler(Supplier<CamelContext> context) {
        this.context = context;
    }

    @Override
    public Function<Map<String, String>, String> compile(String text) {
        refuseAllButCells(text);
        CamelContext camel = context.get();
        Expression expression;
        try {
            expression = camel.resolveLanguage("simple").createExpression(text);
            expression.init(camel);
        } catch (RuntimeCamelException e) {
            throw new IllegalArgumentException(firstLine(e), e);
        }
        return cells -> value(camel, expression, cells);
    }

    /** What is computed goes to the API: an expression that reaches beans, the environment or settings would take keys along. */
    private static void refuseAllButCells(String text) {
        // Camel reads a file where an expression, or what is given to a function, begins so.
        if (text.contains("resource:")) {
            throw new IllegalArgumentException(CELLS_ONLY);
        }
        Matcher opened = OPENED.matcher(text);
        while (opened.find()) {
            if (!CELL.matcher(text.substring(opened.start())).lookingAt()) {
                throw new IllegalArgumentException(CELLS_ONLY);
            }
        }
    }

    private static String value(CamelContext camel, Expression expression, Map<String, String> cells) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(new Cells(cells));
        try {
            String value = expression.evaluate(exchange, String.class);
            return value == null ? "" : value;
        } catch (RuntimeException e) {
            // Its words may quote the row.
            throw new IllegalArgumentException(e.getClass().getSimpleName(), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** The cells, whatever the case, blanks and signs of the name by which one is asked for; empty for what is not there. */
    private static final class Cells extends HashMap<String, String> {
        private static final long serialVersionUID = 1L;

        Cells(Map<String, String> cells) {
            super(cells);
        }

        @Override
        public String get(Object name) {
            return getOrDefault(ColumnName.withoutGaps(String.valueOf(name)), "");
        }
    }
}
