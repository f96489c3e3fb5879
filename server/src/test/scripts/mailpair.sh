#!/usr/bin/env bash
# A real SMTP + IMAP pair on loopback. Needs: apt-get install --no-install-recommends exim4-daemon-light dovecot-imapd swaks
# As root. usage: mailpair.sh start DIR | stop DIR
# SMTP on 127.0.0.1:${SMTP_PORT:-10025} (AUTH PLAIN, LOGIN), IMAP on 127.0.0.1:${IMAP_PORT:-10143}. No system configuration is touched.
set -eu
SMTP_PORT=${SMTP_PORT:-10025}
IMAP_PORT=${IMAP_PORT:-10143}
D=$(realpath -m "$2")
if [ "$1" = stop ]; then
  for f in "$D/exim.pid" "$D/run/master.pid"; do
    if [ -s "$f" ]; then kill "$(cat "$f")" || true; fi
  done
  exit 0
fi
mkdir -p "$D/mail" "$D/spool" "$D/log" "$D/run"; chmod 755 "$D"; chown -R Debian-exim:Debian-exim "$D/mail" "$D/spool" "$D/log"
cat > "$D/users" <<X
support@shop.test:{PLAIN}secret
alice@example.test:{PLAIN}secret
bob@example.test:{PLAIN}secret
X
sed 's/:{PLAIN}/: /' "$D/users" > "$D/creds"                                   # exim: login -> password
sed -E 's/^([^:]+):.*/\1: \1/' "$D/users" > "$D/boxes"                       # exim: address -> maildir name (a looked-up value is not "tainted")
chmod 644 "$D/users" "$D/creds" "$D/boxes"
cat > "$D/exim.conf" <<X
primary_hostname = mx.shop.test
daemon_smtp_ports = $SMTP_PORT
local_interfaces = 127.0.0.1
pid_file_path = $D/exim.pid
spool_directory = $D/spool
log_file_path = $D/log/%slog
exim_user = Debian-exim
exim_group = Debian-exim
deliver_drop_privilege
domainlist local_domains = shop.test : example.test
hostlist relay_from_hosts = 127.0.0.1
acl_smtp_rcpt = rcpt
acl_smtp_data = accept
host_lookup =
rfc1413_query_timeout = 0s
message_size_limit = 40M
smtp_accept_max = 100
queue_only = false
never_users =
tls_advertise_hosts =
begin acl
rcpt:
  accept domains = +local_domains
         verify = recipient
  deny message = relay not permitted
begin routers
virtual:
  driver = accept
  domains = +local_domains
  address_data = \${lookup{\${lc:\$local_part}@\$domain}lsearch{$D/boxes}{\$value}fail}
  local_part_suffix = +*
  local_part_suffix_optional
  transport = maildir
bounce:
  driver = redirect
  allow_fail
  data = :fail: no such mailbox
begin transports
maildir:
  driver = appendfile
  directory = $D/mail/\$address_data/Maildir
  create_directory
  maildir_format
  delivery_date_add
  envelope_to_add
  return_path_add
begin retry
*  *  F,1h,1m
begin rewrite
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if eq{\$auth3}{\${lookup{\$auth2}lsearch{$D/creds}{\$value}fail}}}
  server_set_id = \$auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = \${if eq{\$auth2}{\${lookup{\$auth1}lsearch{$D/creds}{\$value}fail}}}
  server_set_id = \$auth1
X
cat > "$D/dovecot.conf" <<X
base_dir = $D/run
log_path = $D/log-dovecot
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 100
mail_location = maildir:$D/mail/%u/Maildir
auth_mechanisms = plain login
passdb {
  driver = passwd-file
  args = $D/users
}
userdb {
  driver = static
  args = uid=Debian-exim gid=Debian-exim home=$D/mail/%u
}
service imap-login {
  inet_listener imap {
    port = $IMAP_PORT
  }
  inet_listener imaps {
    port = 0
  }
}
X
# Their output goes to a file: they outlive this script, and whoever reads from it would wait for them.
exim4 -C "$D/exim.conf" -bd -q1m >"$D/log-start" 2>&1 </dev/null
dovecot -c "$D/dovecot.conf" >>"$D/log-start" 2>&1 </dev/null
for _ in $(seq 50); do
  if (exec 3<>/dev/tcp/127.0.0.1/$SMTP_PORT) 2>/dev/null && (exec 3<>/dev/tcp/127.0.0.1/$IMAP_PORT) 2>/dev/null; then
    exit 0
  fi
  sleep 0.1
done
echo "The mail servers did not start; see $D/log-start, $D/log and $D/log-dovecot." >&2
exit 1
