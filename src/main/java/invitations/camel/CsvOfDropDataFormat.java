package invitations.camel;

import invitations.camel.steps.PlanDropSteps;
import invitations.camel.steps.UnexpectedFailure;
import invitations.intake.read.CsvInput;
import invitations.invitation.ReasonCode;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.dataformat.csv.CsvDataFormat;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.LRUCacheFactory;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The data format {@code csv-of-drop}: camel-csv, in the dialect of the file that is at hand. The exchange's variable
 * {@link #SOURCE} says which; a header has no say. Makes of the text in the body its header and rows, which are parsed as
 * they are asked for and know their numbers and lines. Keeps one {@link CsvDataFormat} for each dialect that occurs, up to
 * {@link #MOST}. Safe for any number of threads.
 */
final class CsvOfDropDataFormat extends ServiceSupport implements DataFormat {
    /** The variable with the {@link PlanDropSteps.Source} of the text. */
    static final String SOURCE = "source";

    /** How many dialects are kept: files can name delimiters of their own, so that there is no end of them. */
    static final int MOST = 16;

    private final Map<CSVFormat, CsvDataFormat> formats = LRUCacheFactory.newLRUCache(MOST);

    /** {@return how many dialects are kept now} */
    int kept() {
        return formats.size();
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) throws Exception {
        return unmarshal(exchange, (Object) stream);
    }

    /**
     * Has a text parsed.
     *
     * @param body the reader of the text, which checks and bounds it; no other one is taken
     * @return an iterator: its {@link invitations.intake.read.RowReader}
     * @throws IllegalStateException when the variable is not set, or the body is not its reader: the route was changed
     */
    @Override
    public Object unmarshal(Exchange exchange, Object body) throws Exception {
        PlanDropSteps.Source source = exchange.getVariable(SOURCE, PlanDropSteps.Source.class);
        if (source == null || body != source.csv().reader()) {
            throw new IllegalStateException(
                    "the body is to be the reader of the variable " + SOURCE + ", which the bean planning opens");
        }
        CsvInput csv = source.csv();
        try {
            @SuppressWarnings("unchecked")
            Iterator<CSVRecord> parsed = (Iterator<CSVRecord>) of(csv.format()).unmarshal(exchange, body);
            return csv.records(parsed);
        } catch (RuntimeException | Error failure) {
            throw UnexpectedFailure.at(source.arrival(), ReasonCode.UNREADABLE_FILE, failure);
        }
    }

    private CsvDataFormat of(CSVFormat format) {
        return formats.computeIfAbsent(format, CsvOfDropDataFormat::make);
    }

    private static CsvDataFormat make(CSVFormat format) {
        CsvDataFormat made = new CsvDataFormat(format);
        made.setLazyLoad(true);
        made.setRecordConverter(record -> record);
        ServiceHelper.startService(made);
        return made;
    }

    /** @throws UnsupportedOperationException always: reports and dead letters are written by other means */
    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) {
        throw new UnsupportedOperationException("csv-of-drop reads files, and writes none");
    }
}
