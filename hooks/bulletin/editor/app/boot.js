/*
 * Starts Sveltia CMS with our configuration: in Vietnamese, from this folder alone.
 */
import { makeFormat } from './format.js';

const { config, keys } = await (await fetch('./config.json')).json();

const local = document.documentElement.classList.contains('local');
if (local && !('showDirectoryPicker' in window)) document.querySelector('#no-folders').showModal();

/**
 * Sveltia takes a folder for a project's if it holds `.git`. An editor's copy of ours may have
 * come as a ZIP, so the folder is known by what every copy has; Git stays optional.
 */
const { getDirectoryHandle } = FileSystemDirectoryHandle.prototype;
FileSystemDirectoryHandle.prototype.getDirectoryHandle = async function get(name, options) {
  if (name !== '.git') return getDirectoryHandle.call(this, name, options);
  try {
    await this.getFileHandle('mkdocs.yml');
    return await getDirectoryHandle.call(this, 'content');
  } catch (error) {
    document.querySelector('#wrong-folder').showModal();
    throw error;
  }
};

/**
 * Sveltia makes the names of uploaded files plain, but keeps the underscores that cameras put in
 * theirs; in ours words are joined by hyphens alone.
 */
const named = Object.getOwnPropertyDescriptor(File.prototype, 'name').get;
Object.defineProperty(File.prototype, 'name', {
  configurable: true,
  get() {
    return named.call(this).replaceAll('_', '-');
  },
});

/**
 * A browser says in its own language, and in few words, that a server cannot be reached; Sveltia
 * shows those words as they are.
 */
const { fetch: asked } = window;
window.fetch = async function fetch(...request) {
  try {
    return await asked.apply(window, request);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const to = new URL(request[0].url ?? request[0], document.baseURI);
    throw new TypeError(
      `Không kết nối được tới ${to.host}. Hãy xem mạng của máy này, rồi thử lại.`,
      { cause: error },
    );
  }
};

const PREFS = 'sveltia-cms.prefs';
if (!localStorage.getItem(PREFS)) localStorage.setItem(PREFS, JSON.stringify({ locale: 'vi' }));
// Whatever the browser speaks, the editor speaks Vietnamese and offers no other language.
Object.defineProperty(navigator, 'language', { configurable: true, value: 'vi' });
window.CMS_MANUAL_INIT = true;

const CMS = (await import('./sveltia/npm/index.js')).default;
CMS.registerCustomFormat('bulletin', 'yml', makeFormat(keys));
const logo = { src: new URL('./emblem.png', document.baseURI).href };
CMS.init({ config: { ...config, logo } });
