// Search: the box in the menu row, the page that searches (/tim-kiem/), and the missing page's form.
// The index is made by `make site` (hooks/bulletin/search.py); its letters and tone marks are ours.
(() => {
  "use strict";
  const SITE = new URL("../", document.currentScript.src);
  const FACETS = ["loai", "phong-trao", "dot", "dia-phuong", "nam"];
  const PER_PAGE = 10, WORDS = 38, BEFORE = 6, PAUSE = 250;

  // Pagefind takes marks off letters, but knows no đ: it is given ḏ instead, both in the index and here.
  const BARRED = { "đ": "\u1e0f", "Đ": "\u1e0e", "\u0180": "\u1e07", "\u0243": "\u1e06" };
  const MARKED = Object.fromEntries(Object.entries(BARRED).map(([ours, theirs]) => [theirs, ours]));
  const TONES = "\u0300\u0301\u0309\u0303\u0323";
  const normal = (text) => text.normalize("NFC").replace(/[\u00d0\u0189]/g, "Đ").replace(/[\u00f0\u0256]/g, "đ");
  const fold = (text) => normal(text).toLowerCase().replace(/[đ\u1e0f]/g, "d").normalize("NFD").replace(/\p{M}/gu, "");
  // hoà, thuỷ: the mark moves to the vowel where this site writes it; quý stays.
  const newStyle = (text) => text.normalize("NFD")
    .replace(new RegExp(`(?<!q)(oa|oe|uy)([${TONES}])(?![\\p{L}\\p{M}])`, "giu"), (_, pair, tone) => pair[0] + tone + pair[1])
    .normalize("NFC");
  const asked = (text) => newStyle(normal(text)).replace(/[“”„«»]/g, '"').replace(/[đĐ\u0180\u0243]/g, (c) => BARRED[c]);
  const shown = (text) => text.replace(/[\u1e0f\u1e0e\u1e07\u1e06]/g, (c) => MARKED[c]);

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  // ---- The box in the menu row: when it opens, one can type ----
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[aria-controls=hop-tim]");
    if (button?.getAttribute("aria-expanded") === "true") document.querySelector("#hop-tim input").focus();
  });

  // ---- The missing page: the words of its address may say what was wanted ----
  const wanted = document.querySelector("[data-not-found] input[name=q]");
  if (wanted && !wanted.value) {
    const path = location.pathname.startsWith(SITE.pathname) ? location.pathname.slice(SITE.pathname.length) : "";
    let last = path.split("/").filter((part) => part && !/^index\.\w+$/.test(part)).pop() || "";
    try { last = decodeURIComponent(last); } catch { /* as it is */ }
    wanted.value = last.replace(/\.\w{2,5}$/, "").replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim().slice(0, 200);
  }

  // ---- The page that searches ----
  const page = document.querySelector("[data-search]");
  if (!page) return;
  const form = page.querySelector("form");
  const field = form.elements.q;
  const order = form.elements["sap-xep"];
  const part = (name) => page.querySelector(`[data-${name}]`);
  const selects = FACETS.map((name) => form.elements[name]);
  const title = document.title;
  let number = 0;                       // the newest search: answers of older ones are not shown
  const readAddress = () => {
    const given = new URLSearchParams(location.search);
    const chosen = {};
    for (const name of FACETS) if (given.get(name)) chosen[name] = given.get(name);
    return { q: (given.get("q") || "").slice(0, 200), chosen, newest: given.get("sap-xep") === "moi", shown: history.state?.shown || PER_PAGE };
  };

  const readForm = () => {
    const chosen = {};
    for (const select of selects) if (select.value) chosen[select.name] = select.value;
    return { q: field.value.trim(), chosen, newest: order.value === "moi", shown: PER_PAGE };
  };

  const addressOf = (state) => {
    const words = new URLSearchParams();
    if (state.q) words.set("q", state.q);
    for (const name of FACETS) if (state.chosen[name]) words.set(name, state.chosen[name]);
    if (state.newest) words.set("sap-xep", "moi");
    return location.pathname + (words.size ? `?${words}` : "");
  };

  const write = (state, push) => {
    const address = addressOf(state);
    const same = address === location.pathname + location.search;
    history[push && !same ? "pushState" : "replaceState"]({ shown: state.shown }, "", address);
    document.title = state.q ? `${state.q} · ${title}` : title;
  };

  const pieces = (text) => text.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);

  const says = (data, sought) => {
    const words = data.content.split(/\s+/);
    const told = [...data.locations.map((place) => words[place] || ""), ...Object.values(data.meta)];
    const plain = fold(sought);
    return told.some((text) => pieces(fold(shown(text))).some((word) => word.startsWith(plain)));
  };
  const index = searchIndex(SITE, says);

  // The places of a word as it was typed; else with other accents; else of words that begin with it.
  const closest = (sought, places, words) => {
    const plain = fold(sought);
    const said = places.map((place) => [place, pieces(newStyle(shown(words[place] || "")))]);
    const holding = (test) => said.filter(([, found]) => found.some(test)).map(([place]) => place);
    for (const test of [(word) => word === sought, (word) => fold(word) === plain, (word) => fold(word).startsWith(plain)]) {
      const found = holding(test);
      if (found.length) return found;
    }
    return [];
  };

  // Words of the page around what was asked for, its title left out: that stands above.
  const excerpt = (data, state) => {
    const words = data.content.split(/\s+/);
    const skip = Math.min(data.meta.title.split(/\s+/).length, Math.max(0, words.length - 1));
    const near = data.locations.filter((place) => place >= skip);
    const marks = new Set(pieces(newStyle(state.q)).flatMap((sought) => closest(sought, near, words)));
    let from = skip, best = -1;
    for (const start of marks) {
      const begin = Math.max(skip, Math.min(start - BEFORE, words.length - WORDS));
      const inside = [...marks].filter((place) => place >= begin && place < begin + WORDS);
      const together = inside.filter((place) => marks.has(place + 1)).length;
      const score = 2 * new Set(inside.map((place) => fold(words[place]))).size + together;
      if (score > best) { best = score; from = begin; }
    }
    const line = make("p", "search-excerpt");
    if (from > skip) line.append("… ");
    for (let place = from; place < Math.min(words.length, from + WORDS); place += 1) {
      const word = shown(words[place]);
      line.append(marks.has(place) ? make("mark", "", word) : word, " ");
    }
    if (from + WORDS < words.length) line.append("…");
    return line;
  };

  const card = (data, state) => {
    const item = make("li", "card search-result");
    const about = make("p", "kicker");
    about.append(make("span", "", shown(data.meta.kind || "")));
    if (data.meta.stamp) about.append(make("span", "search-stamp", shown(data.meta.stamp)));
    const heading = make("h2");
    const link = make("a", "", shown(data.meta.title));
    link.href = new URL((data.raw_url || data.url).replace(/^\/+/, ""), SITE);
    heading.append(link);
    item.append(about, heading, excerpt(data, state));
    return item;
  };

  const SORTED = {
    "phong-trao": (a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "vi"),
    loai: (a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "vi"),
    nam: (a, b) => b[0].localeCompare(a[0]),
  };
  const byName = (a, b) => a[0].localeCompare(b[0], "vi", { numeric: true });

  // What may be chosen, with how many pages each choice leaves under the other choices.
  const fill = (select, counts, value) => {
    const found = Object.entries(counts).filter(([name, count]) => count || name === value);
    // Of years that were not searched yet nobody knows how much they hold.
    if (select.name === "nam") for (const year of index.olderYears()) if (!counts[year]) found.push([year, null]);
    if (value && !found.some(([name]) => name === value)) found.push([value, 0]);
    const unique = new Map(found);
    const options = [...unique].sort(SORTED[select.name] || byName).map(([name, count]) => new Option(count === null ? name : `${name} (${count.toLocaleString("vi")})`, name));
    select.replaceChildren(new Option("Tất cả", ""), ...options);
    select.value = value || "";
    select.closest("p").hidden = !options.length;
  };

  const fillAll = async (state, answer, mine) => {
    for (const select of selects) {
      const { [select.name]: value, ...others } = state.chosen;
      const under = value ? await index.search(asked(state.q), { filters: others }) : answer;
      if (mine !== number) return;
      fill(select, under.filters[select.name] || {}, value);
    }
  };

  const say = (text) => { part("status").textContent = text; };

  const tell = (state, count) => {
    const chosen = FACETS.map((name) => state.chosen[name]).filter(Boolean);
    const since = index.older() ? `, từ năm ${index.since()} đến nay` : "";
    const within = (chosen.length ? `, lọc theo ${chosen.join(", ")}` : "") + since;
    part("older").hidden = !index.older();
    part("older").textContent = index.older() ? `Tìm cả năm ${index.older().replace("-", "–")}` : "";
    say(`${count ? count.toLocaleString("vi") : "Không có"} kết quả${count ? "" : " nào"} cho “${state.q}”${within}.`);
    part("chosen").textContent = chosen.length ? `đang lọc: ${chosen.length}` : "";
    part("clear").hidden = !chosen.length;
    part("advice").hidden = count > 0;
    part("help").hidden = count > 0;
  };

  const empty = () => {
    part("results").replaceChildren();
    part("more").hidden = true;
    part("older").hidden = true;
    part("filters").hidden = true;
    part("advice").hidden = true;
    part("help").hidden = false;
    say("");
  };

  const fail = (state) => {
    empty();
    // Neither is of use to a reader: previews have no index, and connections break.
    if (location.protocol === "file:") {
      say("Bản xem trước mở từ thư mục không có tìm kiếm: xin dùng các danh sách dưới đây.");
      return;
    }
    say(/^(localhost|127\.|\[::1\])/.test(location.hostname)
      ? "Bản xem thử không có tìm kiếm: chỉ trang đã dựng bằng make site mới có."
      : `Chưa tìm được “${state.q}”: không tải được phần tìm kiếm. Xin thử tải lại trang, hoặc dùng các danh sách dưới đây.`);
  };

  let results = [];
  const showMore = async (state, upTo, mine) => {
    const list = part("results");
    const next = results.slice(list.children.length, upTo);
    const found = await Promise.all(next.map((result) => result.data()));
    if (mine !== number) return null;
    const items = found.map((data) => card(data, state));
    list.append(...items);
    part("more").hidden = list.children.length >= results.length;
    return items[0];
  };

  // Most Vietnamese words are written as several syllables, each common by itself: pages where as
  // many found words stand side by side as were asked for come before those that only hold them all.
  // (Pagefind's own search for a phrase misses it where a page also spells it otherwise.)
  const together = (result, size) => {
    const places = new Set(result.words);
    return result.words.some((start) => {
      for (let next = 1; next < size; next += 1) if (!places.has(start + next)) return false;
      return true;
    });
  };

  const phrasesFirst = (all, text) => {
    const size = text.trim().split(/\s+/).length;
    if (size < 2) return all;
    return [...all.filter((result) => together(result, size)), ...all.filter((result) => !together(result, size))];
  };

  const search = async (state) => {
    number += 1;
    const mine = number;
    if (!state.q) { empty(); return; }
    const slow = setTimeout(() => say("Đang tìm…"), 600);
    try {
      await index.load();
      const options = { filters: state.chosen, ...(state.newest ? { sort: { ngay: "desc" } } : {}) };
      let answer = await index.search(asked(state.q), options);
      while (index.older() && (!answer.whole || answer.results.length < PER_PAGE || index.reaches(state.chosen.nam))) {
        if (mine !== number) return;
        await index.deepen();
        answer = await index.search(asked(state.q), options);
      }
      if (mine !== number) return;
      results = state.newest ? answer.results : phrasesFirst(answer.results, state.q);
      part("results").replaceChildren();
      await showMore(state, state.shown, mine);
      if (mine !== number) return;
      part("filters").hidden = !results.length && !Object.keys(state.chosen).length;
      clearTimeout(slow);
      tell(state, results.length);
      await fillAll(state, answer, mine);
    } catch {
      if (mine === number) fail(state);
    } finally {
      clearTimeout(slow);
    }
  };

  const run = (push) => {
    const state = readForm();
    write(state, push);
    return search(state);
  };

  const fromAddress = () => {
    const state = readAddress();
    field.value = state.q;
    order.value = state.newest ? "moi" : "";
    // A choice that the list does not hold yet gets its place; counts follow with the answer.
    for (const select of selects) fill(select, {}, state.chosen[select.name]);
    document.title = state.q ? `${state.q} · ${title}` : title;
    return search(state);
  };

  let pause = 0;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => run(false), PAUSE);
  });
  field.addEventListener("focus", () => index.load().catch(() => {}), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    run(true);
  });
  part("filters").addEventListener("change", (event) => {
    if (event.target.matches("select")) run(true);
  });
  part("clear").addEventListener("click", () => {
    for (const select of selects) select.value = "";
    run(true);
    page.querySelector("summary").focus();
  });
  part("more").addEventListener("click", async () => {
    const state = { ...readForm(), shown: part("results").children.length + PER_PAGE };
    history.replaceState({ shown: state.shown }, "");
    const first = await showMore(state, state.shown, number);
    first?.querySelector("a").focus();
  });
  part("older").addEventListener("click", async () => {
    await index.deepen().catch(() => fail(readForm()));
    await search({ ...readForm(), shown: Math.max(PER_PAGE, part("results").children.length) });
    part("status").focus();
  });
  addEventListener("popstate", fromAddress);

  const desk = matchMedia("(min-width: 60em)");
  const room = () => { part("filters").open = desk.matches; };
  desk.addEventListener("change", room);
  room();
  fromAddress();
})();
