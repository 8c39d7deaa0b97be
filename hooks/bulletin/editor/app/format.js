/*
 * How the editor reads and writes an entry's file.
 *
 * Sveltia's own YAML would take `4.10` for the number 4.1 and `08` for 8, and drop comments, order
 * and style. Here every scalar is text, as in the bulletin's own reader, and what was not changed
 * stays as it stood: the new values are put into the file's own document, comments and all.
 */
import { Pair, Scalar, isMap, isScalar, isSeq, parseDocument } from './yaml/index.js';

/** The key under which an entry carries the file it was read from; never written. */
export const ORIGINAL = 'original_text';

const MEDIA = '/content/media/';
const DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2}))?$/;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}))?(?::\d{2})?$/;
const SAFE = /^[\p{L}\p{N}(“/](?:[^\p{Cc}:#]|:(?=\S)|(?<=\S)#)*$/u;
const two = (number) => String(number).padStart(2, '0');

/** What was written for each text that was read: a second change starts from the first. */
const latest = new Map();

/**
 * Returns the format to register with Sveltia.
 * @param {{truths: string[], days: string[], media: string[]}} keys Names of the fields whose text
 * the editor must show as a tick, in a calendar, as a file.
 */
export function makeFormat(keys) {
  const truths = new Set(keys.truths);
  const days = new Set(keys.days);
  const media = new Set(keys.media);

  /** The value a field of the editor shows for a text of the file. */
  function shown(key, text) {
    if (truths.has(key) && (text === 'true' || text === 'false')) return text === 'true';
    if (media.has(key) && text !== '') return MEDIA + text;
    const day = days.has(key) && DAY.exec(text);
    if (day) {
      const clock = day[4] === undefined ? '' : ` ${two(day[4])}:${day[5]}`;
      return `${day[3]}-${two(day[2])}-${two(day[1])}${clock}`;
    }
    return text.replaceAll('](media:', `](${MEDIA}`);
  }

  /** The text to write for a value of the editor. */
  function written(key, value) {
    const text = String(value).normalize('NFC').replaceAll('\r\n', '\n').replace(/[\u200B-\u200D\uFEFF]/g, '');
    if (media.has(key)) return text.replace(MEDIA, '').replace(/^\//, '');
    const day = days.has(key) && ISO_DAY.exec(text);
    if (day) {
      const pad = (part, below) => (Number(part) < below ? part : String(Number(part)));
      return `${pad(day[3], 10)}/${pad(day[2], 3)}/${day[1]}${day[4] ? ` ${day[4]}` : ''}`;
    }
    return text.replaceAll(`](${MEDIA}`, '](media:');
  }

  function read(node, key = '') {
    if (isMap(node)) {
      return Object.fromEntries(node.items.map(({ key: name, value }) => [name.value, read(value, name.value)]));
    }
    if (isSeq(node)) return node.items.map((item) => read(item, key));
    return shown(key, String(node?.value ?? ''));
  }

  /** Leaves out what is empty: an absent field is a field that was left out. */
  function filled(value) {
    if (Array.isArray(value)) return value.map(filled).filter((item) => item !== undefined);
    if (value !== null && typeof value === 'object') {
      const kept = Object.entries(value)
        .map(([key, inner]) => [key, filled(inner)])
        .filter(([, inner]) => inner !== undefined && !(Array.isArray(inner) && !inner.length));
      return kept.length ? Object.fromEntries(kept) : undefined;
    }
    if (value === null || value === undefined) return undefined;
    return typeof value === 'string' && value.trim() === '' ? undefined : value;
  }

  /**
   * What a text says, whichever way Markdown writes it: the visual mode marks emphasis by
   * underscores, pads tables and drops the last line's end, also where nobody changed a word.
   */
  function plain(text) {
    return text
      .trim()
      .replace(/(^|[^\p{L}\p{N}_\\])_(?=\S)([^_\n]*?\S)_(?![\p{L}\p{N}_])/gu, '$1*$2*')
      .replace(/^[*+](?= )/gm, '-')
      .replace(/ *\| */g, '|')
      .replace(/-{3,}/g, '---')
      .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
      .replace(/[ \t]+$/gm, '');
  }

  /** The new text with every paragraph that says the same as before written as before. */
  function kept(before, after) {
    if (plain(before) === plain(after)) return before;
    if (!before.includes('\n')) return after;
    const old = new Map(before.trim().split(/\n{2,}/).map((block) => [plain(block), block]));
    const blocks = after.trim().split(/\n{2,}/).map((block) => old.get(plain(block)) ?? block);
    return `${blocks.join('\n\n')}\n`;
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const shownAgain = (key, value) => (typeof value === 'string' ? shown(key, written(key, value)) : value);

  function dress(scalar, text) {
    scalar.value = text;
    if (text.includes('\n')) scalar.type = Scalar.BLOCK_LITERAL;
    else if (SAFE.test(text) && text === text.trim() && text !== 'null') scalar.type = Scalar.PLAIN;
    else scalar.type = Scalar.QUOTE_DOUBLE;
    return scalar;
  }

  function make(doc, value, key) {
    if (Array.isArray(value)) {
      const seq = doc.createNode([]);
      for (const item of value) seq.items.push(make(doc, item, key));
      return seq;
    }
    if (typeof value === 'object') {
      const map = doc.createNode({});
      update(doc, map, value);
      return map;
    }
    const text = written(key, value);
    // A text of several lines ends with its last line, as everywhere in the content.
    return dress(new Scalar(''), text.includes('\n') ? `${text.trimEnd()}\n` : text);
  }

  function merge(doc, node, value, key) {
    if (isMap(node) && typeof value === 'object' && !Array.isArray(value)) return update(doc, node, value);
    if (isSeq(node) && Array.isArray(value)) return align(doc, node, value, key);
    if (isScalar(node) && typeof value !== 'object') {
      if (same(read(node, key), shownAgain(key, value))) return node;
      const text = kept(String(node.value), written(key, value));
      if (text !== node.value) dress(node, text);
      return node;
    }
    return make(doc, value, key);
  }

  function update(doc, map, value) {
    map.items = map.items.filter(({ key }) => key.value in value);
    for (const [key, inner] of Object.entries(value)) {
      const pair = map.items.find((one) => one.key.value === key);
      if (pair) pair.value = merge(doc, pair.value, inner, key);
      // A tick that was never set needs no line saying so.
      else if (inner !== false) map.items.push(new Pair(new Scalar(key), make(doc, inner, key)));
    }
    return map;
  }

  /** Items that did not change keep their lines and comments wherever they moved to. */
  function align(doc, seq, values, key) {
    const old = seq.items.map((node) => ({ node, value: read(node, key) }));
    const taken = new Set();
    const found = values.map((value) => {
      const at = old.findIndex((one, place) => !taken.has(place) && same(filled(one.value), value));
      if (at >= 0) taken.add(at);
      return at;
    });
    seq.items = values.map((value, place) => {
      if (found[place] >= 0) return old[found[place]].node;
      if (place < old.length && !taken.has(place)) {
        taken.add(place);
        return merge(doc, old[place].node, value, key);
      }
      return make(doc, value, key);
    });
    return seq;
  }

  function fromFile(text) {
    const doc = parseDocument(text, { schema: 'failsafe' });
    if (doc.errors.length) throw new Error(doc.errors[0].message);
    return { ...read(doc.contents), [ORIGINAL]: text };
  }

  function toFile({ [ORIGINAL]: original = '', ...value }) {
    const start = latest.get(original) ?? original;
    const doc = parseDocument(start, { schema: 'failsafe' });
    if (!isMap(doc.contents)) doc.contents = doc.createNode({});
    // An entry whose fields were all emptied is still an entry; its check tells what it lacks.
    update(doc, doc.contents, filled(value) ?? {});
    const text = doc.toString({
      lineWidth: 0,
      flowCollectionPadding: /[{[] \S/.test(start),
      indentSeq: !/^[a-z_]+:\n- /m.test(start),
    });
    if (original) latest.set(original, text);
    return text;
  }

  return { fromFile, toFile };
}
