import { manifest as deadlines } from './deadlines/index.ts';
import { manifest as delivery } from './delivery/index.ts';
import { manifest as deployment } from './deployment/index.ts';
import { manifest as documents } from './documents/index.ts';
import { manifest as evidence } from './evidence/index.ts';
import { manifest as facts } from './facts/index.ts';
import { manifest as files } from './files/index.ts';
import { manifest as identity } from './identity/index.ts';
import { manifest as jobs } from './jobs/index.ts';
import { manifest as journal } from './journal/index.ts';
import { manifest as law } from './law/index.ts';
import type { Manifest } from './manifest.ts';
import { manifest as work } from './work/index.ts';

/** The rooms of the shell; the composition puts them before registers and regimes. */
export const platformManifests: readonly Manifest[] = [
  deployment,
  identity,
  facts,
  law,
  journal,
  work,
  jobs,
  deadlines,
  files,
  evidence,
  documents,
  delivery,
];
