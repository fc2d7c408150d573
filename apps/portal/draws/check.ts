import { servePage } from './page.ts';
import { serveAsWorker } from './worker.ts';

// One file is both: the page starts it again as its worker, so that there is one script to serve, and one digest to state.
// A worker has no document.
const script = (globalThis as { readonly document?: Document }).document?.currentScript;
if (script) servePage((script as HTMLScriptElement).src);
else serveAsWorker();
