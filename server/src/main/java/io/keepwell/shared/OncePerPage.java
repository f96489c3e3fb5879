package io.keepwell.shared;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Reads that many parts of a page make for themselves, such as that of the customer it is about, and that
/// need to be made once. They are kept while a request that changes nothing (GET or HEAD) is answered, on
/// its own thread, and forgotten with it. Everywhere else, where something may have changed since, every
/// read is made anew.
public final class OncePerPage {

    private record Key(Class<?> reader, String what, Object of) {}

    private static final String READ = OncePerPage.class.getName();

    private OncePerPage() {}

    /// What was read before for this page, else what is read now.
    ///
    /// @param reader who reads, so that keys of different readers stay apart
    /// @param what   which of its reads it is
    /// @param of     what is asked for, compared by `equals`
    /// @param read   reads it; its answer may be handed out several times, so nobody may change it
    @SuppressWarnings("unchecked")
    public static <T> T read(Class<?> reader, String what, Object of, Supplier<T> read) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return read.get();
        }
        var request = attributes.getRequest();
        var kept = (Map<Key, Object>) request.getAttribute(READ);
        if (kept == null) {
            if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
                return read.get();
            }
            kept = new HashMap<>();
            request.setAttribute(READ, kept);
        }
        var key = new Key(reader, what, of);
        var known = kept.get(key);
        if (known == null) {
            known = read.get();
            kept.put(key, known);
        }
        return (T) known;
    }
}
