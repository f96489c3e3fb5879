package io.keepwell.mail;

import java.util.Arrays;
import java.util.List;

/// The words that mail programs put around what they quote, in the languages they speak. In lower case.
final class QuoteWords {

    /// How programs end the line above a quote: "Ana wrote:".
    static final List<String> WROTE = words("""
            wrote, writes, schrieb, a écrit, escribió, ha scritto, schreef, escreveu, napisał, skrev,
            kirjoitti, написал, 写道, のメール, написала, написав, пишет, napsal, napísal, ezt írta, írta,
            a scris, yazdı, έγραψε, 寫道, 님이 작성, 작성:, كتب, כתב, đã viết, menulis, napisao, napisala, написа,
            va escriure, je pisal, rašė, rakstīja, kirjutas
            """);

    /// How they begin it: "On Monday, Ana wrote:".
    static final List<String> ATTRIBUTION_STARTS = List.of(
            "on ", "am ", "le ", "el ", "il ", "op ", "em ", "den ", "dnia ", "w dniu ", "på ", "ma ", "pe ", "în data",
            "dne ", "dňa ", "στις ", "в ", "на ", "a ", "pada ", "vào ", "ngày ", "בתאריך", "في ");

    /// The first of the lines that repeat the head of a mail.
    static final List<String> SENDER_LABELS = words("""
            from:, von:, de :, de:, da:, van:, från:, od:, 发件人:, 发件人：, fra:, lähettäjä:, от:, від:,
            odesílatel:, feladó:, de la:, kimden:, gönderen:, από:, 寄件者:, 寄件者：, 差出人:, 差出人：, 보낸 사람:, من:,
            מאת:, từ:, dari:, šalje:, remitent:, pošiljatelj:, nuo:, no:, saatja:, absender:
            """);

    /// The lines below it.
    static final List<String> LABELS = words("""
            sent:, gesendet:, envoyé :, envoyé:, enviado:, enviado el:, inviato:, verzonden:, date:, datum:,
            to:, an:, à :, à:, para:, a:, aan:, cc:, kopie:, subject:, betreff:, objet :, objet:, asunto:,
            oggetto:, onderwerp:, reply-to:, antwort an:, importance:, priorität:, skickat:, sendt:,
            lähetetty:, отправлено:, надіслано:, odesláno:, odoslané:, elküldve:, trimis:, gönderildi:,
            tarih:, στάλθηκε:, 发送时间:, 发送时间：, 日期:, 日期：, 寄件日期:, 送信日時:, 日時:, 보낸 날짜:, تاريخ الإرسال:, נשלח:,
            đã gửi:, dikirim:, poslano:, изпратено:, enviat:, wysłano:, saadetud:, issiųsta:, nosūtīts:,
            data:, fecha:, dato:, päivämäärä:, дата:, till:, til:, vastaanottaja:, кому:, komu:, címzett:,
            către:, kime:, προς:, 收件人:, 收件人：, 收件者:, 宛先:, 받는 사람:, إلى:, אל:, đến:, kepada:, prima:, до:,
            per a:, do:, kam:, kellele:, ämne:, emne:, aihe:, тема:, předmět:, predmet:, tárgy:, subiect:,
            konu:, θέμα:, 主题:, 主题：, 主旨:, 件名:, 제목:, الموضوع:, נושא:, chủ đề:, subjek:, относно:, assumpte:,
            zadeva:, temat:, tēma:, teema:, tema:, kopia:, kopi:, копия:, копія:, 抄送:, 抄送：
            """);

    /// What stands between dashes above a whole mail.
    static final List<String> ORIGINAL = words("""
            original message, ursprüngliche nachricht, originalnachricht, message d'origine,
            mensaje original, messaggio originale, oorspronkelijk bericht, mensagem original, reply message,
            originalmeddelande, ursprungligt meddelande, oprindelig meddelelse, opprinnelig melding,
            alkuperäinen viesti, исходное сообщение, оригинальное сообщение, оригінальне повідомлення,
            původní zpráva, pôvodná správa, eredeti üzenet, mesaj original, mesajul original,
            orijinal mesaj, özgün ileti, αρχικό μήνυμα, 原始邮件, 原始郵件, 元のメッセージ, 원본 메시지, 원본 메일, الرسالة الأصلية,
            הודעה מקורית, thư gốc, pesan asli, izvorna poruka, originalna poruka, оригинално съобщение,
            missatge original, izvirno sporočilo, wiadomość oryginalna, oryginalna wiadomość, algne kiri,
            originalus laiškas
            """);

    /// What says that a mail was passed on: such a mail is never trimmed.
    static final List<String> FORWARDED = words("""
            forwarded message, weitergeleitete nachricht, message transféré, mensaje reenviado,
            messaggio inoltrato, vidarebefordrat meddelande, videresendt meddelelse, videresendt melding,
            välitetty viesti, doorgestuurd bericht, mensagem encaminhada, mensagem reencaminhada,
            przekazana wiadomość, пересланное сообщение, переслане повідомлення, přeposlaná zpráva,
            preposlaná správa, továbbított üzenet, mesaj redirecționat, iletilen ileti,
            yönlendirilmiş mesaj, προωθημένο μήνυμα, 转发的邮件, 轉寄郵件, 転送メッセージ, 전달된 메시지, رسالة معاد توجيهها,
            הודעה שהועברה, thư đã chuyển tiếp, pesan terusan, proslijeđena poruka, препратено съобщение,
            missatge reenviat
            """);

    private QuoteWords() {}

    private static List<String> words(String separated) {
        return Arrays.stream(separated.strip().split(",\\s*")).toList();
    }
}
