package invitations.feed;

import java.util.Map;
import java.util.function.Function;

/** Understands the expressions by which a feed computes columns. Any number of threads may ask. */
@FunctionalInterface
public interface ExpressionCompiler {

    /**
     * Makes the expression ready.
     *
     * @return takes the cells of a row by the names of their columns, and gives the text that they make; any number of
     *     threads may ask it
     * @throws IllegalArgumentException when the text is none; the message says why
     */
    Function<Map<String, String>, String> compile(String text);
}
