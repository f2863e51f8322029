'use strict';

/** Draws the states of this project's specifications, with the functions of the trace page. */
const drawingsOfSpecification = page => {
  const {data, last, element, value, kind, plain, elements, pairs, part, at, variable, differs, isWrong, mark, threads, held,
    waitsOf, endless, lockColors} = page;

  /** Worker and step, where a new worker reuses the name of an ended one. */
  const anew = new Set();

  function findNamesakes() {
    const lives = variable(0, 'life');
    if (lives === undefined || kind(lives) !== 'function') return;
    for (const [worker] of pairs(lives)) {
      let was = false;
      let before = 'unborn';
      for (let step = 0; step <= last; step++) {
        const life = at(step, 'life', worker);
        const now = life === undefined ? 'unborn' : plain(life);
        if (was && before === 'unborn' && now !== 'unborn') anew.add(worker + ' ' + step);
        was ||= now !== 'unborn';
        before = now;
      }
    }
  }

  const isAnew = (lane, step) => anew.has(lane.split('.')[0] + ' ' + step);

  function drawWorkers(step) {
    const lives = variable(step, 'life');
    if (lives === undefined || kind(lives) !== 'function') return null;
    const private_ = data.variables.includes('pool') ? 'pool' : 'copies';
    return element('div', 'boxes', ...pairs(lives).map(([worker, life]) => {
      const words = plain(life);
      const box = element('div', 'box' + (['unborn', 'dead'].includes(words) ? ' gone ' : ' ')
        + mark(false, isWrong(step, private_, worker)));
      const head = element('h3', '', worker + ' ');
      head.append(element('span', 'v ' + mark(differs(step, 'life', worker), isWrong(step, 'life', worker)), words));
      box.append(head);
      const parent = at(step, 'parent', worker);
      const lost = isWrong(step, 'parent', worker);
      if (parent !== undefined && (plain(parent) !== 'NoWorker' || lost)) {
        box.append(element('div', 'line soft ' + mark(differs(step, 'parent', worker), lost),
          plain(parent) === 'NoWorker' ? 'no parent' : 'child of ' + plain(parent)));
      }
      const table = at(step, private_, worker);
      for (const [slot, copy] of table === undefined ? [] : pairs(table)) {
        box.append(drawCopy(step, private_, worker, slot, copy));
      }
      const notices = at(step, 'notices', worker);
      for (const [session, count] of notices === undefined ? [] : pairs(notices)) {
        const changed = differs(step, 'notices', worker, session);
        const wrong = isWrong(step, 'notices', worker, session);
        const number = plain(count);
        if (number !== '0' || changed || wrong) {
          box.append(element('div', 'line ' + mark(changed, wrong), `✉ “you own ${session} now”: `
            + (number === '0' ? 'no notice' : number === '1' ? 'notice not read yet' : number + ' notices not read yet')));
        }
      }
      for (const [name, frame] of threads(step)) {
        if (name.split('.')[0] === worker && name !== worker) {
          const place = part(frame, 'at') === undefined ? '' : plain(part(frame, 'at'));
          const wrong = isWrong(step, 'thread', name) || (step === last && endless.has(name));
          if (place === 'absent' && !wrong) continue;
          const locks = held(step).filter(h => h[1] === name).map(h => `${h[0]} (${h[2]})`);
          const waiting = waitsOf(step, name);
          box.append(element('div', 'line ' + mark(differs(step, 'thread', threadKey(name)), wrong),
            `${name}: ${place === 'absent' ? words === 'dead' ? 'killed' : 'gone' : place === 'idle' ? 'idle' : 'next ' + place}`
            + (waiting ? '; waits for ' + waiting : '') + (locks.length ? '; holds ' + locks.join(', ') : '')));
        }
      }
      return box;
    }));
  }

  /** The key of a thread in a function. */
  const threadKey = name => name.includes('.')
    ? '<<' + name.split('.').map(p => data.values.some(v => v[0] === 'model' && v[1] === p)
      ? p : JSON.stringify(p)).join(', ') + '>>'
    : name;

  /** The fields of copies with an unusual value in the trace: they are shown in each copy. */
  const telling = new Set();

  function findTelling() {
    for (const node of data.values) {
      if (node[0] !== 'record' || !node.includes('id')) continue;
      for (let i = 1; i < node.length; i += 2) {
        if (copyWords(node[i], plain(node[i + 1]), null) !== usual(node[i])) telling.add(node[i]);
      }
    }
  }

  function drawCopy(step, variable_, worker, slot, copy) {
    const changed = differs(step, variable_, worker, slot);
    const wrong = (...more) => isWrong(step, variable_, worker, slot, ...more);
    if (kind(copy) !== 'record') {
      return element('div', 'session soft', element('span', 'v ' + mark(changed, wrong()), 'no session'));
    }
    const line = element('div', 'session ' + mark(false, wrong()));
    const before = step > 0 ? at(step - 1, variable_, worker, slot) : copy;
    const fresh = before === undefined || kind(before) !== 'record';
    const idFirst = pairs(copy).sort((one, two) => (two[0] === 'id') - (one[0] === 'id'));
    for (const [name, is] of idFirst) {
      const differ = !fresh && part(before, name) !== part(copy, name);
      const words = copyWords(name, plain(is), worker);
      const shown = name === 'worker' ? words !== '' : telling.has(name);
      if (shown || differ || wrong(name)) {
        line.append(element('span', 'v ' + mark(differ, wrong(name)), words || `${name}: ${plain(is)}`), ' ');
      }
    }
    if (fresh) line.append(element('span', 'v changed', 'new'));
    return line;
  }

  /** The words for the usual value of a field. */
  const usual = name => ({listen: 'does not listen', waits: 'does not wait', busy: 'not busy',
    listens: 'does not listen', index: 'no element', current: 'current', worker: ''})[name];

  function copyWords(name, is, worker) {
    switch (name) {
      case 'id': return is;
      case 'listen': return {none: usual(name), listen: 'listens', passive: 'is passive'}[is] ?? is;
      case 'waits': case 'busy': case 'listens': return is === 'true' ? name : usual(name);
      case 'index': return is === '0' ? usual(name) : 'element ' + is;
      case 'worker': return worker === null || is === worker ? '' : 'of worker ' + is;
      case 'current': return is === 'true' ? usual(name) : 'not current';
      case 'kind': return is;
      default: return `${name}: ${is}`;
    }
  }

  /** Shared data that is never used in the trace is not drawn. */
  const isEverShared = ['shared', 'elements'].some(name => {
    const ever = new Set(data.states.map((_, step) => variable(step, name)));
    return [...ever].some(all => all !== undefined && pairs(all).some(([, is]) => kind(is) === 'record'));
  });

  function drawShared(step) {
    const name = ['shared', 'elements'].find(candidate => data.variables.includes(candidate));
    if (!name || !data.variables.includes('life') || !isEverShared) return null;
    const boxes = pairs(variable(step, name)).map(([at_, shared]) => {
      const title = name === 'shared' ? at_ : 'element ' + at_;
      const wrong = isWrong(step, name, at_);
      if (kind(shared) !== 'record') {
        return element('div', 'box gone ' + mark(false, wrong), element('h3', '', title),
          element('div', 'line ' + mark(differs(step, name, at_), false), name === 'shared' ? 'not shared' : 'free'));
      }
      const before = step > 0 ? at(step - 1, name, at_) : shared;
      const fresh = before === undefined || kind(before) !== 'record';
      const head = element('h3', '', title + ' ');
      if (fresh) head.append(element('span', 'v changed', 'new'));
      const box = element('div', 'box ' + mark(false, wrong), head);
      const owner = part(shared, 'owner');
      for (const [field, is] of pairs(shared)) {
        const row = element('div', 'line ' + mark(!fresh && part(before, field) !== is, isWrong(step, name, at_, field)),
          element('span', 'soft', field + ': '));
        if (['tuple', 'set'].includes(kind(is))) {
          const parts = elements(is);
          if (!parts.length) row.append('none');
          parts.forEach((who, i) => {
            if (i && kind(is) === 'tuple') row.append(' → ');
            row.append(element('span', 'chip' + (who === owner ? ' owner ' : ' ')
              + mark(false, isWrong(step, name, at_, field, plain(who))), plain(who)));
          });
        } else {
          row.append(element('span', field === 'owner' ? 'chip owner' : '', plain(is)));
        }
        box.append(row);
      }
      return box;
    });
    return element('div', 'boxes', ...boxes);
  }

  function draw(step) {
    const drawn = [];
    const workers = drawWorkers(step);
    if (workers) drawn.push(element('h2', '', 'Workers and their sessions'), workers);
    const shared = drawShared(step);
    if (shared) drawn.push(element('h2', '', 'Shared data (subscribers in the order in which they inherit)'), shared);
    const fault = variable(step, 'fault');
    if (fault !== undefined && plain(fault) !== 'none') drawn.push(element('p', 'fault', 'Fault: ' + plain(fault)));
    return drawn;
  }

  /** Changes that lanes and bars show are not repeated in TLA+. */
  const isSaid = path => (lockColors.size > 0 && /^(lock|holder|writer|readers)\b/.test(path))
    || /^thread\[.*\]\.(at|op|slot|with|does|holds)$/.test(path);

  /** New copies, and new shared data. */
  const isDrawn = path => data.variables.includes('life') && /^(pool|copies|shared|elements)\b/.test(path);

  findNamesakes();
  findTelling();
  return {draw, isSaid, isDrawn, isAnew};
};
