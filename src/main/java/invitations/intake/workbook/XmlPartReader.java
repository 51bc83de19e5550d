package invitations.intake.workbook;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** One XML file of a workbook, read from start to end. Knows no entities but those of XML itself. For one thread. */
final class XmlPartReader implements Closeable {
    private static final int LONGEST_ATTRIBUTE = 4096;

    /** Of one element; spreadsheet programs write a dozen. */
    private static final int MOST_ATTRIBUTES = 200;
    /** Of elements in one another; spreadsheet programs write a dozen. */
    private static final int DEEPEST = 100;
    /** Of elements, attributes and namespaces, which the parser keeps; the standard has a few hundred for a part. */
    private static final int MOST_NAMES = 2_000;

    /**
     * The limits of the JDK on XML that we count ourselves; 0 stands for none. From Java 24 on they are so low that a workbook with
     * many number formats that have quotes exceeds them.
     */
    private static final String LIMIT_OF_JDK = "http://www.oracle.com/xml/jaxp/properties/";

    private static final List<String> COUNTED_HERE = List.of(
            "entityExpansionLimit",
            "entityReplacementLimit",
            "totalEntitySizeLimit",
            "maxGeneralEntitySizeLimit",
            "elementAttributeLimit",
            "maxElementDepth");

    private static final XMLInputFactory FACTORY = factory();

    private final InputStream in;
    private final XMLStreamReader reader;
    private final Set<String> names = new HashSet<>();
    private int depth;

    XmlPartReader(InputStream in) throws IOException, XMLStreamException {
        this.in = new XmlLimitInputStream(XmlText.of(in));
        this.reader = FACTORY.createXMLStreamReader(this.in, "UTF-8");
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        COUNTED_HERE.forEach(limit -> factory.setProperty(LIMIT_OF_JDK + limit, "0"));
        return factory;
    }

    /** Goes on to the next start or end of an element, or text; false at the end of the file. */
    boolean next() throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    count();
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return true;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    private void count() {
        names.add(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            names.add(reader.getAttributeLocalName(i));
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            names.add(String.valueOf(reader.getNamespacePrefix(i)));
            names.add(String.valueOf(reader.getNamespaceURI(i)));
        }
        if (depth > DEEPEST || reader.getAttributeCount() > MOST_ATTRIBUTES || names.size() > MOST_NAMES) {
            throw new FileRefusedException(
                    ReasonCode.TOO_MUCH_PACKED,
                    0,
                    "the workbook has XML of more than " + DEEPEST + " elements in one another, " + MOST_ATTRIBUTES
                            + " attributes of an element, or " + MOST_NAMES + " names: save it as 'CSV UTF-8'");
        }
    }

    /** {@return whether an element of that name begins here, in whatever namespace} */
    boolean begins(String name) {
        return reader.isStartElement() && reader.getLocalName().equals(name);
    }

    /** {@return whether an element of that name ends here} */
    boolean ends(String name) {
        return reader.isEndElement() && reader.getLocalName().equals(name);
    }

    boolean isText() {
        return reader.isCharacters();
    }

    /** The text here; a long one comes in pieces. */
    String text() {
        return reader.getText();
    }

    /**
     * The attribute of the element that begins here, in whatever namespace.
     *
     * @throws FileRefusedException when it is longer than any that a spreadsheet program writes
     */
    @Nullable
    String attribute(String name) {
        String value = reader.getAttributeValue(null, name);
        if (value != null && value.length() > LONGEST_ATTRIBUTE) {
            throw new FileRefusedException(
                    ReasonCode.TOO_MUCH_PACKED,
                    0,
                    "the workbook has a name or a format of more than " + LONGEST_ATTRIBUTE
                            + " characters: save it as 'CSV UTF-8'");
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
