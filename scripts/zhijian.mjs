#!/usr/bin/env node
import { run } from './run.mjs';
import { setup } from './setup.mjs';

run(setup(), 'apps/cli/main.ts', process.argv.slice(2));
