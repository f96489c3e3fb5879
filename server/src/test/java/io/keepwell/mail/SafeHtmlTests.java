package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.mime.HtmlText;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;

class SafeHtmlTests {

    @Example
    @Label("M8: nothing that runs, loads or leaves its place")
    void keepsOutWhatRuns() {
        String clean = clean("""
                <script>alert(1)</script><style>p{position:fixed}</style><base href="https://evil.example/">
                <meta http-equiv="refresh" content="0;url=https://evil.example"><form action="/x"><input name=a></form>
                <svg><script>alert(2)</script></svg><iframe src="https://evil.example"></iframe><math><mtext></mtext></math>
                <p onclick="alert(3)" id="page" class="modal" style="position:fixed;color:red;background:url(https://evil.example/x)">
                Hello</p><a href="javascript:alert(4)">x</a><a href=" java\tscript:alert(5)">y</a><object data="x"></object>
                """);

        assertThat(clean)
                .contains("Hello", "color:red")
                .doesNotContain(
                        "script", "alert", "style>", "base", "meta", "form", "input", "svg", "iframe", "onclick")
                .doesNotContain("position", "url(", "id=", "class=", "object", "evil.example");
    }

    @Example
    @Label("M8: links open apart and give nothing away")
    void sendsLinksAway() {
        assertThat(clean("<a href='https://shop.example/?a=1&b=2' target='_top' rel='opener'>shop</a>"))
                .isEqualTo("<a href=\"https://shop.example/?a&#61;1&amp;b&#61;2\" target=\"_blank\""
                        + " rel=\"noopener noreferrer nofollow\">shop</a>");
        assertThat(clean("<a href='/settings/delete'>x</a>")).doesNotContain("href");
        assertThat(clean("<a href='mailto:ana@example.org'>x</a>")).contains("mailto:ana");
    }

    @Example
    @Label("M7, M8: pictures of the mail are shown, missing ones and those of other hosts leave a place")
    void resolvesPictures() {
        var safe = SafeHtml.of(
                "<img src='cid:Logo%40shop' alt='Logo'><img src='cid:gone'><img src='https://t.example/a.png' width=300>"
                        + "<img src='//t.example/b.png'><img src='https://t.example/pixel' width=1 height=1>"
                        + "<img src='data:image/svg+xml,<svg/>'><img src='/settings'>",
                id -> id.equals("logo@shop") ? Optional.of("/attachments/17") : Optional.empty());

        assertThat(safe.remoteImages()).isEqualTo(3);
        var images = Jsoup.parse(safe.html()).select("img");
        assertThat(images).hasSize(4);
        assertThat(images.eachAttr("src")).containsExactly("/attachments/17");
        assertThat(images.eachAttr("class"))
                .containsExactly("mail-image-missing", "mail-image-blocked", "mail-image-blocked");
    }

    @Example
    @Label("M8: more than 5,000 links are refused")
    void refusesLinkFarms() {
        var farm = SafeHtml.of("<a href='https://x.example'>x</a>".repeat(5_001), id -> Optional.empty());

        assertThat(farm.refused()).isTrue();
        assertThat(farm.html()).isEmpty();
        assertThat(SafeHtml.of("<a href='https://x.example'>x</a>".repeat(5_000), id -> Optional.empty())
                        .refused())
                .isFalse();
    }

    @Example
    void keepsTheLookOfTables() {
        assertThat(
                        clean(
                                "<table width=600 cellpadding=0><tr><td align=center bgcolor='#fff'>Hi<br>there</td></tr></table>"))
                .contains("<table", "width=\"600\"", "align=\"center\"", "Hi<br", "there");
    }

    @Property
    @Label("M8: whatever is put in, no script and no handler comes out")
    void neverLetsAnythingThrough(@ForAll String text) {
        String clean = clean("<p>" + text + "<img src=x onerror=" + text + "><a href='" + text + "'><" + text);
        var document = Jsoup.parse(clean);

        assertThat(document.select("script, iframe, object, embed, form, style, svg, base, meta, [onerror], [onclick]"))
                .isEmpty();
    }

    @Example
    void readsHtmlAsText() {
        assertThat(
                        HtmlText.of(
                                "<style>x</style><p>Dear Ana,</p><p>see <a href='https://s.example/x'>here</a>:</p>"
                                        + "<ul><li>one<li>two</ul><blockquote>quoted<br>twice</blockquote><div>a</div><div>b &amp; c</div>"))
                .isEqualTo(
                        "Dear Ana,\n\nsee here (https://s.example/x):\n\n- one\n- two\n\n> quoted\n> twice\n\na\nb & c");
        assertThat(HtmlText.of("<pre>a\n  b</pre>")).isEqualTo("a\nb");
        assertThat(HtmlText.of("<div>".repeat(20_000) + "deep")).isEqualTo("deep");
    }

    private static String clean(String html) {
        return SafeHtml.of(html, id -> Optional.empty()).html();
    }
}
