export { fieldPolicy, officePolicy, portalPolicy, publicPolicy } from './security-headers.ts';
export { createHttpServer, type HttpOptions } from './server.ts';
export { registerStaticFiles, type StaticOptions } from './static-files.ts';
export { sendWhole, type WholeAnswer, wholeHeaders } from './whole-answer.ts';
