// Helps with the form of a mailbox: likely names of servers from the address, the usual port for each kind of security.

const PORTS = {
  imap: { tls: '993', starttls: '143', none: '143' },
  smtp: { tls: '465', starttls: '587', none: '25' },
};

const address = document.getElementById('address');
const servers = [...document.querySelectorAll('[data-server]')].map((fieldset) => {
  const kind = fieldset.dataset.server;
  const field = (name) => document.getElementById(kind + name);
  return { kind, host: field('Host'), security: field('Security'), port: field('Port'), username: field('Username') };
});

for (const server of servers) {
  const showPort = () => {
    server.port.placeholder = PORTS[server.kind][server.security.value];
  };
  server.security.addEventListener('change', () => {
    // a usual port belongs to the kind before; one that somebody chose stays
    if (Object.values(PORTS[server.kind]).includes(server.port.value)) {
      server.port.value = '';
    }
    showPort();
  });
  showPort();
}

// Only for a new mailbox: what stands in the form of an old one is what works.
if (address && !address.value) {
  address.addEventListener('change', () => {
    const domain = address.value.split('@')[1];
    if (!domain) {
      return;
    }
    for (const server of servers) {
      if (!server.host.value || server.host.dataset.guessed === server.host.value) {
        server.host.value = `${server.kind}.${domain}`;
        server.host.dataset.guessed = server.host.value;
      }
      if (!server.username.value || server.username.dataset.guessed === server.username.value) {
        server.username.value = address.value;
        server.username.dataset.guessed = address.value;
      }
    }
  });
}

// With a password or with a provider's permission: only what belongs to the chosen way stands there.
const KNOWN = {
  microsoft: {
    imap: { host: 'outlook.office365.com', security: 'tls', port: '993' },
    smtp: { host: 'smtp.office365.com', security: 'starttls', port: '587' },
  },
  google: {
    imap: { host: 'imap.gmail.com', security: 'tls', port: '993' },
    smtp: { host: 'smtp.gmail.com', security: 'tls', port: '465' },
  },
};

const ways = [...document.querySelectorAll('input[name=signIn]')];

function showWay() {
  const chosen = ways.find((way) => way.checked)?.value;
  for (const part of document.querySelectorAll('[data-ways]')) {
    part.hidden = !part.dataset.ways.split(' ').includes(chosen);
  }
}

for (const way of ways) {
  way.addEventListener('change', () => {
    showWay();
    const known = KNOWN[way.value];
    for (const server of servers) {
      const usual = known?.[server.kind];
      if (usual) {
        server.host.value = usual.host;
        server.host.dataset.guessed = usual.host;
        server.security.value = usual.security;
        server.port.value = usual.port;
        if (!server.username.value && address?.value) {
          server.username.value = address.value;
          server.username.dataset.guessed = address.value;
        }
      }
    }
  });
}
showWay();
