// One player for the page: of each card one lane is selected; another lane takes over in place.
(function () {
  'use strict';
  document.documentElement.classList.add('js');
  const cardsBox = document.getElementById('cards');
  const announce = document.getElementById('announce');
  const loop = document.getElementById('loop');
  const blind = document.getElementById('blind');
  const order = document.getElementById('order');
  const original = Array.from(cardsBox.children);
  const lanesOf = card => Array.from(card.querySelectorAll('.lane:not(.missing)'));
  const audioOf = lane => lane.querySelector('audio');
  const secondsOf = lane => Number(audioOf(lane).dataset.seconds);
  const letterOf = lane => lane.querySelector('.badge').textContent;
  let card = null;
  let lane = null;
  let frame = 0;

  // The position is a share of the utterance, so that systems of other tempo are heard at the same word;
  // for sounds of one length it is the same time.
  const share = () => lane ? Math.min(1, audioOf(lane).currentTime / secondsOf(lane)) : 0;

  function seek(target, to) {
    const audio = audioOf(target);
    const at = to * secondsOf(target);
    if (audio.readyState > 0) {
      audio.currentTime = at;
    } else {
      audio.addEventListener('loadedmetadata', () => { audio.currentTime = at; }, { once: true });
      audio.load();
    }
  }

  function select(next, to, play) {
    const old = lane;
    if (old && old !== next) {
      audioOf(old).pause();
      old.querySelector('.play').setAttribute('aria-pressed', 'false');
      old.querySelector('.head').hidden = true;
    }
    const nextCard = next.closest('.card');
    if (card && card !== nextCard) {
      card.classList.remove('current', 'playing');
    }
    card = nextCard;
    lane = next;
    card.classList.add('current');
    lane.querySelector('.play').setAttribute('aria-pressed', 'true');
    lane.querySelector('.head').hidden = false;
    seek(lane, to);
    if (play) {
      start();
    }
    const name = document.body.classList.contains('blind') ? '' : ' ' + lane.querySelector('.name').textContent;
    announce.textContent = letterOf(lane) + name;
    draw();
  }

  function start() {
    audioOf(lane).play().catch(error => { announce.textContent = 'cannot play: ' + error.message; });
  }

  const playing = () => lane !== null && !audioOf(lane).paused;

  function toggle() {
    if (!lane) {
      select(lanesOf(cardsBox.querySelector('.card'))[0], 0, true);
    } else if (playing()) {
      audioOf(lane).pause();
    } else {
      if (share() > 0.995) {
        seek(lane, 0);
      }
      start();
    }
  }

  function press(target) {
    if (target === lane) {
      toggle();
    } else {
      const sameCard = target.closest('.card') === card;
      select(target, sameCard ? share() % 1 : 0, true);
    }
  }

  function move(step) {
    const cards = Array.from(cardsBox.children);
    const at = card ? cards.indexOf(card) + step : 0;
    if (cards[at] && lanesOf(cards[at]).length) {
      const letter = lane ? letterOf(lane) : 'A';
      const lanes = lanesOf(cards[at]);
      const was = playing();
      select(lanes.find(l => letterOf(l) === letter) || lanes[0], 0, was);
      card.scrollIntoView({ block: 'nearest' });
    }
  }

  function draw() {
    if (!lane) {
      return;
    }
    lane.querySelector('.head').style.left = (100 * share()) + '%';
    card.classList.toggle('playing', playing());
    if (playing() && frame === 0) {
      frame = requestAnimationFrame(() => { frame = 0; draw(); });
    }
  }

  for (const one of document.querySelectorAll('.lane:not(.missing)')) {
    const audio = audioOf(one);
    audio.controls = false;
    one.querySelector('.play').addEventListener('click', () => press(one));
    one.querySelector('.view').addEventListener('click', event => {
      const box = event.currentTarget.getBoundingClientRect();
      select(one, Math.max(0, Math.min(0.99, (event.clientX - box.left) / box.width)), true);
    });
    audio.addEventListener('play', draw);
    audio.addEventListener('pause', draw);
    audio.addEventListener('ended', () => {
      if (loop.checked && one === lane) {
        seek(one, 0);
        start();
      }
      draw();
    });
  }

  document.addEventListener('keydown', event => {
    const busy = event.target.closest('input, select, textarea');
    if (busy || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === ' ') {
      if (!event.target.closest('button, summary, a')) {
        event.preventDefault();
        toggle();
      }
      return;
    }
    const key = event.key.toUpperCase();
    const within = card || cardsBox.querySelector('.card');
    const target = within && lanesOf(within).find(l => letterOf(l) === key);
    if (target) {
      press(target);
    } else if (key === 'N') {
      move(1);
    } else if (key === 'P') {
      move(-1);
    }
  });

  // Blind: in every card the arms in an order of its own, without names, figures and pictures.
  blind.addEventListener('change', () => {
    for (const one of original) {
      const box = one.querySelector('.lanes');
      const lanes = Array.from(box.children);
      for (const l of lanes) {
        l.dataset.letter = l.dataset.letter || l.querySelector('.badge').textContent;
      }
      if (blind.checked) {
        for (let i = lanes.length - 1; i > 0; i--) {
          const j = Math.floor(Math.random() * (i + 1));
          [lanes[i], lanes[j]] = [lanes[j], lanes[i]];
        }
        lanes.forEach((l, i) => { l.querySelector('.badge').textContent = String.fromCharCode(65 + i); });
      } else {
        const place = l => l.dataset.letter === 'R' ? '~' : l.dataset.letter.padStart(3);
        lanes.sort((a, b) => place(a) < place(b) ? -1 : 1);
        lanes.forEach(l => { l.querySelector('.badge').textContent = l.dataset.letter; });
      }
      box.append(...lanes);
    }
    document.body.classList.toggle('blind', blind.checked);
  });

  if (order) {
    order.addEventListener('change', () => {
      const sorted = order.value === 'set' ? original
        : original.slice().sort((a, b) => Number(b.dataset.spread) - Number(a.dataset.spread));
      cardsBox.append(...sorted);
    });
  }
})();
