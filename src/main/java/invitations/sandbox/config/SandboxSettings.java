package invitations.sandbox.config;

import invitations.sandbox.Sandbox;
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
 * @param maxima how much one call may ask for
 * @param latency how long each call takes at least; a multiple of milliseconds is kept to about 0.1 ms
 * @param recordFile where every e-mail is appended as a line of JSON, at once; null for nowhere
 * @param keepsRequests whether {@link Sandbox#requests()} remembers; false in long runs, to save memory
 * @param gitbook how GitBook's API is to behave
 */
public record SandboxSettings(
        int port,
        String prefix,
        String catalogPath,
        Access access,
        Catalog known,
        Variants variants,
        SizeLimits maxima,
        Duration latency,
        @Nullable Path recordFile,
        boolean keepsRequests,
        GitbookSettings gitbook) {

    /** A free port, the vendor's paths, one key, everything known, requests remembered. */
    public static SandboxSettings withKey(String key) {
        return new SandboxSettings(
                0,
                "/dm",
                "/api/catalog",
                Access.to(key),
                Catalog.anything(),
                Variants.standard(),
                new SizeLimits(500, 500),
                Duration.ZERO,
                null,
                true,
                GitbookSettings.standard());
    }

    public SandboxSettings withPort(int value) {
        return new SandboxSettings(
                value,
                prefix,
                catalogPath,
                access,
                known,
                variants,
                maxima,
                latency,
                recordFile,
                keepsRequests,
                gitbook);
    }

    public SandboxSettings withPrefix(String value) {
        return new SandboxSettings(
                port, value, catalogPath, access, known, variants, maxima, latency, recordFile, keepsRequests, gitbook);
    }

    public SandboxSettings withCatalogPath(String value) {
        return new SandboxSettings(
                port, prefix, value, access, known, variants, maxima, latency, recordFile, keepsRequests, gitbook);
    }

    public SandboxSettings withAccess(Access value) {
        return new SandboxSettings(
                port, prefix, catalogPath, value, known, variants, maxima, latency, recordFile, keepsRequests, gitbook);
    }

    public SandboxSettings withKnown(Catalog value) {
        return new SandboxSettings(
                port,
                prefix,
                catalogPath,
                access,
                value,
                variants,
                maxima,
                latency,
                recordFile,
                keepsRequests,
                gitbook);
    }

    /** Known besides what is known already: seats that a platform bought in a course. */
    public SandboxSettings withLicence(String course, String platform, long count) {
        return withKnown(known.withLicence(new Licence(course, platform, count)));
    }

    public SandboxSettings withVariants(Variants value) {
        return new SandboxSettings(
                port, prefix, catalogPath, access, known, value, maxima, latency, recordFile, keepsRequests, gitbook);
    }

    public SandboxSettings withBulkMaximum(int value) {
        return with(new SizeLimits(value, maxima.blank()));
    }

    public SandboxSettings withBlankMaximum(int value) {
        return with(new SizeLimits(maxima.bulk(), value));
    }

    public SandboxSettings withLatency(Duration value) {
        return new SandboxSettings(
                port, prefix, catalogPath, access, known, variants, maxima, value, recordFile, keepsRequests, gitbook);
    }

    public SandboxSettings withRecordFile(Path value) {
        return new SandboxSettings(
                port, prefix, catalogPath, access, known, variants, maxima, latency, value, keepsRequests, gitbook);
    }

    public SandboxSettings withoutRequests() {
        return new SandboxSettings(
                port, prefix, catalogPath, access, known, variants, maxima, latency, recordFile, false, gitbook);
    }

    public SandboxSettings withGitbookPrefix(String value) {
        return with(new GitbookSettings(value, gitbook.access(), gitbook.maximum()));
    }

    public SandboxSettings withGitbookAccess(Access value) {
        return with(new GitbookSettings(gitbook.prefix(), value, gitbook.maximum()));
    }

    public SandboxSettings withGitbookMaximum(int value) {
        return with(new GitbookSettings(gitbook.prefix(), gitbook.access(), value));
    }

    private SandboxSettings with(SizeLimits value) {
        return new SandboxSettings(
                port, prefix, catalogPath, access, known, variants, value, latency, recordFile, keepsRequests, gitbook);
    }

    private SandboxSettings with(GitbookSettings value) {
        return new SandboxSettings(
                port, prefix, catalogPath, access, known, variants, maxima, latency, recordFile, keepsRequests, value);
    }
}
