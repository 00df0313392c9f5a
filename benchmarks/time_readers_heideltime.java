// HeidelTime over many articles in one virtual machine, as nobody would start one for each.
// Arguments: its configuration file, then a text file and a day (2026-03-04) for each article.
// What it found is written beside each text, as TimeML in a file that ends in ".tml".

import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;

class TimeReadersHeideltime {
    public static void main(String[] arguments) throws Exception {
        var tagger = new HeidelTimeStandalone(
            Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, arguments[0]);
        var days = new SimpleDateFormat("yyyy-MM-dd");
        for (int at = 1; at + 1 < arguments.length; at += 2) {
            var text = Files.readString(Path.of(arguments[at]));
            var found = tagger.process(text, days.parse(arguments[at + 1]));
            Files.writeString(Path.of(arguments[at] + ".tml"), found);
        }
    }
}
