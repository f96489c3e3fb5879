package io.keepwell.mail.wire;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import org.springframework.stereotype.Component;

/// The name servers of this machine, asked through the JDK.
@Component
class SystemDns implements DnsRecords {

    // only the factory of the DNS provider is used, and only strings are read
    @SuppressWarnings("BanJNDI")
    @Override
    public List<String> texts(String name) throws DnsTrouble {
        var settings = new Hashtable<String, String>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", "2000");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        InitialDirContext context = null;
        try {
            context = new InitialDirContext(settings);
            var texts = new ArrayList<String>();
            var records = context.getAttributes(name, new String[] {"TXT"}).get("TXT");
            for (int i = 0; records != null && i < records.size(); i++) {
                // a long text comes in pieces of 255 bytes, each in quotes
                texts.add(String.valueOf(records.get(i)).replace("\" \"", "").replace("\"", ""));
            }
            return List.copyOf(texts);
        } catch (NameNotFoundException e) {
            return List.of();
        } catch (NamingException e) {
            throw new DnsTrouble(String.valueOf(e.getMessage()), e);
        } finally {
            close(context);
        }
    }

    private static void close(@org.jspecify.annotations.Nullable InitialDirContext context) {
        if (context != null) {
            try {
                context.close();
            } catch (NamingException e) {
                // nothing is left to close
            }
        }
    }
}
