/* Keepwell messenger: one element without dependencies, in a shadow root of its own. */
(() => {
    'use strict';
    const script = document.currentScript;
    if (!script || customElements.get('keepwell-messenger')) {
        return;
    }
    const BASE = new URL(script.src).origin;
    const KEY = script.dataset.key || '';
    const TEXTS = '/*texts*/';
    const STYLE = '/*style*/';
    const MOST_BYTES = 25 * 1024 * 1024;
    const AWAY = 120000;

    const lang = () => (document.documentElement.lang || navigator.language || 'en').toLowerCase();
    /* Dates as this person writes them, in the language of the page. */
    const habits = () =>
        (navigator.languages || []).find((one) => one.toLowerCase().split('-')[0] === lang().split('-')[0]) || lang();
    const texts = () => TEXTS[lang().split('-')[0]] || TEXTS.en;
    const t = (key, values = {}) =>
        (texts()[key] || TEXTS.en[key] || key).replace(/\{(\w+)}/g, (all, name) => (name in values ? values[name] : all));
    const counted = (key, count) => t(key + (count === 1 ? 1 : 2), { count });

    const random = (bytes) => {
        const all = crypto.getRandomValues(new Uint8Array(bytes));
        return btoa(String.fromCharCode(...all)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
    };

    /* What the browser keeps for this page: drafts, what waits to be sent, and the token of a guest. */
    const kept = {
        name: (what) => 'keepwell:' + KEY + ':' + what,
        get(what, otherwise) {
            try {
                const text = localStorage.getItem(this.name(what));
                return text === null ? otherwise : JSON.parse(text);
            } catch {
                return otherwise;
            }
        },
        set(what, value) {
            try {
                if (value === null || value === '' || (Array.isArray(value) && !value.length)) {
                    localStorage.removeItem(this.name(what));
                } else {
                    localStorage.setItem(this.name(what), JSON.stringify(value));
                }
            } catch {
                /* a browser that keeps nothing still sends */
            }
        },
        forget(who) {
            try {
                Object.keys(localStorage)
                    .filter((name) => name.startsWith(this.name(who + ':')))
                    .forEach((name) => localStorage.removeItem(name));
            } catch {
                /* nothing was kept */
            }
        },
    };

    const element = (tag, attributes = {}, ...children) => {
        const made = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) {
            if (name.startsWith('on')) {
                made.addEventListener(name.slice(2), value);
            } else if (value === true) {
                made.setAttribute(name, '');
            } else if (value !== false && value !== null && value !== undefined) {
                made.setAttribute(name, value);
            }
        }
        made.append(...children.filter((child) => child !== null && child !== undefined));
        return made;
    };

    const ICONS = {
        help: 'M3 20l1.3-3.9a9 8 0 1 1 3.4 2.9z',
        close: 'M18 6L6 18M6 6l12 12',
        back: 'M15 6l-6 6l6 6',
        send: 'M12 19V5M6 11l6-6l6 6',
        clip: 'M15 7l-6.5 6.5a1.5 1.5 0 0 0 3 3l6.500-6.500a3 3 0 0 0-6-6l-6.500 6.500a4.500 4.500 0 0 0 9 9l6.500-6.500',
        next: 'M9 6l6 6l-6 6',
        wrong: 'M12 8v5M12 16.500v.01M12 3l9.500 17H2.500z',
        done: 'M5 13l5 5L20 7',
    };
    const icon = (name) => {
        const SVG = 'http://www.w3.org/2000/svg';
        const svg = document.createElementNS(SVG, 'svg');
        svg.setAttribute('viewBox', '0 0 24 24');
        svg.setAttribute('aria-hidden', 'true');
        svg.setAttribute('class', 'icon icon-' + name);
        const path = document.createElementNS(SVG, 'path');
        path.setAttribute('d', ICONS[name]);
        svg.append(path);
        return svg;
    };

    /* Addresses of the web become links; everything else stays the words it is. */
    const words = (text) =>
        text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/g).map((part, i) =>
            i % 2 ? element('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part) : part,
        );

    const size = (bytes) =>
        bytes < 1024 * 1024
            ? Math.max(1, Math.round(bytes / 1024)) + ' kB'
            : (bytes / 1024 / 1024).toLocaleString(habits(), { maximumFractionDigits: 1 }) + ' MB';

    const moment = (instant) => {
        const at = new Date(instant);
        const now = new Date();
        const time = at.toLocaleTimeString(habits(), { hour: '2-digit', minute: '2-digit' });
        const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86400000);
        if (days === 0) {
            return time;
        }
        return days === 1
            ? t('yesterday', { time })
            : at.toLocaleDateString(habits(), { day: 'numeric', month: 'short' }) + ', ' + time;
    };
    const when = (instant) =>
        element('time', { datetime: instant, title: new Date(instant).toLocaleString(habits()) }, moment(instant));

    /* Colours: whatever the page asks for, what stands on them can be read (WCAG 2.2, 1.4.3). */
    const luminance = (rgb) =>
        rgb
            .map((part) => part / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
            .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
    const contrast = (one, other) => {
        const [a, b] = [luminance(one), luminance(other)].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
    };
    const legible = (colour, ground) => {
        const towards = luminance(ground) > 0.4 ? 0 : 255;
        let found = colour;
        for (let i = 0; i < 20 && contrast(found, ground) < 4.6; i++) {
            found = found.map((part) => Math.round(part + (towards - part) * 0.12));
        }
        return found;
    };
    const css = (rgb) => 'rgb(' + rgb.join(',') + ')';

    class Problem extends Error {
        constructor(status, detail, slug) {
            super(detail || String(status));
            this.status = status;
            this.slug = slug;
        }
    }

    class KeepwellMessenger extends HTMLElement {
        constructor() {
            super();
            this.root = this.attachShadow({ mode: 'open' });
            this.shown = false;
            this.view = 'home';
            this.conversation = null;
            this.list = [];
            this.news = [];
            this.lines = new Map();
            this.files = [];
            this.held = new Map();
            this.facts = {};
            this.token = null;
            this.guest = true;
            this.config = { title: '', greeting: null, colour: null, side: 'end' };
            this.identity = null;
        }

        connectedCallback() {
            if (this.frame) {
                return;
            }
            this.config = { ...this.config, ...kept.get('config', {}) };
            this.dress();
            this.draw();
            this.paint();
            this.identity = {
                userId: this.given('userId'),
                hash: this.given('userHash'),
                jwt: this.given('jwt'),
            };
            this.begin();
            window.addEventListener('online', () => this.awake());
            document.addEventListener('visibilitychange', () => this.awake());
            this.darkness = matchMedia('(prefers-color-scheme: dark)');
            this.darkness.addEventListener('change', () => this.paint());
            this.follow();
        }

        static get observedAttributes() {
            return ['theme', 'accent', 'side', 'user-id', 'user-hash', 'jwt'];
        }

        attributeChangedCallback(name) {
            if (!this.frame) {
                return;
            }
            this.paint();
            if (['user-id', 'user-hash', 'jwt'].includes(name)) {
                clearTimeout(this.reidentify);
                this.reidentify = setTimeout(() => this.identify({
                    userId: this.given('userId'), hash: this.given('userHash'), jwt: this.given('jwt'),
                }));
            }
        }

        /* An attribute of the element, else of the script tag. */
        given(name) {
            const dashed = name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());
            return this.getAttribute(dashed) || script.dataset[name] || null;
        }

        get who() {
            return this.guest ? 'guest' : this.identity.userId || 'person';
        }

        /* --- who it is ------------------------------------------------------------------------------------ */

        /* Says who uses the page from now on: `{userId, hash}`, or `{jwt}`, a token or a function that gets one. */
        identify(identity) {
            this.identity = identity || {};
            this.leave();
            return this.begin();
        }

        signOut() {
            kept.forget(this.who);
            kept.set('guest', null);
            return this.identify({});
        }

        leave() {
            this.token = null;
            this.stopStream();
            this.list = [];
            this.page = null;
            this.told([]);
            this.lines.clear();
            this.conversation = null;
            this.go('home', false);
        }

        async begin() {
            const jwt = typeof this.identity.jwt === 'function' ? await this.identity.jwt() : this.identity.jwt;
            if (jwt && !this.identity.userId) {
                this.identity.userId = subject(jwt);
            }
            this.guest = !jwt && !this.identity.userId;
            const asked = { key: KEY, locale: lang(), guest: kept.get('guest', null) };
            if (jwt) {
                asked.jwt = jwt;
            } else if (this.identity.userId) {
                asked.userId = this.identity.userId;
                asked.hash = this.identity.hash || '';
            }
            try {
                const begun = await this.ask('POST', 'sessions', asked);
                this.guest = begun.guest;
                this.token = begun.token || (begun.known ? asked.guest : null);
                this.config = { title: begun.title, greeting: begun.greeting, colour: begun.colour, side: begun.side };
                kept.set('config', this.config);
                this.hidden = false;
                this.page = begun.page;
                this.statusPage = begun.status;
                this.told(begun.news);
                this.taken(begun.conversations);
                this.ready = true;
                this.paint();
                this.redraw();
                this.flush();
                this.startStream();
            } catch (problem) {
                if (problem.status === 401 && (asked.jwt || asked.userId)) {
                    console.warn('Keepwell messenger: ' + problem.message);
                    this.identity = {};
                    return this.begin();
                }
                if (problem.status === 404) {
                    console.warn('Keepwell messenger: ' + problem.message);
                    this.hidden = true;
                    return;
                }
                clearTimeout(this.again);
                this.again = setTimeout(() => this.begin(), 15000);
            }
        }

        /* Shows what is known by now, around what is being typed. */
        redraw() {
            const idle = !this.conversation && this.text && !this.text.value && !this.files.length;
            if (this.view === 'home' || (idle && this.list.length)) {
                this.go('home', this.view !== 'home');
            } else if (this.conversation && !this.local(this.conversation)) {
                this.load().catch(() => {});
            } else {
                this.drawGuest();
                this.back.hidden = !this.list.length;
            }
        }

        /* --- asking --------------------------------------------------------------------------------------- */

        async ask(method, path, body, again = true) {
            const headers = { Accept: 'application/json, application/problem+json' };
            if (this.token) {
                headers.Authorization = 'Bearer ' + this.token;
            }
            let content;
            if (body instanceof FormData) {
                content = body;
            } else if (body) {
                headers['Content-Type'] = 'application/json';
                content = JSON.stringify(body);
            }
            const answer = await fetch(BASE + '/messenger/v1/' + path, {
                method, headers, body: content, credentials: 'omit', cache: 'no-store',
            });
            if (answer.status === 401 && this.token && !this.guest && again && path !== 'sessions') {
                this.token = null;
                await this.begin();
                return this.ask(method, path, body, false);
            }
            if (!answer.ok) {
                const problem = await answer.json().catch(() => ({}));
                throw new Problem(answer.status, problem.detail, problem.type);
            }
            return answer.status === 204 ? null : answer.json();
        }

        /* --- what is new ---------------------------------------------------------------------------------- */

        taken(list) {
            this.list = list;
            const unread = list.reduce((sum, one) => sum + one.unread, 0);
            this.badge.textContent = unread > 9 ? '9+' : String(unread || '');
            this.badge.hidden = !unread;
            this.launch.setAttribute('aria-label', unread ? t('open') + ', ' + counted('unread', unread) : t('open'));
            if (this.view === 'home') {
                this.drawHome();
            }
        }

        async refresh() {
            if (!this.token) {
                return;
            }
            if (this.refreshing) {
                this.stale = true;
                return;
            }
            this.refreshing = true;
            try {
                do {
                    this.stale = false;
                    if (this.shown && this.view === 'thread' && this.conversation && !this.local(this.conversation)) {
                        await this.load();
                    }
                    const [list, news] = await Promise.all([
                        this.ask('GET', 'conversations'),
                        this.guest ? [] : this.ask('GET', 'news?locale=' + encodeURIComponent(lang())),
                    ]);
                    this.told(news);
                    this.taken(list);
                } while (this.stale);
            } catch {
                /* asked again at the next change */
            } finally {
                this.refreshing = false;
            }
        }

        async load() {
            const id = this.conversation;
            const found = await this.ask('GET', 'conversations/' + id);
            if (this.conversation !== id) {
                return;
            }
            this.state = found.state;
            found.lines.forEach((line) => this.line(line));
            this.drawState();
            if (this.shown && document.visibilityState === 'visible') {
                this.ask('POST', 'conversations/' + id + '/reading').catch(() => {});
                const row = this.list.find((one) => one.id === id);
                if (row && row.unread) {
                    row.unread = 0;
                    this.taken(this.list);
                }
            }
        }

        /* --- problems that hit them ----------------------------------------------------------------------- */

        /* What is known by now stays where it stands, so that readers hear only what is new. */
        told(news) {
            const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
            const before = new Map(this.news.map((one, i) => [one.text, { one, drawn: this.banner.children[i] }]));
            const drawn = news.map((one) => {
                const known = before.get(one.text);
                return known && same(known.one, one) ? known.drawn : this.card(one);
            });
            if (drawn.length !== this.banner.children.length || drawn.some((it, i) => it !== this.banner.children[i])) {
                this.banner.replaceChildren(...drawn);
            }
            this.news = news;
            this.frame.classList.toggle('told', news.length > 0);
            if (this.view === 'home' && this.shown) {
                this.drawHome();
            }
        }

        card(one) {
            const since = one.fixed ? one.fixedAt : one.since;
            const day = (instant) => new Date(instant).toLocaleString(habits(),
                { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
            return element('article', { class: one.fixed ? 'card fixed' : 'card', 'aria-label': one.title },
                element('div', { class: 'card-head' },
                    icon(one.fixed ? 'done' : 'wrong'),
                    element('strong', {}, one.title),
                    element('button', {
                        type: 'button', class: 'bare small', 'aria-label': t('news.dismiss', { name: one.title }),
                        onclick: (event) => this.dismiss(one, event.currentTarget),
                    }, icon('close'))),
                element('p', { class: 'card-since' }, t(one.fixed ? 'news.fixed' : 'news.known', { time: day(since) })),
                one.words ? element('p', { class: 'card-words' }, ...words(one.words)) : null,
                one.workaround
                    ? element('p', { class: 'card-words' }, element('strong', {}, t('news.workaround')), ' ',
                        ...words(one.workaround))
                    : null,
                one.whatChanged
                    ? element('p', { class: 'card-words' }, element('strong', {}, t('news.changed')), ' ',
                        ...words(one.whatChanged))
                    : null,
                one.again ? element('p', { class: 'card-since' }, t('news.again', { time: day(one.again) })) : null,
                one.fixed ? null : this.statusLink('card-since', 'status.follow'));
        }

        /* The public status page, as long as it speaks of something. */
        statusLink(look, words) {
            return this.statusPage
                ? element('p', { class: look },
                    element('a', { href: this.statusPage, target: '_blank', rel: 'noopener noreferrer' }, t(words)))
                : null;
        }

        dismiss(one, button) {
            const within = button.closest('.body') ? this.heading : this.launch;
            this.told(this.news.filter((other) => other.text !== one.text));
            this.ask('POST', 'news/' + one.text + '/dismissal').catch(() => {});
            const next = within === this.launch ? this.banner.querySelector('button') : null;
            (next || within).focus();
        }

        startStream() {
            if (!this.token || this.stream) {
                return;
            }
            this.present();
            const stop = new AbortController();
            this.stream = stop;
            this.listen(stop).then(
                () => this.lost(stop, 500),
                () => this.lost(stop, 2000),
            );
        }

        async listen(stop) {
            const answer = await fetch(BASE + '/messenger/v1/stream', {
                headers: { Authorization: 'Bearer ' + this.token, Accept: 'text/event-stream' },
                signal: stop.signal, credentials: 'omit', cache: 'no-store',
            });
            if (!answer.ok || !answer.body) {
                throw new Problem(answer.status);
            }
            const reader = answer.body.getReader();
            const decoder = new TextDecoder();
            let rest = '';
            for (;;) {
                const { done, value } = await reader.read();
                if (done) {
                    return;
                }
                this.failures = 0;
                rest += decoder.decode(value, { stream: true });
                const events = rest.split('\n\n');
                rest = events.pop();
                if (events.some((event) => event.includes('event:changed') || event.includes('event: changed'))) {
                    this.refresh();
                }
            }
        }

        /* The stream broke: wait longer each time, and ask meanwhile. */
        lost(stop, pause) {
            if (this.stream !== stop) {
                return;
            }
            this.stream = null;
            this.failures = (this.failures || 0) + 1;
            const wait = Math.min(30000, pause * 2 ** Math.min(this.failures, 5)) * (0.75 + Math.random() / 2);
            clearTimeout(this.reopen);
            this.reopen = setTimeout(() => {
                this.refresh();
                this.startStream();
            }, wait);
        }

        stopStream() {
            clearTimeout(this.reopen);
            const stream = this.stream;
            this.stream = null;
            if (stream) {
                stream.abort();
            }
        }

        awake() {
            clearTimeout(this.asleep);
            if (document.visibilityState === 'hidden') {
                this.asleep = setTimeout(() => this.stopStream(), AWAY);
                return;
            }
            if (!this.ready) {
                this.begin();
                return;
            }
            this.present();
            this.flush();
            this.refresh();
            this.startStream();
        }

        present() {
            clearTimeout(this.presence);
            if (this.token && document.visibilityState === 'visible') {
                this.ask('POST', 'presence').catch(() => {});
                this.presence = setTimeout(() => this.present(), 45000);
            }
        }

        /* --- saying something ----------------------------------------------------------------------------- */

        local(id) {
            return id && id.startsWith('local-');
        }

        get queue() {
            return kept.get(this.who + ':queue', []);
        }

        set queue(queue) {
            kept.set(this.who + ':queue', queue);
        }

        say() {
            const text = this.text.value.trim();
            const email = this.email ? this.email.value.trim() : '';
            if (!text && !this.files.length) {
                this.tell(t('empty'));
                this.text.focus();
                return;
            }
            if (this.email && !this.email.checkValidity()) {
                this.tell(t('email.wrong'));
                this.email.focus();
                return;
            }
            const clientId = crypto.randomUUID ? crypto.randomUUID() : random(18);
            const words = {
                clientId,
                conversation: this.conversation,
                text,
                url: location.href,
                title: document.title,
                facts: { ...this.facts },
                locale: lang(),
                key: KEY,
                email: email || null,
                name: this.called && this.called.value.trim() ? this.called.value.trim() : null,
                at: new Date().toISOString(),
                files: this.files.length,
            };
            if (!words.conversation) {
                words.conversation = 'local-' + clientId;
                words.begins = true;
                this.conversation = words.conversation;
            }
            if (this.files.length) {
                this.held.set(clientId, this.files);
                this.files = [];
            }
            this.queue = [...this.queue, words];
            this.text.value = '';
            kept.set(this.draftName(), null);
            kept.set(this.who + ':draft:new', null);
            this.drawFiles();
            this.fit();
            this.drawGuest();
            this.line(this.waiting(words));
            this.tell('');
            this.flush();
        }

        waiting(words) {
            return {
                id: words.clientId, out: false, type: 'message', author: t('you'), text: words.text, at: words.at,
                pending: true, failed: words.failed,
                files: (this.held.get(words.clientId) || []).map((file) => ({ name: file.name, size: file.size })),
            };
        }

        /* Sends what waits, one after another. The server knows each by its id, so that repeating is harmless. */
        async flush() {
            if (this.flushing || !this.ready) {
                return;
            }
            this.flushing = true;
            clearTimeout(this.retry);
            try {
                for (let next = this.nextWaiting(); next; next = this.nextWaiting()) {
                    await this.deliver(next);
                }
                this.failed = 0;
                this.offline(false);
            } catch {
                this.failed = (this.failed || 0) + 1;
                this.offline(true);
                this.retry = setTimeout(() => this.flush(), Math.min(60000, 2500 * 2 ** Math.min(this.failed, 5)));
            } finally {
                this.flushing = false;
            }
        }

        nextWaiting() {
            return this.queue.find((one) => !one.failed);
        }

        async deliver(words) {
            if (words.files && !this.held.has(words.clientId)) {
                /* the page was left before the files could go: the words are given back, nothing is sent without them */
                this.drop(words);
                kept.set(this.who + ':draft:new', words.text);
                return;
            }
            if (this.guest && !this.token) {
                this.token = kept.get('guest', null) || 'kg_' + random(32);
                kept.set('guest', this.token);
            }
            const { at, files, begins, failed, ...body } = words;
            if (begins) {
                body.conversation = null;
            } else if (this.local(body.conversation)) {
                /* what it was to go on with has been refused */
                this.refuse(words, t('gone'));
                return;
            }
            let content = body;
            if (files) {
                content = new FormData();
                content.append('words', new Blob([JSON.stringify(body)], { type: 'application/json' }));
                this.held.get(words.clientId).forEach((file) => content.append('files', file, file.name));
            }
            try {
                const said = await this.ask('POST', 'messages', content);
                this.arrived(words, said);
            } catch (problem) {
                if (problem.status && problem.status !== 401 && problem.status < 500 && problem.status !== 429) {
                    this.refuse(words, problem.status === 404 ? t('gone')
                        : problem.status === 413 ? t('too-large', { size: '25 MB' }) : problem.message);
                    return;
                }
                if (problem.status === 429) {
                    this.tell(t('too-many'));
                }
                throw problem;
            }
        }

        drop(words) {
            this.queue = this.queue.filter((one) => one.clientId !== words.clientId);
            this.held.delete(words.clientId);
        }

        arrived(words, said) {
            const before = words.conversation;
            this.drop(words);
            this.queue = this.queue.map((one) =>
                one.conversation === before ? { ...one, conversation: said.conversation } : one);
            const drawn = this.lines.get(words.clientId);
            if (drawn) {
                this.lines.delete(words.clientId);
                this.lines.set(said.message, drawn);
                drawn.dataset.at = words.at;
                drawn.classList.remove('pending');
                const note = drawn.querySelector('.note');
                if (note) {
                    note.textContent = t('sent');
                }
            }
            if (this.conversation === before) {
                this.conversation = said.conversation;
                this.back.hidden = false;
                if (words.begins) {
                    this.heading.textContent = words.text.split('\n')[0].slice(0, 80) || t('title');
                }
            }
            this.startStream();
            this.refresh();
        }

        refuse(words, why) {
            this.queue = this.queue.map((one) => (one.clientId === words.clientId ? { ...one, failed: why } : one));
            this.line(this.waiting({ ...words, failed: why }));
            this.tell(why);
        }

        /* A refused message goes back to where it was written. */
        giveBack(id) {
            const words = this.queue.find((one) => one.clientId === id);
            const line = this.lines.get(id);
            if (!words) {
                return;
            }
            this.files = this.held.get(id) || [];
            this.drop(words);
            if (line) {
                line.remove();
                this.lines.delete(id);
            }
            if (words.begins) {
                this.conversation = null;
            }
            this.text.value = words.text;
            this.drawFiles();
            this.drawGuest();
            this.fit();
            this.text.focus();
        }

        /* --- drawing -------------------------------------------------------------------------------------- */

        dress() {
            if ('adoptedStyleSheets' in this.root && 'replaceSync' in CSSStyleSheet.prototype) {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(STYLE);
                this.root.adoptedStyleSheets = [sheet];
            } else {
                this.root.append(element('style', {}, STYLE));
            }
        }

        draw() {
            this.badge = element('span', { class: 'badge', 'aria-hidden': 'true', hidden: true });
            this.launch = element('button', {
                class: 'launch', type: 'button', part: 'button', 'aria-label': t('open'), 'aria-expanded': 'false',
                'aria-controls': 'panel', onclick: () => (this.shown ? this.close() : this.open()),
            }, icon('help'), icon('close'), this.badge);
            this.back = element('button', {
                class: 'bare', type: 'button', 'aria-label': t('back'), onclick: () => this.go('home'),
            }, icon('back'));
            this.heading = element('h2', { id: 'title', tabindex: '-1' });
            this.body = element('div', { class: 'body' });
            this.foot = element('div', { class: 'foot' });
            this.status = element('p', { class: 'status', role: 'status' });
            this.panel = element('div', {
                id: 'panel', class: 'panel', part: 'panel', role: 'dialog', 'aria-modal': 'true',
                'aria-labelledby': 'title', hidden: true, onkeydown: (event) => this.key(event),
            },
            element('div', { class: 'head' }, this.back, this.heading,
                element('button', {
                    class: 'bare', type: 'button', 'aria-label': t('close'), onclick: () => this.close(),
                }, icon('close'))),
            this.body, this.status, this.foot);
            this.closer = this.panel.querySelector('.head button:last-child');
            this.banner = element('div', { class: 'news', role: 'status', 'aria-label': t('news') });
            this.probe = element('span', { class: 'probe', 'aria-hidden': 'true' });
            this.frame = element('div', { class: 'frame' }, this.banner, this.panel, this.launch, this.probe);
            this.root.append(this.frame);
            this.go('home', false);
        }

        /* Takes up the language, the direction and the colours of the page, and keeps all of it legible. */
        paint() {
            const frame = this.frame;
            frame.lang = TEXTS[lang().split('-')[0]] ? lang() : 'en';
            frame.dir = getComputedStyle(document.documentElement).direction;
            this.back.setAttribute('aria-label', t('back'));
            this.closer.setAttribute('aria-label', t('close'));
            const theme = this.given('theme');
            const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
            frame.classList.toggle('dark', dark);
            frame.dataset.side = this.given('side') || this.config.side || 'end';
            const accent = this.rgb(this.given('accent') || this.config.colour || '#0f766e');
            const ground = dark ? [33, 30, 28] : [255, 255, 255];
            const style = frame.style;
            style.setProperty('--accent', css(accent));
            style.setProperty('--on-accent',
                contrast([255, 255, 255], accent) >= 4.5 ? '#fff' : contrast([0, 0, 0], accent) > 4.5 ? '#000' : '#fff');
            style.setProperty('--link', css(legible(accent, ground)));
        }

        rgb(colour) {
            const own = getComputedStyle(this).getPropertyValue('--keepwell-accent').trim();
            this.probe.style.color = '#0f766e';
            this.probe.style.color = own || colour;
            const parts = getComputedStyle(this.probe).color.match(/[\d.]+/g);
            return parts ? parts.slice(0, 3).map(Number) : [15, 118, 110];
        }

        /* The page may change its language while it is open. */
        follow() {
            new MutationObserver(() => {
                this.paint();
                this.launch.setAttribute('aria-label', t('open'));
                this.banner.setAttribute('aria-label', t('news'));
                this.told([]);
                this.refresh();
                const typed = this.text ? this.text.value : '';
                this.go(this.view === 'home' || this.conversation ? this.view : 'new', false);
                if (this.text) {
                    this.text.value = typed;
                }
            }).observe(document.documentElement, { attributes: true, attributeFilter: ['lang', 'dir'] });
        }

        open() {
            if (this.shown) {
                return;
            }
            this.before = document.activeElement;
            this.shown = true;
            this.panel.hidden = false;
            this.frame.classList.add('open');
            this.launch.setAttribute('aria-expanded', 'true');
            this.go(this.list.length || this.view === 'thread' ? this.view : 'new');
            this.refresh();
            this.dispatchEvent(new CustomEvent('keepwell:open', { bubbles: true, composed: true }));
        }

        close() {
            if (!this.shown) {
                return;
            }
            this.shown = false;
            this.panel.hidden = true;
            this.frame.classList.remove('open');
            this.launch.setAttribute('aria-expanded', 'false');
            const back = this.before && this.before !== document.body && this.before !== this ? this.before : this.launch;
            back.focus();
            this.dispatchEvent(new CustomEvent('keepwell:close', { bubbles: true, composed: true }));
        }

        key(event) {
            if (event.key === 'Escape') {
                event.stopPropagation();
                this.close();
            } else if (event.key === 'Tab') {
                const all = [...this.panel.querySelectorAll('button, a[href], input, textarea, [tabindex="0"]')]
                    .filter((one) => !one.disabled && one.getClientRects().length);
                const [first, last] = [all[0], all[all.length - 1]];
                const now = this.root.activeElement;
                if (event.shiftKey && (now === first || now === this.heading)) {
                    event.preventDefault();
                    last.focus();
                } else if (!event.shiftKey && now === last) {
                    event.preventDefault();
                    first.focus();
                }
            }
        }

        /* Shows `home`, `new` or a `thread`. */
        go(view, focus = true, conversation = null) {
            this.view = view === 'new' ? 'thread' : view;
            if (view === 'new') {
                this.conversation = null;
                this.state = null;
            } else if (conversation) {
                this.conversation = conversation;
                this.state = null;
            }
            this.tell('');
            this.back.hidden = this.view === 'home' || (!this.list.length && !this.conversation);
            if (this.view === 'home') {
                this.heading.textContent = this.config.title || t('title');
                this.drawHome();
            } else {
                this.drawThread();
            }
            if (focus && this.shown) {
                (this.view === 'thread' && this.text && !this.text.disabled ? this.text : this.heading).focus();
            }
        }

        drawHome() {
            const greeting = this.config.greeting || t('greeting', { company: this.config.title });
            const rows = this.list.map((one) => element('li', {},
                element('button', { type: 'button', class: 'row', onclick: () => this.go('thread', true, one.id) },
                    element('span', { class: 'row-head' },
                        element('span', { class: 'row-name' }, one.subject || one.words),
                        when(one.at)),
                    element('span', { class: 'row-words' },
                        (one.ours ? one.author : t('you')) + ': ' + one.words.replace(/\s+/g, ' ')),
                    one.unread
                        ? element('span', { class: 'row-unread' }, counted('unread', one.unread))
                        : one.promisedAt && one.state !== 'solved' && one.state !== 'closed'
                            ? element('span', { class: 'row-promise' }, t('promise', { time: moment(one.promisedAt) }))
                            : null)));
            const waiting = this.queue.filter((one) => one.begins).map((one) => element('li', {},
                element('button', {
                    type: 'button', class: 'row', onclick: () => this.go('thread', true, one.conversation),
                },
                element('span', { class: 'row-name' }, one.text.slice(0, 80)),
                element('span', { class: 'row-promise' }, one.failed ? t('failed') : t('waiting')))));
            this.body.replaceChildren(
                ...this.news.map((one) => this.card(one)),
                (!this.news.some((one) => !one.fixed) && this.statusLink('card-since', 'status')) || '',
                element('p', { class: 'greeting' }, greeting),
                rows.length || waiting.length ? element('h3', {}, t('conversations')) : '',
                element('ul', { class: 'rows' }, ...waiting, ...rows));
            this.foot.replaceChildren(
                element('button', { type: 'button', class: 'primary wide', onclick: () => this.go('new') }, t('new')),
                this.page
                    ? element('a', { class: 'own', href: this.page, target: '_blank', rel: 'noopener noreferrer' }, t('page'))
                    : '');
            this.text = null;
            this.email = null;
        }

        drawThread() {
            const row = this.list.find((one) => one.id === this.conversation);
            this.heading.textContent = this.conversation ? (row && row.subject) || this.config.title || t('title')
                : t('new');
            this.lines.clear();
            this.log = element('div', {
                class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': t('conversations'), tabindex: '0',
            });
            const greeting = this.config.greeting || t('greeting', { company: this.config.title });
            this.intro = element('p', { class: 'greeting' }, greeting);
            this.body.replaceChildren(...(this.conversation ? [] : [this.intro]), this.log);
            this.text = element('textarea', {
                id: 'words', rows: '1', 'aria-label': t('message'), placeholder: t('write'), maxlength: '20000',
                oninput: () => this.typed(),
                onkeydown: (event) => {
                    const touch = matchMedia('(pointer: coarse)').matches;
                    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !touch) {
                        event.preventDefault();
                        this.say();
                    }
                },
            });
            this.text.value = kept.get(this.draftName(), '');
            this.picker = element('input', {
                type: 'file', multiple: true, class: 'picker', tabindex: '-1', 'aria-hidden': 'true',
                onchange: () => this.picked(),
            });
            this.chosen = element('ul', { class: 'files' });
            this.asked = element('div', { class: 'asked' });
            this.foot.replaceChildren(element('form', {
                class: 'composer',
                novalidate: true,
                onsubmit: (event) => {
                    event.preventDefault();
                    this.say();
                },
                ondragover: (event) => event.preventDefault(),
                ondrop: (event) => {
                    event.preventDefault();
                    this.add([...event.dataTransfer.files]);
                },
            },
            this.asked,
            this.chosen,
            element('div', { class: 'writing' },
                element('button', {
                    type: 'button', class: 'bare', 'aria-label': t('attach'), title: t('attach'),
                    onclick: () => this.picker.click(),
                }, icon('clip')),
                this.picker,
                this.text,
                element('button', {
                    type: 'submit', class: 'primary round', 'aria-label': t('send'), title: t('send'),
                }, icon('send')))));
            this.text.addEventListener('paste', (event) => {
                const files = [...(event.clipboardData ? event.clipboardData.files : [])];
                if (files.length) {
                    event.preventDefault();
                    this.add(files);
                }
            });
            this.drawGuest();
            this.drawFiles();
            this.fit();
            this.queue.filter((one) => one.conversation === this.conversation)
                .forEach((one) => this.line(this.waiting(one)));
            if (this.conversation && !this.local(this.conversation)) {
                this.log.setAttribute('aria-busy', 'true');
                this.load().then(() => this.log.removeAttribute('aria-busy'), (problem) => {
                    this.log.removeAttribute('aria-busy');
                    this.tell(problem.status === 404 ? t('gone') : t('offline'));
                });
            }
        }

        /* A guest is asked where an answer may go; proven people never are. */
        drawGuest() {
            this.email = null;
            this.called = null;
            if (!this.asked) {
                return;
            }
            if (!this.guest || this.token || this.conversation) {
                this.asked.replaceChildren();
                return;
            }
            this.called = element('input', { id: 'called', autocomplete: 'name', maxlength: '120' });
            this.email = element('input', {
                id: 'email', type: 'email', autocomplete: 'email', maxlength: '200', 'aria-describedby': 'email-hint',
            });
            this.called.value = kept.get('guest-name', '');
            this.email.value = kept.get('guest-email', '');
            this.called.addEventListener('input', () => kept.set('guest-name', this.called.value));
            this.email.addEventListener('input', () => kept.set('guest-email', this.email.value));
            this.asked.replaceChildren(
                element('label', { for: 'called' }, t('name')), this.called,
                element('label', { for: 'email' }, t('email')), this.email,
                element('p', { id: 'email-hint', class: 'hint' }, t('email.hint')));
        }

        drawState() {
            const told = { solved: t('solved'), closed: t('closed') }[this.state];
            this.tell(told || '');
        }

        drawFiles() {
            if (!this.chosen) {
                return;
            }
            this.chosen.replaceChildren(...this.files.map((file, i) => element('li', {},
                element('span', {}, file.name + ' · ' + size(file.size)),
                element('button', {
                    type: 'button', class: 'bare small', 'aria-label': t('remove', { name: file.name }),
                    onclick: () => {
                        this.files = this.files.filter((other, n) => n !== i);
                        this.drawFiles();
                        this.text.focus();
                    },
                }, icon('close')))));
        }

        picked() {
            this.add([...this.picker.files]);
            this.picker.value = '';
        }

        add(files) {
            const all = [...this.files, ...files];
            if (all.reduce((sum, file) => sum + file.size, 0) > MOST_BYTES) {
                this.tell(t('too-large', { size: '25 MB' }));
                return;
            }
            this.files = all;
            this.drawFiles();
            this.tell(counted('files', all.length));
            this.text.focus();
        }

        /* Draws a line once; what was drawn is changed in its place, so that readers hear only what is new. */
        line(line) {
            const known = this.lines.get(line.id);
            if (known && !line.failed) {
                if (!line.pending && known.dataset.at !== line.at) {
                    this.place(known, line);
                }
                return;
            }
            const atEnd = this.body.scrollHeight - this.body.scrollTop - this.body.clientHeight < 80;
            const ours = line.out;
            const files = line.files.map((file) => element('li', {}, file.id
                ? element('button', { type: 'button', class: 'file', onclick: () => this.download(file) },
                    t('download', { name: file.name }) + ' · ' + size(file.size))
                : element('span', {}, file.name + ' · ' + size(file.size))));
            const drawn = element('div', {
                class: ['line', ours ? 'theirs' : 'mine', line.type, line.pending ? 'pending' : '',
                    line.failed ? 'failed' : ''].join(' ').trim(),
            },
            element('p', { class: 'by' }, element('strong', {}, ours ? line.author : t('you')), ' ', when(line.at)),
            line.text ? element('div', { class: 'words' }, ...words(line.text)) : null,
            files.length ? element('ul', { class: 'sent-files' }, ...files) : null,
            line.pending && !line.failed ? element('p', { class: 'note' }, t('sending')) : null,
            line.failed ? element('p', { class: 'note' }, line.failed + ' ',
                element('button', { type: 'button', class: 'link', onclick: () => this.giveBack(line.id) },
                    t('retry'))) : null);
            if (known) {
                known.replaceWith(drawn);
            } else {
                this.place(drawn, line);
            }
            this.lines.set(line.id, drawn);
            if (this.intro) {
                this.intro.remove();
                this.intro = null;
            }
            if (atEnd || !ours) {
                this.body.scrollTop = this.body.scrollHeight;
            }
        }

        /* By time; what waits to be sent stands last. */
        place(drawn, line) {
            drawn.dataset.at = line.pending ? '~' : line.at;
            const later = [...this.log.children].find((other) => other !== drawn && other.dataset.at > drawn.dataset.at);
            if (!drawn.isConnected || drawn.nextElementSibling !== (later || null)) {
                this.log.insertBefore(drawn, later || null);
            }
        }

        async download(file) {
            try {
                const answer = await fetch(BASE + '/messenger/v1/files/' + file.id, {
                    headers: { Authorization: 'Bearer ' + this.token }, credentials: 'omit',
                });
                if (!answer.ok) {
                    throw new Problem(answer.status);
                }
                const address = URL.createObjectURL(await answer.blob());
                element('a', { href: address, download: file.name }).click();
                setTimeout(() => URL.revokeObjectURL(address), 60000);
            } catch {
                this.tell(t('offline'));
            }
        }

        typed() {
            kept.set(this.draftName(), this.text.value);
            this.fit();
        }

        draftName() {
            return this.who + ':draft:' + (this.conversation && !this.local(this.conversation) ? this.conversation : 'new');
        }

        fit() {
            if (this.text) {
                this.text.style.height = 'auto';
                this.text.style.height = Math.min(160, this.text.scrollHeight + 2) + 'px';
            }
        }

        tell(words) {
            if (this.status.textContent !== words) {
                this.status.textContent = words;
            }
            this.status.hidden = !words;
        }

        offline(is) {
            this.root.querySelectorAll('.line.pending:not(.failed) .note').forEach((note) => {
                note.textContent = is ? t('waiting') : t('sending');
            });
            if (is) {
                this.tell(t('offline'));
            } else if (this.status.textContent === t('offline')) {
                this.tell('');
            }
        }
    }

    const subject = (jwt) => {
        try {
            return JSON.parse(atob(jwt.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))).sub;
        } catch {
            return null;
        }
    };

    customElements.define('keepwell-messenger', KeepwellMessenger);
    const messenger = document.querySelector('keepwell-messenger') || new KeepwellMessenger();
    if (!messenger.isConnected) {
        const put = () => document.body.append(messenger);
        if (document.body) {
            put();
        } else {
            document.addEventListener('DOMContentLoaded', put);
        }
    }

    /* For the application around it. */
    window.KeepwellMessenger = {
        open: () => messenger.open(),
        close: () => messenger.close(),
        write: () => {
            messenger.open();
            messenger.go('new');
        },
        identify: (identity) => messenger.identify(identity),
        signOut: () => messenger.signOut(),
        context: (facts) => {
            messenger.facts = Object.fromEntries(
                Object.entries(facts || {}).map(([name, value]) => [name, String(value)]));
        },
    };
})();
