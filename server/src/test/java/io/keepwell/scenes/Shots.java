package io.keepwell.scenes;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/// Pictures of what the tests saw, for people to look at: `target/shots/`.
final class Shots {

    private Shots() {}

    static void take(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "shots", name + ".png")));
    }
}
