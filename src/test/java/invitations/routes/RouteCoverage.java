package invitations.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Records which steps an exchange has reached, one file a process. A test adds it to its Camel context before that
 * starts: {@code context.getCamelContextExtension().addInterceptStrategy(new RouteCoverage())}. Each step is written
 * down when it is first reached, so that a process which is killed has kept its record. Safe for any number of threads.
 */
public final class RouteCoverage implements InterceptStrategy {
    /** Where the tests of the build write their records. */
    static final Path FOLDER = Path.of("target/route-coverage");

    private static final Map<Path, Set<String>> WRITTEN = new ConcurrentHashMap<>();

    private final Path record;
    private final Set<String> written;

    /** Records into the build's folder. */
    public RouteCoverage() {
        this(FOLDER);
    }

    RouteCoverage(Path folder) {
        record = folder.toAbsolutePath().resolve(ProcessHandle.current().pid() + ".txt");
        written = WRITTEN.computeIfAbsent(record, path -> ConcurrentHashMap.newKeySet());
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                reached(definition.getId());
                return super.process(exchange, callback);
            }
        };
    }

    /** The steps that no test has reached according to the records of a folder, as {@code file: step}. */
    static List<String> unreached(List<RouteFile> files, Path folder) {
        Set<String> reached = new HashSet<>();
        try (Stream<Path> records = Files.list(folder)) {
            for (Path record : records.toList()) {
                reached.addAll(Files.readAllLines(record));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no records: they are made by the tests of the test phase", e);
        }
        List<String> unreached = new ArrayList<>();
        for (RouteFile file : files) {
            for (Step step : file.steps()) {
                if (!isReached(step, reached)) {
                    unreached.add(file + ": " + step);
                }
            }
        }
        return unreached;
    }

    /** Camel intercepts neither branches nor doTry: they are reached when a step in them is. */
    private static boolean isReached(Step step, Set<String> reached) {
        return reached.contains(step.id()) || step.inside().stream().anyMatch(inner -> reached.contains(inner.id()));
    }

    private void reached(String id) {
        if (written.add(id)) {
            synchronized (written) {
                write(id + "\n");
            }
        }
    }

    private void write(String line) {
        try {
            Files.createDirectories(record.getParent());
            Files.writeString(record, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
