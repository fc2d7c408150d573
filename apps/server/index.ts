export { readConfig, type Config, type Flags } from './config.ts';
export { serve, untilStopped, type ServeOptions, type Serving } from './serve.ts';
export { openServices, type OpenOptions, type OpenServices } from './services.ts';
