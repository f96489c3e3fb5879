package io.keepwell.conversations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether a letter says thanks and nothing else. It is careful: every part of it must be a phrase we know, in one
/// language; a single word beyond that, a question mark or a number, and a person has to read it.
final class BareThanks {

    private static final int LONGEST = 400;
    private static final int LONGEST_PART = 90;

    private static final Pattern QUOTED = Pattern.compile("^\\s{0,3}>.*");
    private static final Pattern QUOTE_BEGINS = Pattern.compile(
            "^\\s{0,3}(?:(?:on|am|le|el|il|op|em) .{5,120}(?:wrote|schrieb|écrit|escribió|scritto|schreef|escreveu).{0,60}"
                    + "|-{2,}.{0,60}-{2,}|_{5,}|(?:from|von|de|da|van): .{0,120})$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern SENT_FROM = Pattern.compile(
            "^(?:sent from|sent with|get outlook|gesendet (?:von|mit)|von meinem .{1,30} gesendet|envoyé (?:de|depuis)"
                    + "|enviado (?:desde|do)|inviato da|verzonden (?:vanaf|met)).*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern BETWEEN = Pattern.compile("[.,;:!¡\\n\\r()…–—\"“”„]+|\\s[-/&+]\\s");
    // smileys and whatever else is neither letter, number nor mark of a sentence
    private static final Pattern DECORATION =
            Pattern.compile("[\\p{So}\\p{Sk}\\p{Cs}\\p{Cf}\\p{Mn}]|[:;]-?[)D]|<3|(?<=\\s|^)xx?(?=\\s|$)|\\*");
    private static final Pattern NAME = Pattern.compile("\\p{Lu}[\\p{L}'’.-]{0,30}");

    /// The phrases of a language.
    ///
    /// @param thanks   what says thanks: one of them has to be there
    /// @param around   what may stand around it
    /// @param greeting how a letter begins, before a name
    /// @param closing  how a letter ends, before a name
    private record Tongue(Pattern thanks, Pattern whole, Pattern greeting, Pattern closing) {

        static Tongue of(String thanks, String around, String joiners, String greeting, String closing) {
            var one = "(?:" + thanks + "|" + around + ")";
            return new Tongue(
                    pattern("(?:^|.*\\s)(?:" + thanks + ")(?:\\s.*|$)"),
                    pattern("(?:(?:" + joiners + ")\\s)?" + one + "(?:\\s(?:(?:" + joiners + ")\\s)?" + one + "){0,6}"),
                    pattern("(?:" + greeting + ")((?:\\s\\S{1,30}){0,4})"),
                    pattern("(?:" + closing + ")((?:\\s\\S{1,30}){0,3})"));
        }

        private static Pattern pattern(String regex) {
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
    }

    private static final List<Tongue> TONGUES = List.of(
            Tongue.of(
                    "(?:(?:many|so many|a thousand|a million) )?thanks(?: a (?:lot|bunch|million|ton))?"
                            + "(?: so much| very much| again| everyone| all)*"
                            + forWhat(
                                    "for(?: all)?(?: (?:your|the|this|that))?",
                                    "quick|fast|prompt|kind|great|super|speedy|swift|excellent|amazing|patient",
                                    "help|reply|response|answer|support|assistance|update|info|information|service|time"
                                            + "|efforts?|everything|patience|clarification|explanation")
                            + "|(?:a big |big )?thank you(?: (?:so|very) much| again| all| kindly)*"
                            + forWhat(
                                    "for(?: all)?(?: (?:your|the|this|that))?",
                                    "quick|fast|prompt|kind|great|super|speedy|swift|excellent|amazing|patient",
                                    "help|reply|response|answer|support|assistance|update|info|information|service|time"
                                            + "|efforts?|everything|patience|clarification|explanation|helping|answering")
                            + "|thx|tysm|ty|cheers|(?:very )?much appreciated"
                            + "|(?:i |we )?(?:really |greatly )?appreciate (?:it|that|your help|the help)",
                    "great|perfect|awesome|excellent|wonderful|brilliant|lovely|amazing|super|fantastic|nice|cool|ok|okay"
                            + "|alright|got it|understood|noted|wow|yes|all good(?: now)?|very helpful|that helps|that helped"
                            + "|(?:that|it|this|everything|all)(?: is|['’]s| has)?(?: all)?(?: now)?"
                            + " (?:works?|worked|working|fixed|solved|sorted|resolved|fine|perfect|great|helpful|did it"
                            + "|did the trick)(?: now| again| perfectly| fine| great| well| like a charm)*"
                            + "|works(?: now| again| perfectly| fine| great| well| like a charm)+"
                            + "|(?:my|the) (?:problem|issue|question) (?:is|has been|was) (?:now )?"
                            + "(?:solved|fixed|resolved|answered)"
                            + "|(?:i hope you )?have a (?:very )?(?:great|nice|good|lovely|wonderful) "
                            + "(?:day|weekend|evening|week|one)(?: too)?|you too|same to you"
                            + "|you(?: are|['’]re) (?:the best|great|awesome|a star|amazing|a lifesaver|very kind)",
                    "and|so",
                    "hi|hello|hey|dear|good morning|good afternoon|good evening",
                    "(?:kind|best|warm|many|kindest|warmest) (?:regards|wishes)|regards|best|all the best|sincerely"
                            + "|yours(?: sincerely| truly)?|br|kr"),
            Tongue.of(
                    "(?:(?:vielen|herzlichen|besten|lieben|tausend|schönen|ganz) ){0,3}dank"
                            + "(?: auch| nochmals| noch ?mal| dir| ihnen| euch| sehr| dafür)*" + forWhatInGerman()
                            + "|(?:ich |wir )?danke(?: schön| sehr| dir| ihnen| euch| auch| nochmals| noch ?mal| vielmals"
                            + "| dafür)*" + forWhatInGerman() + "|dankeschön|merci(?: vielmals)?|thx",
                    "super|perfekt|toll|klasse|prima|wunderbar|großartig|top|spitze|sehr gut|alles gut|alles klar|ok|okay"
                            + "|in ordnung|passt|verstanden|hervorragend|ausgezeichnet|cool|ja"
                            + "|(?:jetzt |nun )?(?:es |das |alles )?(?:funktioniert|klappt|geht|läuft|passt)"
                            + "(?: es| das| alles| jetzt| nun| wieder| einwandfrei| bestens| prima| super| gut| perfekt)+"
                            + "|(?:es |das |alles )?hat (?:prima |super |alles |gut )?(?:geklappt|funktioniert|geholfen)"
                            + "|(?:das problem|das|es|alles|damit) ist (?:jetzt |nun |damit )?(?:alles )?"
                            + "(?:gelöst|erledigt|behoben|in ordnung|geklärt)"
                            + "|(?:(?:ich|wir) )?(?:wünschen? )?(?:ihnen |dir |euch )?(?:noch )?(?:ein(?:en|e)? )?"
                            + "(?:schöne[nsr]?|gute[nsr]?|angenehme[nsr]?) (?:tag|abend|woche|wochenende|feierabend|zeit)"
                            + "(?: noch)?|(?:ihnen|dir|euch) auch|gleichfalls|ebenso",
                    "und",
                    "hallo|hi|hey|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|servus|moin|grüezi",
                    "(?:mit )?(?:freundlichen|besten|herzlichen|lieben|vielen|schönen) grüßen"
                            + "|(?:beste|liebe|viele|herzliche|schöne|freundliche) grüße|mfg|lg|vg|bg|gruß|grüße"),
            Tongue.of(
                    "(?:un (?:grand|tout grand) |mille )?mercis?(?: beaucoup| bien| infiniment| encore| mille fois| à vous"
                            + "| à toi| à tous)*"
                            + forWhat(
                                    "pour(?: (?:votre|ta|la|vos|le))?",
                                    "rapide|excellente|bonne",
                                    "aide|réponse|réactivité|retour|explications?|informations?|service|soutien|tout"
                                            + "|réponse rapide|rapidité")
                            + "|je vous remercie(?: beaucoup)?",
                    "parfait|super|génial|excellent|très bien|d['’]accord|ok|impeccable|top|bien reçu"
                            + "|c['’]est (?:parfait|bon|réglé|résolu|super)"
                            + "|(?:ça|cela|tout) (?:marche|fonctionne)(?: maintenant| à nouveau| bien| parfaitement)*"
                            + "|(?:le problème|tout) est (?:réglé|résolu)"
                            + "|bonne (?:journée|soirée|semaine|fin de journée)|bon week-?end|à vous aussi|de même",
                    "et",
                    "bonjour|bonsoir|salut|chère?|madame|monsieur",
                    "(?:bien )?cordialement|bien à vous|(?:sincères |meilleures )?salutations|à bientôt"),
            Tongue.of(
                    "(?:muchas |muchísimas |mil )?gracias(?: de nuevo| otra vez| a (?:usted|ti|vosotros|ustedes|todos))*"
                            + forWhat(
                                    "por(?: (?:su|tu|la|el|vuestra))?",
                                    "rápida|pronta|gran|excelente",
                                    "ayuda|respuesta|atención|información|apoyo|servicio|todo|aclaración")
                            + "|muy agradecid[oa]",
                    "perfecto|genial|excelente|estupendo|muy bien|vale|ok|de acuerdo|fantástico"
                            + "|(?:ya |todo |ahora ){0,2}(?:funciona|está (?:solucionado|resuelto|arreglado))"
                            + "(?: bien| perfectamente| ahora| de nuevo)*"
                            + "|(?:que tengas?n? )?(?:un )?(?:buen|feliz) (?:día|fin de semana)|buena (?:tarde|semana)"
                            + "|igualmente",
                    "y",
                    "hola|buenos días|buenas tardes|buenas|estimad[oa]s?|querid[oa]s?",
                    "(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|un abrazo"),
            Tongue.of(
                    "grazie(?: mille| tante| infinite| di nuovo| ancora| a (?:lei|te|voi))*"
                            + forWhat(
                                    "per(?: (?:la|il|la sua|la tua|il suo|il vostro|la vostra))?",
                                    "rapida|veloce|gentile|ottima",
                                    "risposta|aiuto|l['’]aiuto|supporto|disponibilità|informazione|tutto|assistenza")
                            + "|la ringrazio|vi ringrazio",
                    "perfetto|ottimo|fantastico|benissimo|va bene|ok|eccellente|tutto (?:ok|bene|risolto|a posto)"
                            + "|(?:ora |adesso |tutto ){0,2}funziona(?: tutto| bene| perfettamente| ora| di nuovo)*"
                            + "|buona (?:giornata|serata|settimana)|buon (?:weekend|fine settimana|lavoro)|altrettanto",
                    "e",
                    "ciao|buongiorno|buonasera|gentile|salve|caro|cara",
                    "(?:cordiali |distinti )?saluti|cordialmente|un saluto"),
            Tongue.of(
                    "(?:heel |hartelijk |erg |nogmaals |alvast ){0,2}(?:bedankt|dank)(?: je| u| jullie)?(?: wel)?"
                            + "(?: nogmaals)?"
                            + forWhat(
                                    "voor (?:de|je|uw|jullie|het)",
                                    "snelle|goede|fijne|prettige|vlotte",
                                    "hulp|antwoord|reactie|informatie|service|ondersteuning|uitleg")
                            + "|dank ?(?:je|u) ?wel|dankjewel|dankuwel|thx",
                    "perfect|super|top|geweldig|prima|helemaal goed|oké|ok|fijn|mooi|begrepen"
                            + "|(?:het|alles|dit) (?:werkt|doet het|is (?:opgelost|gelukt|in orde))"
                            + "(?: nu| weer| goed| perfect| prima)*"
                            + "|(?:een )?(?:fijne|prettige|mooie|goede) (?:dag|avond|weekend|week)(?: nog| verder)?"
                            + "|fijn weekend|insgelijks",
                    "en",
                    "hallo|hoi|beste|goedemorgen|goedemiddag|goedendag|geachte|hi",
                    "(?:met )?(?:vriendelijke|hartelijke) groet(?:en|jes)?|mvg|groet(?:jes|en)?"),
            Tongue.of(
                    "(?:muito |muitíssimo )?obrigad[oa](?: mais uma vez| de novo| novamente| mesmo| a (?:você|todos))*"
                            + forWhat(
                                    "pel[ao](?: (?:sua|tua|seu))?",
                                    "rápida|rápido|excelente|ótima|pronta",
                                    "ajuda|resposta|atenção|informação|apoio|retorno|suporte|contato|atendimento")
                            + "|obrigad[oa] por tudo|agradeço(?: muito)?|valeu",
                    "perfeito|ótimo|excelente|maravilha|ok|certo|beleza|tudo (?:certo|bem|resolvido)"
                            + "|(?:já |agora |tudo ){0,2}(?:funciona|funcionou|está (?:funcionando|resolvido|a funcionar))"
                            + "(?: bem| perfeitamente| agora| de novo)*"
                            + "|(?:tenha )?(?:um )?(?:bom|ótimo) (?:dia|fim de semana|trabalho)|boa (?:tarde|noite|semana)"
                            + "|igualmente",
                    "e",
                    "olá|oi|bom dia|boa tarde|boa noite|car[oa]s?|prezad[oa]s?",
                    "(?:com os melhores )?cumprimentos|abraços?|atenciosamente|att"));

    private BareThanks() {}

    // An optional tail such as " for your quick help".
    private static String forWhat(String before, String quick, String what) {
        return "(?: " + before + "(?: (?:" + quick + ")){0,2} (?:" + what + ")(?: (?:and|und|et|y|e|en) (?:" + what
                + "))?)?";
    }

    private static String forWhatInGerman() {
        return forWhat(
                        "für (?:die|ihre|deine|eure|das|den|ihren|deinen|alles|alle|all die)",
                        "schnelle|rasche|prompte|tolle|gute|freundliche|super|nette|schnellen|guten|tollen|geduldige",
                        "hilfe|antwort|rückmeldung|infos?|informationen?|unterstützung|bearbeitung|auskunft|service|support"
                                + "|mühe|geduld|erklärung")
                + "(?: für alles)?";
    }

    /// @param author name of whoever wrote it, as it may stand below, or null
    static boolean is(String text, @Nullable String author) {
        var said = own(text);
        if (said.isBlank() || said.length() > LONGEST || said.matches("(?s).*[?¿\\d@].*") || said.contains("://")) {
            return false;
        }
        var parts = BETWEEN.splitAsStream(DECORATION.matcher(said).replaceAll(" "))
                .map(part -> part.strip().replaceAll("\\s+", " "))
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.stream().noneMatch(part -> part.length() > LONGEST_PART)
                && TONGUES.stream().anyMatch(tongue -> says(tongue, parts, author));
    }

    private static boolean says(Tongue tongue, List<String> parts, @Nullable String author) {
        boolean thanked = false;
        boolean closed = false;
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var closing = tongue.closing().matcher(part);
            if (tongue.whole().matcher(part).matches()) {
                thanked |= tongue.thanks().matcher(part).matches();
            } else if (thanksSomebody(tongue, part)) {
                thanked = true;
            } else if (closing.matches() && names(closing.group(1))) {
                closed = true;
            } else if (!(i == 0 && greets(tongue, part)
                    || thanked && closed && names(part)
                    || thanked && i == parts.size() - 1 && isAuthor(part, author))) {
                return false;
            }
        }
        return thanked;
    }

    // "Thank you Mara", "Danke Frau Vogt"
    private static boolean thanksSomebody(Tongue tongue, String part) {
        var words = List.of(part.split(" "));
        for (int names = 1; names <= Math.min(2, words.size() - 1); names++) {
            var before = String.join(" ", words.subList(0, words.size() - names));
            var after = words.subList(words.size() - names, words.size());
            if (tongue.whole().matcher(before).matches()
                    && tongue.thanks().matcher(before).matches()
                    && after.stream().allMatch(word -> NAME.matcher(word).matches())) {
                return true;
            }
        }
        return false;
    }

    private static boolean greets(Tongue tongue, String part) {
        var greeting = tongue.greeting().matcher(part);
        return greeting.matches();
    }

    private static boolean names(String words) {
        var stripped = words.strip();
        return stripped.isEmpty()
                || stripped.split(" ").length <= 3
                        && List.of(stripped.split(" ")).stream()
                                .allMatch(word -> NAME.matcher(word).matches());
    }

    private static boolean isAuthor(String part, @Nullable String author) {
        if (author == null) {
            return false;
        }
        var known = List.of(author.toLowerCase(Locale.ROOT).split("[\\s,]+"));
        return List.of(part.toLowerCase(Locale.ROOT).split(" ")).stream().allMatch(known::contains);
    }

    // What was written, without what it quotes; where something stands below a quote, that counts too.
    private static String own(String text) {
        var own = new ArrayList<String>();
        boolean marked = text.lines().anyMatch(line -> QUOTED.matcher(line).matches());
        for (var line : text.lines().toList()) {
            if (line.strip().equals("--") || SENT_FROM.matcher(line.strip()).matches()) {
                break;
            }
            if (QUOTE_BEGINS.matcher(line).matches()) {
                if (!marked) {
                    break;
                }
                continue;
            }
            if (!QUOTED.matcher(line).matches()) {
                own.add(line);
            }
        }
        return String.join("\n", own).strip();
    }
}
