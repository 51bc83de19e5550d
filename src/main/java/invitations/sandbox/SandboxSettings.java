package invitations.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox is to behave. It listens on 127.0.0.1 only.
 *
 * @param port from 0 to 65535; 0 for one that is free
 * @param prefix what comes before the catalog's path, and is part of the base URL: {@code /dm}, or empty
 * @param catalogPath the catalog's path, {@code /api/catalog}
 * @param access the keys
 * @param known the platforms, programs and courses that exist
 * @param variants what the vendor's documents leave open
 * @param bulkMaximum the most items that a bulk call may have; more are answered with 413
 * @param latency how long each call takes at least; a multiple of milliseconds is kept to about 0.1 ms
 * @param recordFile where every e-mail is appended as a line of JSON, at once; null for nowhere
 * @param keepsRequests whether {@link Sandbox#requests()} remembers; false in long runs, to save memory
 */
public record SandboxSettings(
        int port,
        String prefix,
        String catalogPath,
        Access access,
        Known known,
        Variants variants,
        int bulkMaximum,
        Duration latency,
        @Nullable Path recordFile,
        boolean keepsRequests) {

    /** A free port, the vendor's paths, one key, everything known, requests remembered. */
    public static SandboxSettings withKey(String key) {
        return new SandboxSettings(
                0,
                "/dm",
                "/api/catalog",
                Access.to(key),
                Known.anything(),
                Variants.standard(),
                500,
                Duration.ZERO,
                null,
                true);
    }

    public SandboxSettings withPort(int value) {
        return new SandboxSettings(
                value, prefix, catalogPath, access, known, variants, bulkMaximum, latency, recordFile, keepsRequests);
    }

    public SandboxSettings withPrefix(String value) {
        return new SandboxSettings(
                port, value, catalogPath, access, known, variants, bulkMaximum, latency, recordFile, keepsRequests);
    }

    public SandboxSettings withCatalogPath(String value) {
        return new SandboxSettings(
                port, prefix, value, access, known, variants, bulkMaximum, latency, recordFile, keepsRequests);
    }

    public SandboxSettings withAccess(Access value) {
        return new SandboxSettings(
                port, prefix, catalogPath, value, known, variants, bulkMaximum, latency, recordFile, keepsRequests);
    }

    public SandboxSettings withKnown(Known value) {
        return new SandboxSettings(
                port, prefix, catalogPath, access, value, variants, bulkMaximum, latency, recordFile, keepsRequests);
    }

    public SandboxSettings withVariants(Variants value) {
        return new SandboxSettings(
                port, prefix, catalogPath, access, known, value, bulkMaximum, latency, recordFile, keepsRequests);
    }

    public SandboxSettings withBulkMaximum(int value) {
        return new SandboxSettings(
                port, prefix, catalogPath, access, known, variants, value, latency, recordFile, keepsRequests);
    }

    public SandboxSettings withLatency(Duration value) {
        return new SandboxSettings(
                port, prefix, catalogPath, access, known, variants, bulkMaximum, value, recordFile, keepsRequests);
    }

    public SandboxSettings withRecordFile(Path value) {
        return new SandboxSettings(
                port, prefix, catalogPath, access, known, variants, bulkMaximum, latency, value, keepsRequests);
    }

    public SandboxSettings withoutRequests() {
        return new SandboxSettings(
                port, prefix, catalogPath, access, known, variants, bulkMaximum, latency, recordFile, false);
    }
}
