'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const ROW = 26;
  const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8f7a00',
    '#7a5195'];
  const last = data.states.length - 1;
  const byId = id => document.getElementById(id);
  let current = 0;

  // Everything is built from text nodes: no text of a trace is ever taken for HTML.
  function element(tag, classes, ...children) {
    const made = document.createElement(tag);
    if (classes) made.className = classes;
    made.append(...children.filter(child => child !== null && child !== undefined));
    return made;
  }

  // ---- Values: each one is an index into data.values.

  const value = index => data.values[index];
  const kind = index => value(index)[0];
  const isLeaf = index => ['int', 'bool', 'string', 'model'].includes(kind(index));
  const plain = index => isLeaf(index) ? String(value(index)[1]) : print(index);
  const elements = index => index !== undefined && ['tuple', 'set'].includes(kind(index))
    ? value(index).slice(1) : [];

  function pairs(index) {
    const node = value(index);
    const result = [];
    if (node[0] === 'tuple') {
      node.slice(1).forEach((part, i) => result.push([String(i + 1), part, null]));
    } else if (node[0] === 'record') {
      for (let i = 1; i < node.length; i += 2) result.push([node[i], node[i + 1], null]);
    } else if (node[0] === 'function') {
      for (let i = 1; i < node.length; i += 2) result.push([plain(node[i]), node[i + 1], node[i]]);
    }
    return result;
  }

  function part(index, name) {
    if (index === undefined) return undefined;
    const found = pairs(index).find(pair => pair[0] === name);
    return found && found[1];
  }

  function print(index) {
    const node = value(index);
    switch (node[0]) {
      case 'bool': return node[1] ? 'TRUE' : 'FALSE';
      case 'string': return JSON.stringify(node[1]);
      case 'tuple': return '<<' + node.slice(1).map(print).join(', ') + '>>';
      case 'set': return '{' + node.slice(1).map(print).join(', ') + '}';
      case 'record':
        return '[' + pairs(index).map(p => p[0] + ' |-> ' + print(p[1])).join(', ') + ']';
      case 'function':
        return '(' + pairs(index).map(p => print(p[2]) + ' :> ' + print(p[1])).join(' @@ ') + ')';
      default: return String(node[1]);
    }
  }

  const text = index => data.texts[index];

  function variable(step, name) {
    const at = data.variables.indexOf(name);
    return at < 0 || step < 0 ? undefined : data.states[step][at];
  }

  /** The value at a path into a variable. */
  function at(step, name, ...path) {
    return path.reduce((found, key) => part(found, key), variable(step, name));
  }

  function differences(path, before, after, found) {
    if (before === after) return found;
    const both = kind(before) === kind(after) ? kind(before) : null;
    const deep = both === 'record' || both === 'function'
      || (both === 'tuple' && value(before).length === value(after).length
        && !elements(before).concat(elements(after)).every(isLeaf));
    if (!deep) {
      found.push([path, print(before), print(after)]);
      return found;
    }
    const other = new Map(pairs(after).map(pair => [pair[0], pair[1]]));
    for (const [key, old] of pairs(before)) {
      const inner = both === 'record' ? path + '.' + key : path + '[' + key + ']';
      if (other.has(key)) differences(inner, old, other.get(key), found);
      else found.push([inner, print(old), '(none)']);
      other.delete(key);
    }
    for (const [key, now] of other) found.push([path + '[' + key + ']', '(none)', print(now)]);
    return found;
  }

  // ---- Locks and who waits for whom.

  const threadName = index => kind(index) === 'tuple' ? elements(index).map(plain).join('.') : plain(index);

  function lockName(index) {
    const parts = elements(index).map(plain);
    switch (parts[0]) {
      case 'life': return parts.length > 1 ? 'the life of ' + parts[1] : 'the life cycle';
      case 'table': return 'the table of ' + parts[1];
      case 'session': return 'slot ' + parts[2] + ' of ' + parts[1];
      case 'element': return 'element ' + parts[1];
      default: return 'the ' + (parts[0] || plain(index));
    }
  }

  const heldCache = new Map();

  /** All [lock, thread, how] in a state. */
  function held(step) {
    const cached = ['lock', 'holder', 'writer', 'readers', 'thread'].map(name => variable(step, name)).join();
    if (heldCache.has(cached)) return heldCache.get(cached);
    const result = [];
    const isThread = index => index !== undefined && !['Nobody', 'NoWorker', 'none'].includes(plain(index));
    const locks = variable(step, 'lock');
    if (locks !== undefined && kind(locks) === 'function') {
      for (const [, holders, lock] of pairs(locks)) {
        const writer = part(holders, 'writer');
        if (isThread(writer)) result.push([lockName(lock), threadName(writer), 'write']);
        for (const reader of elements(part(holders, 'readers'))) {
          result.push([lockName(lock), threadName(reader), 'read']);
        }
      }
    } else if (locks !== undefined && isThread(locks)) {
      result.push(['the lock', plain(locks), 'write']);
    }
    const holders = variable(step, 'holder');
    if (holders !== undefined) {
      for (const [, thread, lock] of pairs(holders)) {
        if (isThread(thread)) result.push([lockName(lock), threadName(thread), 'write']);
      }
    }
    const writer = variable(step, 'writer');
    if (writer !== undefined && isThread(writer)) result.push(['the lock', threadName(writer), 'write']);
    for (const reader of elements(variable(step, 'readers'))) {
      result.push(['the lock', threadName(reader), 'read']);
    }
    // Where nobody knows which locks are the same, a thread says in its own words what it holds.
    for (const [name, frame] of threads(step)) {
      const own = kind(frame) === 'record' ? part(frame, 'holds') : undefined;
      if (own !== undefined) for (const lock of elements(own)) result.push([plain(lock), name, 'write']);
    }
    heldCache.set(cached, result);
    return result;
  }

  const lockColors = new Map();

  /** Lane to the locks that its thread ever holds: each has a column, so that its bar stays straight. */
  const columns = new Map(data.lanes.map(lane => [lane, []]));

  function findLocks() {
    for (let step = 0; step <= last; step++) {
      for (const [lock, thread] of held(step)) {
        if (!lockColors.has(lock)) lockColors.set(lock, COLORS[lockColors.size % COLORS.length]);
        const column = columns.get(thread);
        if (column && !column.includes(lock)) column.push(lock);
      }
    }
    for (const [lock, color] of lockColors) {
      const sign = element('i');
      sign.style.background = color;
      byId('locks').append(element('span', 'key', sign, lock));
    }
    if (lockColors.size) byId('locks').append(element('span', 'soft', 'pale: for reading'));
  }

  /** Threads as [name, frame]. */
  function threads(step) {
    const all = variable(step, 'thread');
    return all === undefined || kind(all) !== 'function' ? []
      : pairs(all).map(([, frame, thread]) => [threadName(thread), frame]);
  }

  /** The lock that the next step of a thread asks for, in the words of its place. */
  function wanted(step, name, frame) {
    const place = part(frame, 'at') === undefined ? '' : plain(part(frame, 'at'));
    const next = place.slice(place.indexOf(':') + 1).trim();
    const worker = name.split('.')[0];
    const other = part(frame, 'with') === undefined ? worker : plain(part(frame, 'with'));
    const slot = part(frame, 'slot') === undefined ? '' : plain(part(frame, 'slot'));
    if (/lock the life cycle$/.test(next)) return 'the life cycle';
    if (/lock the pool$/.test(next)) return 'the pool';
    if (/lock the parent's table$/.test(next)) return 'the table of ' + other;
    if (/lock the table$/.test(next)) return 'the table of ' + worker;
    if (/lock the session$/.test(next)) return 'slot ' + slot + ' of ' + worker;
    if (/lock the element$/.test(next)) {
      const whose = at(step, 'copies', other) === undefined ? worker : other;
      const index = at(step, 'copies', whose, slot, 'index');
      return index === undefined ? null : 'element ' + plain(index);
    }
    // With one of the defects, input and output locks the table while it has the session.
    if (place === 'io: inside' && data.model.includes('lock-order')) return 'the table of ' + worker;
    return null;
  }

  /** Arrows [who, for whom, because of which lock]; only those that a release cannot be near to. */
  function waits(step) {
    const found = [];
    const all = held(step);
    for (const [name, frame] of threads(step)) {
      const lock = wanted(step, name, frame);
      if (!lock) continue;
      const reads = /read-lock/.test(plain(part(frame, 'at')));
      for (const [which, holder, how] of all) {
        if (which === lock && (how === 'write' || !reads)) found.push([name, holder, lock]);
      }
    }
    return found;
  }

  function svg(tag, attributes, content) {
    const made = document.createElementNS(byId('empty').namespaceURI, tag);
    for (const [name, is] of Object.entries(attributes)) made.setAttribute(name, is);
    if (content) made.textContent = content;
    return made;
  }

  function drawWaits(step) {
    const arrows = waits(step);
    const box = byId('waits');
    box.replaceChildren();
    if (!arrows.length) return;
    const names = [...new Set(arrows.flatMap(arrow => [arrow[0], arrow[1]]))];
    const width = 90 + 250 * Math.max(1, names.length - 1) + 20;
    const root = svg('svg', {width, height: 90, viewBox: `0 0 ${width} 90`, role: 'img'});
    const x = name => 5 + 250 * names.indexOf(name);
    arrows.forEach(([who, whom, lock]) => {
      const right = x(whom) > x(who);
      const self = who === whom;
      const from = right || self ? x(who) + 80 : x(who);
      const to = right ? x(whom) : x(whom) + 80;
      const y = right ? 34 : 56;
      if (self) {
        root.append(svg('path', {class: 'arrow', d: `M${from} 38 c60 -30 60 40 8 16`}));
        root.append(svg('path', {class: 'head', d: `M${from} 54 l11 -5 l-2 10 z`}));
        root.append(svg('text', {class: 'label', x: from + 52, y: 50}, 'waits for ' + lock));
        return;
      }
      const tip = right ? -9 : 9;
      root.append(svg('path', {class: 'arrow', d: `M${from} ${y} L${to + tip} ${y}`}));
      root.append(svg('path', {class: 'head', d: `M${to} ${y} l${tip} -5 l0 10 z`}));
      root.append(svg('text', {class: 'label', x: (from + to) / 2, y: right ? 26 : 74,
        'text-anchor': 'middle'}, 'waits for ' + lock));
    });
    names.forEach(name => {
      root.append(svg('rect', {class: 'node', x: x(name), y: 28, width: 80, height: 34, rx: 6}));
      root.append(svg('text', {x: x(name) + 40, y: 50, 'text-anchor': 'middle'}, name));
    });
    box.append(element('h2', '', 'Who waits for whom'), root);
  }

  // ---- The state as a drawing.

  const differs = (step, name, ...path) =>
    step > 0 && at(step, name, ...path) !== at(step - 1, name, ...path);
  const mark = changed => changed ? 'changed' : '';

  function drawWorkers(step) {
    const lives = variable(step, 'life');
    if (lives === undefined || kind(lives) !== 'function') return null;
    const private_ = data.variables.includes('pool') ? 'pool' : 'copies';
    return element('div', 'boxes', ...pairs(lives).map(([worker, life]) => {
      const words = plain(life);
      const box = element('div', 'box' + (['unborn', 'dead'].includes(words) ? ' gone' : ''));
      const head = element('h3', '', worker + ' ');
      head.append(element('span', mark(differs(step, 'life', worker)), words));
      box.append(head);
      const parent = at(step, 'parent', worker);
      if (parent !== undefined && plain(parent) !== 'NoWorker') {
        box.append(element('div', 'soft ' + mark(differs(step, 'parent', worker)),
          'child of ' + plain(parent)));
      }
      const table = at(step, private_, worker);
      for (const [slot, copy] of table === undefined ? [] : pairs(table)) {
        box.append(drawCopy(step, private_, worker, slot, copy));
      }
      const notices = at(step, 'notices', worker);
      for (const [session, count] of notices === undefined ? [] : pairs(notices)) {
        const changed = differs(step, 'notices', worker, session);
        if (plain(count) !== '0' || changed) {
          box.append(element('div', mark(changed),
            `✉ “you own ${session} now” × ${plain(count)}`));
        }
      }
      for (const [name, frame] of threads(step)) {
        if (name.split('.')[0] === worker && name !== worker) {
          const place = part(frame, 'at') === undefined ? '' : plain(part(frame, 'at'));
          if (place === 'absent') continue;
          const locks = held(step).filter(h => h[1] === name).map(h => `${h[0]} (${h[2]})`);
          box.append(element('div', mark(differs(step, 'thread', threadKey(name))),
            `${name}: ${place === 'idle' ? 'idle' : 'next ' + place}`
            + (locks.length ? '; holds ' + locks.join(', ') : '')));
        }
      }
      return box;
    }));
  }

  /** How a thread is written as the key of a function. */
  const threadKey = name => name.includes('.')
    ? '<<' + name.split('.').map(p => data.values.some(v => v[0] === 'model' && v[1] === p)
      ? p : JSON.stringify(p)).join(', ') + '>>'
    : name;

  function drawCopy(step, variable_, worker, slot, copy) {
    const changed = differs(step, variable_, worker, slot);
    if (kind(copy) !== 'record') return element('div', 'session soft ' + mark(changed), 'no session');
    const line = element('div', 'session');
    const before = step > 0 ? at(step - 1, variable_, worker, slot) : copy;
    const same = name => before !== undefined && kind(before) === 'record'
      && part(before, name) === part(copy, name);
    for (const [name, is] of pairs(copy)) {
      const words = copyWords(name, plain(is), worker);
      const dropped = words === '' && !same(name);
      if (words || dropped) {
        line.append(element('span', mark(!same(name)), words || `${name}: ${plain(is)}`), ' ');
      }
    }
    return line;
  }

  function copyWords(name, is, worker) {
    switch (name) {
      case 'id': return is;
      case 'listen': return {none: '', listen: 'listens', passive: 'is passive'}[is] ?? is;
      case 'waits': case 'busy': case 'listens': return is === 'true' ? name : '';
      case 'index': return is === '0' ? '' : 'element ' + is;
      case 'worker': return is === worker ? '' : 'of worker ' + is;
      case 'current': return is === 'true' ? '' : 'not current';
      case 'kind': return is;
      default: return `${name}: ${is}`;
    }
  }

  function drawShared(step) {
    const name = ['shared', 'elements'].find(candidate => data.variables.includes(candidate));
    if (!name || !data.variables.includes('life')) return null;
    const boxes = pairs(variable(step, name)).map(([at_, shared]) => {
      const title = name === 'shared' ? at_ : 'element ' + at_;
      if (kind(shared) !== 'record') {
        return element('div', 'box gone ' + mark(differs(step, name, at_)), element('h3', '', title),
          name === 'shared' ? 'not shared' : 'free');
      }
      const box = element('div', 'box', element('h3', '', title));
      const before = step > 0 ? at(step - 1, name, at_) : shared;
      const changed = field => before === undefined || kind(before) !== 'record'
        || part(before, field) !== part(shared, field);
      const owner = part(shared, 'owner');
      for (const [field, is] of pairs(shared)) {
        const row = element('div', mark(changed(field)), element('span', 'soft', field + ': '));
        if (['tuple', 'set'].includes(kind(is))) {
          const parts = elements(is);
          if (!parts.length) row.append('nobody');
          parts.forEach((who, i) => {
            if (i && kind(is) === 'tuple') row.append(' → ');
            row.append(element('span', 'chip' + (who === owner ? ' owner' : ''), plain(who)));
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

  function drawState(step) {
    const box = byId('drawing');
    box.replaceChildren();
    const workers = drawWorkers(step);
    if (workers) box.append(element('h2', '', 'Workers and their sessions'), workers);
    const shared = drawShared(step);
    if (shared) box.append(element('h2', '', 'Shared data (subscribers in the order in which they inherit)'), shared);
    const fault = variable(step, 'fault');
    if (fault !== undefined && plain(fault) !== 'none') {
      box.append(element('p', 'fault', 'Fault: ' + plain(fault)));
    }
    byId('all').hidden = false;
    if (!workers && !shared) byId('all').open = true;

    drawChanges(step);
    drawVariables(step);
  }

  /** What the lanes and the bars say already is not said again in the signs of TLA+. */
  const isSaid = path => (lockColors.size > 0 && /^(lock|holder|writer|readers)\b/.test(path))
    || /^thread\[.*\]\.(at|op|slot|with|does|holds)$/.test(path);

  function drawChanges(step) {
    const box = byId('changes');
    if (step === 0) {
      box.replaceChildren('This is the initial state.');
      return;
    }
    const as = hold => hold.join('|');
    const before = new Set(held(step - 1).map(as));
    const after = new Set(held(step).map(as));
    const locks = [
      ...held(step).filter(h => !before.has(as(h))).map(h => `${h[1]} takes ${h[0]} (${h[2]})`),
      ...held(step - 1).filter(h => !after.has(as(h))).map(h => `${h[1]} releases ${h[0]}`)];
    const rows = [];
    data.variables.forEach((name, i) =>
      differences(name, data.states[step - 1][i], data.states[step][i], rows));
    const unsaid = rows.filter(row => !isSaid(row[0]));
    box.replaceChildren(...locks.map(line => element('div', '', line)),
      element('table', '', ...unsaid.map(row => element('tr', '', element('td', '', row[0]),
        element('td', 'soft', row[1] + ' →'), element('td', '', element('span', 'changed', row[2]))))));
    if (!locks.length && !unsaid.length) {
      box.replaceChildren(rows.length ? 'Only where the thread is.' : 'Nothing.');
    }
  }

  function drawVariables(step) {
    if (!byId('all').open) return;
    byId('variables').replaceChildren(element('table', '', ...data.variables.map(name =>
      element('tr', mark(differs(step, name)), element('td', '', name),
        element('td', '', print(variable(step, name)))))));
  }

  // ---- The lanes: only the rows in view are there.

  /** The rows that are there: number to element. */
  const drawn = new Map();
  const extra = data.lasso ? 1 : 0;
  const inLoop = step => data.lasso && step >= data.lasso.start;

  function drawRows() {
    const view = byId('scroll');
    const begin = Math.max(0, Math.floor(view.scrollTop / ROW) - 5);
    const end = Math.min(last + extra, Math.ceil((view.scrollTop + view.clientHeight) / ROW) + 5);
    // A row that stays in view stays the same element, or a click on it while scrolling is lost.
    for (const [i, made] of drawn) {
      if (i < begin || i > end) {
        made.remove();
        drawn.delete(i);
      }
    }
    for (let i = begin; i <= end; i++) {
      if (!drawn.has(i)) {
        drawn.set(i, i > last ? backRow(i) : row(i));
        byId('rows').append(drawn.get(i));
      }
      drawn.get(i).classList.toggle('now', i === current);
    }
  }

  function row(step) {
    const classes = ['row', inLoop(step) && 'loop',
      step === last && data.kind !== 'OK' && 'final'].filter(Boolean).join(' ');
    const made = element('div', classes, element('span', 'number', String(step)));
    made.style.top = step * ROW + 'px';
    made.dataset.step = step;
    const words = new Map();
    if (step > 0) {
      const [, ...moves] = data.steps[step - 1];
      for (let i = 0; i < moves.length; i += 2) words.set(text(moves[i]), text(moves[i + 1]));
    }
    const locks = held(step);
    data.lanes.forEach((lane, i) => {
      const bars = element('span', 'bars');
      for (const lock of columns.get(lane)) {
        const hold = locks.find(h => h[0] === lock && h[1] === lane);
        const bar = element('span', 'bar ' + (hold ? hold[2] : ''));
        if (hold) {
          bar.style.background = lockColors.get(lock);
          bar.title = `${lane} holds ${lock} (${hold[2]})`;
        }
        bars.append(bar);
      }
      const say = words.get(lane) || (step === 0 && i === 0 ? 'initial state' : '');
      const cell = element('span', 'lane', bars, element('span', 'text', say));
      cell.title = say;
      made.append(cell);
    });
    return made;
  }

  function backRow(at_) {
    const loop = data.lasso;
    const made = element('div', 'row back loop', element('span', 'number', '↻'),
      element('span', 'text', loop.operation ? `back to ${loop.start}, for ever` : 'nothing happens any more'));
    made.style.top = at_ * ROW + 'px';
    made.dataset.step = loop.start;
    return made;
  }

  // ---- Steps.

  function stepWords(step) {
    if (step === 0) return 'Initial state';
    const [operation, ...moves] = data.steps[step - 1];
    if (moves.length && text(moves[1]) !== text(operation)) {
      return text(moves[0]) + ' ' + text(moves[1]);
    }
    return text(operation);
  }

  function show(step, fromFragment) {
    current = Math.max(0, Math.min(last, step));
    if (!fromFragment) history.replaceState(null, '', '#' + current);
    byId('position').textContent = `step ${current} of ${last}`;
    byId('slider').value = current;
    const isLast = current === last && data.kind !== 'OK';
    byId('step').textContent = stepWords(current)
      + (isLast ? (data.lasso ? ' – and then round again' : ' – here it goes wrong') : '');
    byId('step').className = isLast ? 'wrong' : '';
    const view = byId('scroll');
    if (current * ROW < view.scrollTop) view.scrollTop = current * ROW;
    if ((current + 1 + extra) * ROW > view.scrollTop + view.clientHeight) {
      view.scrollTop = (current + 1 + extra) * ROW - view.clientHeight;
    }
    drawRows();
    drawWaits(current);
    drawState(current);
  }

  function fromFragment() {
    const wish = Number.parseInt(location.hash.slice(1), 10);
    show(Number.isNaN(wish) ? 0 : wish, true);
  }

  function head() {
    byId('title').textContent = data.model;
    byId('what').textContent = data.what;
    if (data.upstream) {
      byId('what').append(element('span', 'soft', ' Fixed upstream: ' + data.upstream + '.'));
    }
    byId('problem').append(element('strong', '', data.sentence));
    if (data.meaning) byId('problem').append(' What should hold: “' + data.meaning + '” ');
    byId('problem').append(' ', element('span', 'soft', data.where));
    if (data.index) {
      const link = element('a', '', 'All counterexamples');
      link.href = data.index;
      byId('back').append(link);
    }
    const names = data.lanes.map(lane => element('span', 'lane', element('span', 'text', lane)));
    byId('lanes').append(element('span', 'number', ''), ...names);
    byId('rows').style.height = (last + 1 + extra) * ROW + 'px';
    byId('slider').max = last;
  }

  const KEYS = {ArrowLeft: () => current - 1, ArrowUp: () => current - 1,
    ArrowRight: () => current + 1, ArrowDown: () => current + 1, Home: () => 0, End: () => last};

  addEventListener('keydown', event => {
    const next = KEYS[event.key];
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(next());
  });
  addEventListener('hashchange', fromFragment);
  addEventListener('resize', drawRows);
  byId('scroll').addEventListener('scroll', drawRows);
  byId('rows').addEventListener('click', event => {
    const clicked = event.target.closest('.row');
    if (clicked) show(Number(clicked.dataset.step));
  });
  byId('first').onclick = () => show(0);
  byId('previous').onclick = () => show(current - 1);
  byId('next').onclick = () => show(current + 1);
  byId('last').onclick = () => show(last);
  byId('slider').oninput = event => show(Number(event.target.value));
  byId('all').addEventListener('toggle', () => drawVariables(current));

  findLocks();
  head();
  fromFragment();
})();
