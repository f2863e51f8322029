'use strict';
// One script: lanes, wait-for graph and drawing share the current step and the data of the page.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const ROW = 26;
  const LINE = 20;
  const LONG = 30;
  /** The lane of steps without an actor. */
  const NOBODY = 'step';
  const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8f7a00',
    '#7a5195'];
  const last = data.states.length - 1;
  const byId = id => document.getElementById(id);
  let current = 0;

  // Everything is built from text nodes: no text of a trace is parsed as HTML.
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

  // ---- Locks and waits: found by the program that wrote this page, drawn here.

  const threadName = index => kind(index) === 'tuple' ? elements(index).map(plain).join('.') : plain(index);

  const groups = (index, size) => {
    const list = data.lists[index];
    return list.flatMap((_, i) => i % size ? [] : [list.slice(i, i + size)]);
  };

  const threes = index => groups(index, 3);

  /** States are counted from 1, as in TLC and in printed traces. */
  const number = step => step + 1;

  const holds = data.lists.map(() => null);

  /** All [lock, thread, mode] in a state. */
  function held(step) {
    const index = data.holds[step];
    holds[index] ??= threes(index).map(([lock, thread, toWrite]) =>
      [text(lock), text(thread), toWrite ? 'write' : 'read']);
    return holds[index];
  }

  /** All [waiting thread, blocking thread, reason] in a state. */
  const waits = step => threes(data.waits[step]).map(wait => wait.map(text));

  const lockColors = new Map();

  /** Lane to the locks its thread holds in the trace: each has its own column, so its bar is straight. */
  const columns = new Map(data.lanes.map(lane => [lane, []]));

  function hint(sign, ...words) {
    byId('locks').append(element('span', 'key', sign, ...words));
  }

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
      hint(sign, lock);
    }
    if (data.holds.some((_, step) => held(step).some(hold => hold[2] === 'read'))) hint(null, element('span', 'soft', 'pale: read lock'));
    if (endless.size) hint(element('i', 'stuck'), element('span', 'soft', 'waits for ever'));
    if (matters.size) hint(element('span', 'dot', '● '), element('span', 'soft', 'cause of the violation'));
  }

  /** Threads as [name, frame]. */
  function threads(step) {
    const all = variable(step, 'thread');
    return all === undefined || kind(all) !== 'function' ? []
      : pairs(all).map(([, frame, thread]) => [threadName(thread), frame]);
  }

  function svg(tag, attributes, content) {
    const made = document.createElementNS(byId('empty').namespaceURI, tag);
    for (const [name, is] of Object.entries(attributes)) made.setAttribute(name, is);
    if (content) made.textContent = content;
    return made;
  }

  // ---- The faults at the end, and their causes.

  /** Paths of faulty parts to their descriptions. */
  const faults = new Map(data.faults);
  const stutters = Boolean(data.lasso && !data.lasso.operation);
  const loops = Boolean(data.lasso && data.lasso.operation);

  /** The last state, or the states of the loop. */
  const ends = Array.from({length: loops ? last - data.lasso.start + 1 : 1}, (_, i) => last - i);

  /** A state of the end in which a thread waits, or undefined. */
  const waitingAt = who => ends.find(step => waits(step).some(wait => wait[0] === who));

  /** The threads that are blocked for ever. */
  const endless = new Set(!data.wrong ? []
    : ends.flatMap(step => waits(step).map(wait => wait[0])).filter(who =>
      stutters || data.kind === 'DEADLOCK' || faults.has('thread/' + who)));

  /** Such as: the table of w0, held by w0.t1. */
  function waitWords(step, [who, whom, what]) {
    if (who === whom) return what + ', held by itself';
    if (held(step).some(hold => hold[0] === what && hold[1] === whom)) return `${what}, held by ${whom}`;
    return what === whom || what.split(' ').includes(whom) ? what : `${what} (${whom})`;
  }

  const waitsOf = (step, who) => step === undefined ? '' : waits(step).filter(wait => wait[0] === who)
    .map(wait => waitWords(step, wait)).join(' and ');

  /** The value at the path of a fault; for an element of a set, whether the set contains it. */
  function atPath(step, [name, ...keys]) {
    if (keys.length === 1) {
      const holders = held(step).filter(hold => hold[0] === keys[0]);
      if (holders.length) return holders.join();
    }
    return keys.reduce((found, key) => {
      if (typeof found !== 'number') return undefined;
      const inner = pairs(found).find(pair => pair[0] === key || (pair[2] !== null && threadName(pair[2]) === key));
      return inner ? inner[1]
        : ['tuple', 'set'].includes(kind(found)) && elements(found).some(is => plain(is) === key);
    }, variable(step, name));
  }

  /** The first step since which a condition holds to the end. */
  function since(same) {
    let step = last;
    while (step > 0 && same(step - 1)) step--;
    return step;
  }

  /** The last step of a thread, with its name. */
  const stuckSince = new Map([...endless].map(who => {
    const frame = atPath(last, ['thread', who]);
    return [who, since(step => atPath(step, ['thread', who]) === frame
      && (loops || waits(step).some(wait => wait[0] === who)))];
  }));

  /** The steps that cause the faults. */
  const matters = new Set();

  function findWhatMatters() {
    if (!data.wrong || !(faults.size || endless.size)) return;
    matters.add(last);
    for (const path of faults.keys()) {
      const keys = path.split('/');
      const end = atPath(last, keys);
      if (keys[0] !== 'thread' && end !== undefined) matters.add(since(step => atPath(step, keys) === end));
    }
    stuckSince.forEach(step => matters.add(step));
    for (const [who, whom, what] of waits(last)) {
      const holds = step => held(step).some(hold => hold[0] === what && hold[1] === whom);
      if (endless.has(who) && holds(last)) matters.add(since(holds));
    }
    matters.delete(0);
  }

  const again = loops ? ' again and again' : '';

  /** Lane to its text in a row. */
  function wordsOf(step) {
    const words = new Map();
    if (step === 0) words.set(data.lanes[0], 'initial state');
    const moves = step > 0 && step <= last ? data.steps[step - 1].slice(1) : [];
    for (let i = 0; i < moves.length; i += 2) {
      const lane = text(moves[i]);
      words.set(lane, text(moves[i + 1]) + (domain.isAnew(lane, step) ? ', another process with this name' : ''));
    }
    for (const [who, from] of stuckSince) {
      if (from === step) {
        const before = words.get(who);
        words.set(who, `${before ? before + '; ' : ''}waits from here on${again} for ${waitsOf(waitingAt(who), who)}`);
      }
    }
    return words;
  }

  // ---- Wait-for graph.

  /** One line per arrow; two threads that wait for each other share one. */
  function arrows(waiting) {
    const lines = [];
    for (const [who, whom, what] of waiting) {
      const other = lines.find(line => line.who === whom && line.whom === who && !line.back);
      if (other && who !== whom) other.back = what;
      else lines.push({who, whom, what});
    }
    return lines;
  }

  const arrowHeight = line => line.back ? 62 : 42;

  /** Reserves the height of the largest graph, so that the drawing below does not move. */
  function reserveWaits() {
    const heights = [...new Set(data.waits)].map(index => arrows(threes(index).map(wait => wait.map(text)))
      .reduce((sum, line) => sum + arrowHeight(line), 0));
    const most = heights.reduce((a, b) => Math.max(a, b), 0);
    byId('waits').hidden = most === 0;
    byId('waits').style.minHeight = most + 26 + 'px';
  }

  function drawWaits(step) {
    const box = byId('waits');
    const lines = arrows(waits(step));
    box.replaceChildren(element('h2', '', 'Wait-for graph'),
      lines.length ? '' : element('span', 'soft', 'No thread waits.'));
    for (const {who, whom, what, back} of lines) {
      const self = who === whom;
      const size = name => 24 + 7.5 * name.length;
      const gap = 40 + 7.2 * ('waits for '.length + Math.max(what.length, (back || '').length));
      const left = 5 + size(who);
      const right = left + gap;
      const width = right + (self ? 0 : size(whom)) + 5;
      const height = arrowHeight({back});
      const never = step === last && (endless.has(who) || (back && endless.has(whom)));
      const root = svg('svg', {class: never ? 'endless' : 'passing', width, height, viewBox: `0 ${back ? 0 : 8} ${width} ${height}`, role: 'img'});
      const node = (name, x) => {
        root.append(svg('rect', {class: 'node', x, y: 14, width: size(name), height: 32, rx: 6}));
        root.append(svg('text', {x: x + size(name) / 2, y: 35, 'text-anchor': 'middle'}, name));
      };
      const arrow = (from, to, y, label, words) => {
        const tip = to > from ? -9 : 9;
        root.append(svg('path', {class: 'arrow', d: `M${from} ${y} L${to + tip} ${y}`}));
        root.append(svg('path', {class: 'head', d: `M${to} ${y} l${tip} -5 l0 10 z`}));
        root.append(svg('text', {class: 'label', x: (from + to) / 2, y: label,
          'text-anchor': 'middle'}, 'waits for ' + words));
      };
      node(who, 5);
      if (self) {
        root.append(svg('path', {class: 'arrow', d: `M${left} 22 c50 -26 50 34 9 16`}));
        root.append(svg('path', {class: 'head', d: `M${left} 38 l11 -5 l-2 10 z`}));
        root.append(svg('text', {class: 'label', x: left + 44, y: 35}, 'waits for ' + what));
      } else {
        node(whom, right);
        arrow(left, right, back ? 24 : 30, back ? 16 : 22, what);
        if (back) arrow(right, left, 38, 56, back);
      }
      box.append(root);
    }
  }

  // ---- The state.

  const differs = (step, name, ...path) =>
    step > 0 && at(step, name, ...path) !== at(step - 1, name, ...path);

  const isWrong = (step, ...path) => step === last && faults.has(path.join('/'));
  const mark = (changed, wrong) => (changed ? 'changed' : '') + (wrong ? ' wrong' : '');

  /** The script of the specification draws its states; without one they are printed. */
  const domain = typeof drawingsOfSpecification === 'function'
    ? drawingsOfSpecification({data, last, element, value, kind, plain, elements, pairs, part, at, variable,
      differs, isWrong, mark, threads, held, waitsOf, endless, lockColors})
    : {draw: () => [], isSaid: () => false, isDrawn: () => false, isAnew: () => false};

  function drawState(step) {
    const drawing = domain.draw(step);
    byId('drawing').replaceChildren(...drawing);
    byId('all').hidden = false;
    if (!drawing.length) byId('all').open = true;

    drawChanges(step);
    drawVariables(step);
  }

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
    const rows = groups(data.changes[step - 1], 4).map(change => [...change.slice(0, 3).map(text), change[3]]);
    const unsaid = rows.filter(row => !domain.isSaid(row[0]));
    // The drawing shows new values.
    for (const row of unsaid) {
      if (domain.isDrawn(row[0]) && row[2].startsWith('[')) row[2] = 'new, as drawn above';
      if (domain.isDrawn(row[0]) && row[1].startsWith('[')) row[1] = 'the old one';
    }
    box.replaceChildren(...locks.map(line => element('div', '', line)),
      element('table', '', ...unsaid.flatMap(changeRows)));
    if (!locks.length && !unsaid.length) {
      box.replaceChildren(rows.length ? 'Only the position of the thread.' : 'Nothing.');
    }
  }

  /** A long old value is shown above the new one. */
  function changeRows([path, before, after, isOfElement]) {
    const old = element('td', 'soft', before + (isOfElement ? '' : ' →'));
    const now = element('td', '', element('span', 'changed', after));
    const name = element('td', '', path);
    if (before.length <= LONG) return [element('tr', '', name, old, now)];
    name.rowSpan = 2;
    old.colSpan = now.colSpan = 2;
    return [element('tr', '', name, old), element('tr', '', now)];
  }

  function drawVariables(step) {
    if (!byId('all').open) return;
    const rows = [];
    for (const name of data.variables) {
      const now = variable(step, name);
      const deep = kind(now) === 'record' || (kind(now) === 'function' && pairs(now).length < 20);
      for (const [key, part_, keyIndex] of deep ? pairs(now) : [['', now, null]]) {
        const keyText = keyIndex === null ? key : print(keyIndex);
        const path = key === '' ? [name] : [name, key];
        const wrong = step === last && data.faults.some(([fault]) =>
          (fault + '/').startsWith(path.map(k => k.startsWith('<<') ? threadOf(k) : k).join('/') + '/'));
        rows.push(element('tr', mark(differs(step, ...path), wrong),
          element('td', '', key === '' ? name : kind(now) === 'record' ? `${name}.${key}` : `${name}[${keyText}]`),
          element('td', '', print(part_))));
      }
    }
    byId('variables').replaceChildren(element('table', '', ...rows));
  }

  /** The name of the thread with this key. */
  const threadOf = key => key.replace(/^<<|>>$/g, '').split(', ').map(p => p.replace(/"/g, '')).join('.');

  // ---- The lanes: only rows in view have elements.

  /** The rows in view: number to element. */
  const drawn = new Map();
  const extra = data.lasso ? 1 : 0;
  const inLoop = step => data.lasso && step >= data.lasso.start;

  /** The top of each row; the longest text of a row determines its height. */
  let tops = [];

  function measure() {
    const pen = document.createElement('canvas').getContext('2d');
    const style = getComputedStyle(byId('rows'));
    const known = new Map();
    const linesOf = (words, room) => {
      const key = words + '|' + room + '|' + pen.font;
      if (!known.has(key)) {
        let lines = 1;
        let line = '';
        for (const word of words.split(' ')) {
          const longer = line ? line + ' ' + word : word;
          if (pen.measureText(longer).width <= room) {
            line = longer;
            continue;
          }
          lines += (line ? 1 : 0) + Math.floor(pen.measureText(word).width / room);
          line = word;
        }
        known.set(key, lines);
      }
      return known.get(key);
    };
    const lane = (byId('rows').clientWidth - 64) / Math.max(1, data.lanes.length) - 14;
    const bars = new Map(data.lanes.map(name => [name, 8 * columns.get(name).length]));
    tops = [0];
    for (let step = 0; step <= last + extra; step++) {
      let lines = 1;
      pen.font = `${matters.has(step) ? 600 : 400} ${style.fontSize} ${style.fontFamily}`;
      wordsOf(step).forEach((words, name) => {
        lines = Math.max(lines, linesOf(words, Math.max(30, lane - (bars.get(name) || 0))));
      });
      tops.push(tops[step] + ROW + (lines - 1) * LINE);
    }
    byId('rows').style.height = tops[last + 1 + extra] + 'px';
    drawn.forEach(made => made.remove());
    drawn.clear();
  }

  /** The row at a distance from the top. */
  function rowAt(y) {
    let low = 0;
    let high = last + extra;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (tops[middle] <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function place(made, step) {
    made.style.top = tops[step] + 'px';
    made.style.height = tops[step + 1] - tops[step] + 'px';
  }

  function drawRows() {
    const view = byId('scroll');
    const begin = Math.max(0, rowAt(view.scrollTop) - 5);
    const end = Math.min(last + extra, rowAt(view.scrollTop + view.clientHeight) + 5);
    // A row in view keeps its element; otherwise a click while scrolling is lost.
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
      matters.has(step) && 'matters', step === last && data.wrong && 'final'].filter(Boolean).join(' ');
    const made = element('div', classes, element('span', 'number', String(number(step))));
    place(made, step);
    made.dataset.step = step;
    const words = wordsOf(step);
    const locks = held(step);
    data.lanes.forEach(lane => {
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
      const say = words.get(lane) || '';
      const stuck = stuckSince.has(lane) && step >= stuckSince.get(lane);
      const cell = element('span', 'lane' + (stuck ? ' stuck' : '') + (domain.isAnew(lane, step) ? ' anew' : ''), bars, element('span', 'text', say));
      cell.title = say;
      made.append(cell);
    });
    return made;
  }

  function backRow(at_) {
    const loop = data.lasso;
    const made = element('div', 'row back loop', element('span', 'number', '↻'),
      element('span', 'text', loop.operation ? `back to ${number(loop.start)}, for ever` : 'no further step'));
    place(made, at_);
    made.dataset.step = loop.start;
    return made;
  }

  // ---- Steps.

  function stepWords(step) {
    if (step === 0) return 'Initial state';
    const [operation, ...moves] = data.steps[step - 1];
    if (!moves.length || text(moves[1]) === text(operation)) return text(operation);
    return moves.flatMap((lane, i) => i % 2 ? []
      : [(text(lane) === NOBODY ? '' : text(lane) + ' ') + text(moves[i + 1])]).join('; ');
  }

  function ending() {
    if (!data.lasso) return data.wrong ? ' – violation' : '';
    return stutters ? ' – then no further step' : ` – then back to step ${number(data.lasso.start)}, for ever`;
  }

  function show(step, fromFragment) {
    current = Math.max(0, Math.min(last, step));
    if (!fromFragment) history.replaceState(null, '', '#' + number(current));
    byId('position').textContent = `step ${number(current)} of ${number(last)}`;
    byId('slider').value = number(current);
    byId('here').textContent = byId('here').href = '#' + number(current);
    const isLast = current === last && data.wrong;
    byId('step').textContent = stepWords(current) + (current === last ? ending() : '');
    byId('step').className = isLast ? 'bad' : '';
    byId('verdict').className = isLast ? 'bad' : '';
    byId('verdict').firstChild.textContent = isLast ? 'At fault: ' : 'At fault at the end: ';
    scrollTo(current);
    drawRows();
    drawWaits(current);
    drawState(current);
  }

  /** Scrolls to the row, with a whole row at the top. */
  function scrollTo(step) {
    const view = byId('scroll');
    const room = view.clientHeight - byId('lanes').offsetHeight;
    if (tops[step] < view.scrollTop) {
      view.scrollTop = tops[step];
    } else if (tops[step + 1 + extra] > view.scrollTop + room) {
      const least = tops[step + 1 + extra] - room;
      const top = tops.find(y => y >= least);
      byId('rows').style.height = Math.max(tops[last + 1 + extra], top + room) + 'px';
      view.scrollTop = top;
    }
  }

  /** Such as #17 or #step=17; any other fragment shows the last step. */
  function fromFragment() {
    const wish = /^#(?:step=)?(\d+)$/.exec(location.hash);
    show(wish ? Number(wish[1]) - 1 : data.kind === 'OK' ? 0 : last, true);
  }

  function verdict() {
    const waitsSo = who => `${who} waits${stutters ? ' for ever' : again} for ${waitsOf(waitingAt(who), who)}`;
    const words = data.faults.map(([path, said]) => {
      const who = path.startsWith('thread/') ? path.slice('thread/'.length) : '';
      return who && waitingAt(who) !== undefined ? waitsSo(who) : said;
    });
    // Blocked threads explain the missing steps, even if the property is not about them.
    words.push(...[...endless].filter(who => !faults.has('thread/' + who)).map(waitsSo));
    byId('verdict').hidden = !data.wrong || !words.length;
    byId('verdict').append(element('strong', '', ''), words.join('; ') + '.');
  }

  function head() {
    byId('title').textContent = data.what || data.model;
    byId('what').append(element('span', '', data.what ? data.model : ''));
    if (data.upstream) byId('what').append(` · Fixed upstream: ${data.upstream}`);
    if (data.index) {
      const link = element('a', '', 'All counterexamples');
      link.href = data.index;
      byId('what').append(' · ', link);
    }
    const said = data.said && element('span', 'said', data.said);
    const sentence = element(data.wrong ? 'strong' : 'span', '', data.sentence);
    // A text of the file replaces the general sentence.
    byId('problem').append(...[data.wrong || !said ? sentence : '', said ? ' ' : '', said].filter(Boolean));
    if (data.meaning) byId('problem').append(' It says: “' + data.meaning + '”');
    if (data.definition) {
      byId('definition').hidden = false;
      byId('definition').prepend(element('summary', '', data.where));
      byId('defined').textContent = data.definition;
    }
    verdict();
    const names = data.lanes.map(lane => element('span', 'lane', element('span', 'text', lane)));
    byId('lanes').append(element('span', 'number', ''), ...names);
    byId('legend').firstChild.hidden = !data.faults.length && !endless.size;
    byId('slider').min = 1;
    byId('slider').max = number(last);
  }

  const KEYS = {ArrowLeft: () => current - 1, ArrowUp: () => current - 1,
    ArrowRight: () => current + 1, ArrowDown: () => current + 1, Home: () => 0, End: () => last};

  addEventListener('keydown', event => {
    if (event.key === 'Escape') byId('words').open = false;
    const next = KEYS[event.key];
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(next());
  });
  addEventListener('hashchange', fromFragment);
  addEventListener('resize', () => {
    measure();
    byId('scroll').scrollTop = 0;
    scrollTo(current);
    drawRows();
  });
  byId('scroll').addEventListener('scroll', drawRows);
  byId('rows').addEventListener('click', event => {
    const clicked = event.target.closest('.row');
    if (clicked) show(Number(clicked.dataset.step));
  });
  byId('first').onclick = () => show(0);
  byId('previous').onclick = () => show(current - 1);
  byId('next').onclick = () => show(current + 1);
  byId('last').onclick = () => show(last);
  byId('slider').oninput = event => show(Number(event.target.value) - 1);
  byId('all').addEventListener('toggle', () => drawVariables(current));

  findWhatMatters();
  findLocks();
  head();
  reserveWaits();
  measure();
  fromFragment();
})();
