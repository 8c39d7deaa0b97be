// The search index (scripts/_index.py): one for the newest years; of a large site, others for the
// years before, which are fetched only when somebody asks that far back. `says` tells whether a found
// page has a word.
const searchIndex = (site, says) => {
  "use strict";
  const HOME = new URL("pagefind/", site);
  const PART = "ky";                    // the filter by which Pagefind tells merged indexes apart
  const RANKING = { diacriticSimilarity: 2, metaWeights: { title: 5, words: 1, kind: 0.2, stamp: 0.2 } };
  let loading = null, engine = null, parts = [], merged = 1;

  const optionsOf = (part) => ({ ranking: RANKING, ...(parts.length > 1 ? { mergeFilter: { [PART]: part } } : {}) });

  const load = () => {
    loading ||= Promise.all([
      import(new URL("pagefind.js", HOME)),
      fetch(new URL("cac-ky.json", HOME)).then((answer) => answer.json()),
    ]).then(async ([found, names]) => {
      parts = names;
      await found.options(optionsOf(parts[0]));
      await found.init();
      await found.filters();            // or searches come without counts
      engine = found;
    }).catch((error) => { loading = null; throw error; });
    return loading;
  };

  const added = (counts) => {
    const sum = {};
    for (const facets of counts) {
      for (const [facet, values] of Object.entries(facets)) {
        sum[facet] ||= {};
        for (const [value, count] of Object.entries(values)) sum[facet][value] = (sum[facet][value] || 0) + count;
      }
    }
    return sum;
  };

  const within = (part, options) => ({ ...options, filters: { ...options.filters, [PART]: part } });

  // In place of a word that an index has nowhere Pagefind takes one that begins alike, or none: pages of
  // years that never knew a document's number would come first. `whole`: some part has all the words;
  // only such parts answer then.
  const search = async (text, options) => {
    if (parts.length < 2) return { whole: true, ...await engine.search(text, options) };
    const words = [...new Set(text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean))];
    const knows = async (part) => {
      for (const word of words) {
        const [best] = (await engine.search(word, within(part, {}))).results;
        if (!best || !says(await best.data(), word)) return false;
      }
      return true;
    };
    const asked = parts.slice(0, merged);
    const known = [];
    for (const part of asked) if (await knows(part)) known.push(part);
    const answers = [];
    for (const part of known.length ? known : asked) answers.push(await engine.search(text, within(part, options)));
    const results = answers.flatMap((one) => one.results);
    // Pagefind sorts by date within an index only; the newest index was asked first.
    if (!options.sort) results.sort((a, b) => b.score - a.score);
    return { whole: known.length > 0, results, filters: added(answers.map((one) => one.filters)) };
  };

  const older = () => parts[merged] || "";
  const newestOf = (part) => Number(part.slice(-4));
  const oldestOf = (part) => Number(part.slice(0, 4));

  // Fetch the next older index too.
  const deepen = async () => {
    const part = older();
    if (!part) return;
    await engine.mergeIndex(new URL(`${part}/`, HOME).href, optionsOf(part));
    await engine.filters();
    merged += 1;
  };

  const olderYears = () => parts.slice(merged).flatMap((part) =>
    Array.from({ length: newestOf(part) - oldestOf(part) + 1 }, (_, step) => `${newestOf(part) - step}`));

  return {
    load, search, deepen, older, olderYears,
    // The first of the years that are searched so far.
    since: () => oldestOf(parts[merged - 1] || "0"),
    // Whether a year lies in an index that was not fetched yet.
    reaches: (year) => Boolean(year && older()) && Number(year) <= newestOf(older()),
  };
};
