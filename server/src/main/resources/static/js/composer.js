// The composer: files that are stored while one writes, and a reply that something has overtaken. Sending itself, and
// the draft, are the inbox's.

// ---- Files: chosen, dropped or pasted --------------------------------------------------------------------------
// <ul data-upload="address" data-most="bytes">: each file is stored at once; the server answers with its line.

const uploading = new Map();

document.addEventListener('change', (event) => {
  const form = event.target.matches('.kw-attach input[type="file"]') && event.target.form;
  if (form) {
    add(form, event.target.files);
    event.target.value = '';
  }
});

document.addEventListener('paste', (event) => {
  const form = event.target.closest?.('form[data-draft]');
  if (form?.querySelector('[data-upload]') && event.clipboardData?.files.length > 0) {
    event.preventDefault();
    add(form, event.clipboardData.files);
  }
});

const sheet = (event) => {
  const form = event.target.closest?.('form.kw-sheet');
  return form?.querySelector('[data-upload]') && event.dataTransfer?.types.includes('Files') ? form : undefined;
};

document.addEventListener('dragover', (event) => {
  const form = sheet(event);
  if (form) {
    event.preventDefault();
    form.classList.add('kw-dropping');
  }
});

document.addEventListener('dragleave', (event) => event.target.closest?.('.kw-dropping')?.classList.remove('kw-dropping'));

document.addEventListener('drop', (event) => {
  const form = sheet(event);
  if (form) {
    event.preventDefault();
    form.classList.remove('kw-dropping');
    add(form, event.dataTransfer.files);
  }
});

function add(form, files) {
  const list = form.querySelector('[data-upload]');
  for (const file of files) {
    const line = document.createElement('li');
    line.className = 'kw-kept-file';
    const name = Object.assign(document.createElement('span'), { textContent: file.name });
    name.dataset.content = '';
    line.append(name);
    list.append(line);
    if (file.size > Number(list.dataset.most)) {
      fail(line, file.name, list.dataset.tooLarge, list);
      continue;
    }
    const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
    bar.setAttribute('aria-label', file.name);
    line.append(bar);
    const going = store(list, file, bar)
      .then((html) => {
        const template = document.createElement('template');
        template.innerHTML = html;
        line.replaceWith(template.content);
      })
      .catch((problem) => fail(line, file.name, problem.message, list));
    const all = uploading.get(form) ?? new Set();
    uploading.set(form, all.add(going));
    going.finally(() => all.delete(going));
  }
}

function store(list, file, bar) {
  return new Promise((done, failed) => {
    const { csrfHeader, csrfToken } = document.body.dataset;
    const request = new XMLHttpRequest();
    request.open('POST', list.dataset.upload);
    request.setRequestHeader('Accept', 'application/problem+json, text/html;q=0.9');
    request.setRequestHeader(csrfHeader, csrfToken);
    request.upload.addEventListener('progress', (event) => {
      bar.value = event.lengthComputable ? event.loaded / event.total : 0;
    });
    request.addEventListener('load', () => {
      if (request.status < 300) {
        done(request.responseText);
      } else {
        failed(new Error(said(request) ?? list.dataset.failed));
      }
    });
    request.addEventListener('error', () => failed(new Error(list.dataset.failed)));
    const fields = new FormData();
    fields.append('attachments', file);
    request.send(fields);
  });
}

function said(request) {
  return request.getResponseHeader('content-type')?.includes('json') ? JSON.parse(request.responseText).detail : undefined;
}

// The line says what to do, and goes when it has been read.
function fail(line, name, sentence, list) {
  line.classList.add('kw-kept-failed');
  const words = document.createElement('span');
  words.setAttribute('role', 'alert');
  words.textContent = `${name}: ${sentence}`;
  const dismiss = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm', textContent: list.dataset.remove });
  dismiss.addEventListener('click', () => {
    line.closest('form').querySelector('textarea').focus();
    line.remove();
  });
  line.replaceChildren(words, dismiss);
}

// Before anybody else hears of it: what is still on its way goes with the letter.
document.addEventListener(
  'submit',
  (event) => {
    const all = uploading.get(event.target);
    if (all?.size > 0) {
      event.preventDefault();
      event.stopImmediatePropagation();
      Promise.all(all).then(() => event.target.requestSubmit(event.submitter));
    }
  },
  true,
);

document.addEventListener('written', (event) => {
  event.target.querySelector('[data-upload]')?.replaceChildren();
  event.target.querySelectorAll('details.kw-menu[open]').forEach((menu) => menu.removeAttribute('open'));
  settle(event.target);
});

// ---- Somebody was faster ---------------------------------------------------------------------------------------
// A reply that a colleague or the customer has overtaken: what came is said beside the text, and may be overruled.

document.addEventListener('refused', (event) => {
  const box = event.target.querySelector?.('[data-overtaken]');
  const { problem, submitter } = event.detail;
  if (!box || !problem.type?.endsWith('reply-overtaken')) {
    return;
  }
  event.preventDefault();
  box.querySelector('[data-overtaken-words]').textContent = problem.detail;
  box.querySelector('input')?.remove();
  if (['then', 'snooze'].includes(submitter?.name)) {
    // whatever was to happen with it still is
    box.append(Object.assign(document.createElement('input'), { type: 'hidden', name: submitter.name, value: submitter.value }));
  }
  box.hidden = false;
  box.querySelector('button').focus();
});

document.addEventListener('click', (event) => {
  const box = event.target.closest('[data-overtaken-read]')?.closest('[data-overtaken]');
  if (box) {
    settle(box.closest('form'));
    const letters = document.querySelector('.kw-letters');
    letters.scrollTo({ top: letters.scrollHeight });
    letters.focus();
  }
});

function settle(form) {
  const box = form.querySelector('[data-overtaken]');
  if (box) {
    box.hidden = true;
    box.querySelector('input')?.remove();
  }
}

// Whoever begins to write has before them what is shown then.
document.addEventListener('input', (event) => {
  const form = event.target.closest('form[data-draft]');
  const seen = form?.querySelector('input[name="seen"]');
  if (seen && event.target.matches('textarea') && !form.dataset.begun) {
    form.dataset.begun = 'true';
    seen.value = document.querySelector('.kw-letters')?.dataset.newest || seen.value;
  }
  if (form && event.target.matches('textarea') && event.target.value === '') {
    delete form.dataset.begun;
  }
});

document.addEventListener('written', (event) => delete event.target.dataset.begun);
