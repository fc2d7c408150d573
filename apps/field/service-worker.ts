/** What of a service worker is used here; the types of pages and workers can't be loaded together. */
interface FieldWorker {
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly addEventListener: (
    type: 'install' | 'activate' | 'fetch',
    listener: (event: {
      readonly request: Request;
      readonly waitUntil: (work: Promise<unknown>) => void;
      readonly respondWith: (answer: Promise<Response>) => void;
    }) => void,
  ) => void;
}
const worker = globalThis as unknown as FieldWorker;

const cacheName = 'zhijian-field';
const shell = ['/field/', '/field/app.js', '/field/app.css', '/field/manifest.webmanifest', '/field/icon.svg'];

const fetchAll = async (): Promise<void> => {
  const cache = await caches.open(cacheName);
  // One version or none: a page of one and a script of another would not fit.
  const answers = await Promise.all(shell.map((path) => fetch(path, { cache: 'no-cache' })));
  if (answers.every(({ ok }) => ok))
    await Promise.all(answers.map((answer, index) => cache.put(shell[index] ?? '', answer)));
};

const answer = async (path: string, request: Request): Promise<Response> =>
  (await caches.match(path)) ?? fetch(request);

worker.addEventListener('install', (event) => event.waitUntil(fetchAll().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
// The shell comes from the phone at once, with or without a network; the newest is fetched behind it for the next start.
worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const path = event.request.mode === 'navigate' ? '/field/' : pathname;
  if (origin !== location.origin || event.request.method !== 'GET' || !shell.includes(path)) return;
  event.respondWith(answer(path, event.request));
  if (path === '/field/') event.waitUntil(fetchAll().catch(() => undefined));
});
