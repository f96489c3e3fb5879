package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Q5: what programs put above a quote, in the languages they speak.
class QuoteLanguagesTests {

    private static final String EARLIER = "You can export your data under Settings, then Data, then Export.";

    @ParameterizedTest(name = "{0}")
    @DisplayName("Q5: Original Message in twenty-four languages")
    @CsvSource(delimiter = '|', textBlock = """
            en | Original Message
            de | Ursprüngliche Nachricht
            fr | Message d'origine
            es | Mensaje original
            it | Messaggio originale
            nl | Oorspronkelijk bericht
            pt | Mensagem original
            pl | Wiadomość oryginalna
            sv | Originalmeddelande
            da | Oprindelig meddelelse
            no | Opprinnelig melding
            fi | Alkuperäinen viesti
            ru | Исходное сообщение
            uk | Оригінальне повідомлення
            cs | Původní zpráva
            sk | Pôvodná správa
            hu | Eredeti üzenet
            ro | Mesaj original
            tr | Orijinal Mesaj
            el | Αρχικό μήνυμα
            zh | 原始邮件
            ja | 元のメッセージ
            ko | 원본 메시지
            ar | الرسالة الأصلية
            he | הודעה מקורית
            vi | Thư gốc
            """)
    void separators(String language, String words) {
        hides("Thanks, that helps.\n\n-----" + words + "-----\n" + EARLIER + "\n");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("Q5: the header lines of Outlook in twenty languages")
    @CsvSource(delimiter = '|', textBlock = """
            en | From:      | Sent:       | Subject:
            de | Von:       | Gesendet:   | Betreff:
            fr | De :       | Envoyé :    | Objet :
            es | De:        | Enviado:    | Asunto:
            it | Da:        | Inviato:    | Oggetto:
            nl | Van:       | Verzonden:  | Onderwerp:
            sv | Från:      | Skickat:    | Ämne:
            da | Fra:       | Sendt:      | Emne:
            fi | Lähettäjä: | Lähetetty:  | Aihe:
            ru | От:        | Отправлено: | Тема:
            uk | Від:       | Надіслано:  | Тема:
            cs | Od:        | Odesláno:   | Předmět:
            hu | Feladó:    | Elküldve:   | Tárgy:
            ro | De la:     | Trimis:     | Subiect:
            tr | Kimden:    | Gönderildi: | Konu:
            el | Από:       | Στάλθηκε:   | Θέμα:
            zh | 发件人:     | 发送时间:    | 主题:
            ja | 差出人:     | 送信日時:    | 件名:
            ko | 보낸 사람:   | 보낸 날짜:   | 제목:
            ar | من:        | تاريخ الإرسال: | الموضوع:
            he | מאת:       | נשלח:       | נושא:
            vi | Từ:        | Đã gửi:     | Chủ đề:
            """)
    void headerLines(String language, String from, String sent, String subject) {
        hides("Thanks, that helps.\n\n" + from + " Mara\n" + sent + " 3.5.2026\n" + subject + " Export\n\n" + EARLIER);
    }

    private static void hides(String text) {
        var sections = QuoteTrim.sections(text, List.of(EARLIER));

        assertThat(sections).hasSize(2);
        assertThat(sections.getFirst().text().strip()).isEqualTo("Thanks, that helps.");
        assertThat(sections.getLast().hidden()).isTrue();
        assertThat(sections.getFirst().text() + "\n" + sections.getLast().text())
                .as("Q1: nothing is lost")
                .isEqualTo(text);
    }
}
