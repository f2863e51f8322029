'use strict';
(() => {
  const filter = document.getElementById('filter');
  const groups = [...document.querySelectorAll('tbody')];

  /** Shows the rows with all the words, and their groups. */
  function apply() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const group of groups) {
      let some = false;
      for (const row of group.querySelectorAll('tr.trace')) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word));
        some ||= !row.hidden;
        count += row.hidden ? 0 : 1;
      }
      group.hidden = !some;
    }
    document.getElementById('count').textContent = words.length ? count + ' shown' : '';
  }

  filter.addEventListener('input', apply);
  apply();
})();
