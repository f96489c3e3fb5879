#!/usr/bin/env bash
# One day of service with real mail servers and a real mail client: exim and Dovecot on loopback, swaks as the customer's
# program, and a fresh Keepwell. Alice writes, is acknowledged, is answered, replies, and all of it is one conversation.
#
# As root. Needs: apt-get install --no-install-recommends exim4-daemon-light dovecot-imapd swaks jq curl
# usage: day-of-service.sh        (KEEP=1 leaves the folder with data, mail and log behind, as a failure does)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../../.." && pwd)
work=$(mktemp -d)
chmod 755 "$work"
export SMTP_PORT=${SMTP_PORT:-10025} IMAP_PORT=${IMAP_PORT:-10143}
port=${KEEPWELL_PORT:-8099}
url=http://127.0.0.1:$port
token=$(openssl rand -hex 24)
server=

main() {
    begin=$(date +%s%N)
    trap tidy EXIT
    "$here/mailpair.sh" start "$work/mail"
    step "exim and Dovecot are up"
    start_keepwell
    step "Keepwell is up"

    connect_mailbox
    step "the mailbox is connected"

    send_first_mail
    local conversation
    conversation=$(await "a conversation of Alice" first_conversation)
    step "the mail has become conversation $conversation"
    await "the acknowledgement in Alice's mailbox" letter_to_alice 1 >/dev/null
    step "Alice has the acknowledgement"
    the_acknowledgement_is_proper

    api POST "conversations/$conversation/messages" \
        '{"type":"reply","text":"Hello Alice, your account is open again. We are sorry for the trouble."}' >/dev/null
    await "the answer in Alice's mailbox" letter_to_alice 2 >/dev/null
    step "Alice has the answer of a human"

    reply_as_alice
    await "Alice's reply in the thread" messages_of "$conversation" in 2 >/dev/null
    step "her reply is in the same thread"

    everything_is_one_conversation "$conversation"
    step "one conversation, with the right messages"
}

start_keepwell() {
    KEEPWELL_PORT=$port KEEPWELL_DATA=$work/data KEEPWELL_ADMIN_EMAIL=mara@shop.test KEEPWELL_ADMIN_TOKEN=$token \
        "$top/keepwell" start >"$work/keepwell.log" 2>&1 &
    server=$!
    await "Keepwell at $url (see $work/keepwell.log)" is_ready >/dev/null
}

is_ready() {
    kill -0 "$server" 2>/dev/null || fail "Keepwell ended: $(tail -n 5 "$work/keepwell.log")"
    curl -fs "$url/healthz"
}

connect_mailbox() {
    api POST mailboxes "$(jq -n --argjson smtp "$SMTP_PORT" --argjson imap "$IMAP_PORT" '{
        address: "support@shop.test", name: "The shop",
        imap: {host: "127.0.0.1", port: $imap, username: "support@shop.test", password: "secret", security: "none"},
        smtp: {host: "127.0.0.1", port: $smtp, username: "support@shop.test", password: "secret", security: "none"},
        acknowledge: true, existing: "ignore"}')" >/dev/null
}

send_first_mail() {
    swaks --silent 2 --server "127.0.0.1:$SMTP_PORT" --from alice@example.test --to support@shop.test \
        --h-From '"Alice Example" <alice@example.test>' --header 'Subject: I cannot get into my account' \
        --header 'Message-ID: <first@example.test>' --body 'Since this morning it says my password is wrong. Please help.'
}

reply_as_alice() {
    local answer ours references
    answer=$(letter_to_alice 2)
    ours=$(header Message-ID "$answer")
    references=$(header References "$answer")
    swaks --silent 2 --server "127.0.0.1:$SMTP_PORT" --from alice@example.test --to "$(reply_address "$answer")" \
        --h-From '"Alice Example" <alice@example.test>' --header 'Subject: Re: I cannot get into my account' \
        --header 'Message-ID: <second@example.test>' --header "In-Reply-To: $ours" --header "References: $references $ours" \
        --body 'It works again, thank you.'
}

# Where a mail program would send the answer.
reply_address() {
    local to
    to=$(header Reply-To "$1")
    [ -n "$to" ] || to=$(header From "$1")
    sed -n 's/.*<\(.*\)>.*/\1/p; t; p' <<<"$to" | head -n 1
}

the_acknowledgement_is_proper() {
    local letter
    letter=$(letter_to_alice 1)
    grep -qi '^Auto-Submitted: auto-replied' "$letter" || fail "the acknowledgement does not say that a machine wrote it: $letter"
    [ -n "$(header In-Reply-To "$letter")" ] || fail "the acknowledgement does not answer Alice's mail: $letter"
}

everything_is_one_conversation() {
    local count told
    count=$(api GET 'conversations?customer=email:alice@example.test' | jq '.items | length')
    [ "$count" = 1 ] || fail "Alice has $count conversations instead of one"
    told=$(api GET "conversations/$1" | jq -r '[.messages[] | .direction + " " + .type] | join(", ")')
    [ "$told" = "in message, out acknowledgement, out message, in message" ] || fail "the thread reads: $told"
    [ "$(letters | wc -l)" = 2 ] || fail "Alice got $(letters | wc -l) letters instead of two"
    local states
    states=$(api GET "conversations/$1" | jq -r '[.messages[] | select(.direction == "out") | .delivery.state] | unique | join(", ")')
    [ "$states" = sent ] || fail "what we sent is: $states"
}

first_conversation() {
    api GET 'conversations?customer=email:alice@example.test' | jq -er '.items[0].id'
}

messages_of() {
    api GET "conversations/$1" | jq -e --arg direction "$2" --argjson count "$3" \
        '[.messages[] | select(.direction == $direction)] | length >= $count'
}

# The nth letter in Alice's mailbox, oldest first.
letter_to_alice() {
    letters | sed -n "${1}p" | grep .
}

letters() {
    find "$work/mail/mail/alice@example.test/Maildir/new" -type f -printf '%T@ %p\n' 2>/dev/null | sort -n | cut -d' ' -f2-
}

# A header of a letter, unfolded.
header() {
    awk -v name="$1" '
        /^\r?$/ { exit }
        /^[ \t]/ { if (inside) value = value $0; next }
        { inside = 0 }
        tolower($0) ~ "^" tolower(name) ":" { inside = 1; value = substr($0, length(name) + 2) }
        END { gsub(/[\r\n]/, "", value); sub(/^[ \t]+/, "", value); print value }' "$2"
}

api() {
    local method=$1 path=$2 body=${3:-}
    if [ -n "$body" ]; then
        curl -sS --fail-with-body -X "$method" "$url/api/v1/$path" -H "Authorization: Bearer $token" \
            -H 'Content-Type: application/json' -d "$body" || fail "$method $path was refused"
    else
        curl -sS --fail-with-body -X "$method" "$url/api/v1/$path" -H "Authorization: Bearer $token"
    fi
}

# Waits until a command succeeds, and says what it said.
await() {
    local what=$1 said
    shift
    for _ in $(seq 300); do
        if said=$("$@" 2>/dev/null); then
            printf '%s\n' "$said"
            return
        fi
        sleep 0.2
    done
    fail "waited a minute for $what"
}

step() {
    printf '%6.1f s  %s\n' "$(((($(date +%s%N) - begin) / 100000000)))e-1" "$1"
}

fail() {
    echo "NOT AS IT SHOULD BE: $1" >&2
    exit 1
}

tidy() {
    local outcome=$?
    [ -z "$server" ] || { kill "$server" 2>/dev/null && wait "$server" 2>/dev/null; } || true
    "$here/mailpair.sh" stop "$work/mail" || true
    if [ "$outcome" != 0 ] || [ -n "${KEEP:-}" ]; then echo "Kept: $work"; else rm -rf "$work"; fi
}

main
