import { servePage } from './page.ts';
import { serveAsWorker } from './worker.ts';

// One file is both: the page starts it again as its worker, so that there is one script to serve, and one digest to state.
const { currentScript } = globalThis.document ?? {};
if (currentScript instanceof globalThis.HTMLScriptElement) servePage(currentScript.src);
else serveAsWorker();
