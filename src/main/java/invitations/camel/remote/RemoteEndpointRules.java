package invitations.camel.remote;

import invitations.base.StabilityTracker;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.camel.Expression;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExist;
import org.apache.camel.component.file.remote.RemoteFileConfiguration;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.file.strategy.GenericFileRenameProcessStrategy;
import org.jspecify.annotations.Nullable;

/** What holds of every server whatever its route says: which files are taken, how long anything may take, who is told. */
record RemoteEndpointRules(Settings settings, RemoteAlarms alarms, LongSupplier ticker) {

    @SuppressWarnings({"unchecked", "rawtypes"}) // Files of SFTP and FTP have no type in common.
    void apply(GenericFileEndpoint<?> given) {
        RemoteFileEndpoint<Object> endpoint = (RemoteFileEndpoint) given;
        StabilityTracker looks = new StabilityTracker(
                settings.count(Property.DROP_STABLE_POLLS), settings.duration(Property.DROP_MIN_AGE), ticker);
        RemoteFileFilter files = new RemoteFileFilter(looks, settings.size(Property.LIMIT_FILE_SIZE), ours());
        RemotePollListener polls = new RemotePollListener(alarms, files);
        endpoint.setFilter(files);
        endpoint.setPollStrategy(polls);
        endpoint.setExceptionHandler(polls);
        endpoint.setOnCompletionExceptionHandler(polls);
        // Where a route writes under another name first, Camel would delete the old file, and only then rename the new
        // one.
        if (endpoint.getTempFileName() != null && endpoint.getFileExist() == GenericFileExist.Override) {
            endpoint.setFileExist(GenericFileExist.TryRename);
        }
        // The next poll is the next attempt.
        endpoint.setMaximumReconnectAttempts(1);
        RemoteFileConfiguration configuration = endpoint.getConfiguration();
        configuration.setThrowExceptionOnConnectFailed(true);
        // Going through folders one by one would keep absolute ones out, and streams as well.
        configuration.setStepwise(false);
        configuration.setStreamDownload(true);
        configuration.setConnectTimeout(millis(Property.CONNECT_TIMEOUT));
        configuration.setSoTimeout(millis(Property.REQUEST_TIMEOUT));
        configuration.setTimeout(millis(Property.REQUEST_TIMEOUT));
        configuration.setPassword(secret(endpoint, configuration.getPassword()));
        Expression move = endpoint.getMove();
        if (endpoint.isDelete()) {
            endpoint.setMove((Expression) null);
        } else if (move != null) {
            endpoint.setProcessStrategy(moving(move));
        }
    }

    /** Camel counts from the folder that is polled, we from the login folder as everywhere else. */
    private static GenericFileRenameProcessStrategy<Object> moving(Expression move) {
        GenericFileRenameProcessStrategy<Object> strategy = new GenericFileRenameProcessStrategy<>();
        strategy.setCommitRenamer((operations, exchange, file) -> {
            GenericFile<Object> to = operations.newGenericFile();
            file.copyFrom(file, to);
            to.setAbsolute(true);
            to.setAbsoluteFilePath(move.evaluate(exchange, String.class));
            return to;
        });
        return strategy;
    }

    /** {@return what stands behind {@code #name}, which Camel looks up for all but texts: addresses are shown, beans are not} */
    static @Nullable String secret(GenericFileEndpoint<?> endpoint, @Nullable String text) {
        String found = text != null && text.startsWith("#")
                ? endpoint.getCamelContext().getRegistry().lookupByNameAndType(text.substring(1), String.class)
                : null;
        String secret = found == null ? text : found;
        return secret == null || secret.isEmpty() ? null : secret;
    }

    private Set<String> ours() {
        Set<String> folders = new HashSet<>();
        for (Property property :
                List.of(Property.SFTP_ARCHIVE, Property.SFTP_OUTGOING, Property.FTPS_ARCHIVE, Property.FTPS_OUTGOING)) {
            folders.add(settings.text(property).replaceFirst("^/", ""));
        }
        return folders;
    }

    private int millis(Property property) {
        return Math.toIntExact(settings.duration(property).toMillis());
    }

    /** The folder of an endpoint's address, where two slashes begin an absolute one; Camel makes all of them relative. */
    static void setFolder(RemoteFileConfiguration configuration, String path) {
        String folder = path.startsWith("/") ? path.substring(1) : path;
        configuration.setDirectory(folder);
        configuration.setDirectoryName(folder);
    }
}
