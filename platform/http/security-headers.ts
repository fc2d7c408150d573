import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Nothing from elsewhere, nothing inline. */
const policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
} as const satisfies Record<string, readonly string[]>;

const print = (directives: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');

/** Policy of every answer that sets no other. */
export const publicPolicy = print(policy);

/**
 * Policy of the office's pages: the component library writes its styles into the page while it runs, and charts are drawn as
 * images before they are saved (docs/adr/0024).
 */
export const officePolicy = print({
  ...policy,
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'", 'data:'],
  'worker-src': ["'self'", 'blob:'],
});

/** Policy of the portal's pages: no script at all; the one page that has a script takes `publicPolicy`. */
export const portalPolicy = print({ ...policy, 'script-src': ["'none'"] });

/** Policy of the page for the field: it shows photos that it keeps itself, and works without a network. */
export const fieldPolicy = print({ ...policy, 'img-src': ["'self'", 'data:', 'blob:'], 'worker-src': ["'self'"] });

/** Written out once: the same on every answer, they need not be put together for each. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': publicPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

/** HSTS, only where the request came by https. */
export const strictTransport = ['strict-transport-security', 'max-age=31536000'] as const;

/** Strict headers and the id of the request on an answer; a policy of its own stays. */
export const setSecurityHeaders = (request: FastifyRequest, reply: FastifyReply): void => {
  const own = reply.getHeader('content-security-policy');
  reply.header('x-request-id', request.id).headers(securityHeaders);
  if (own !== undefined) reply.header('content-security-policy', own);
  if (request.protocol === 'https') reply.header(...strictTransport);
};

/** Every answer takes the strict headers when it is sent. Whole answers, which go another way, bring them along. */
export const registerSecurityHeaders = (app: FastifyInstance): void => {
  app.addHook('onSend', (request, reply, payload, done) => {
    setSecurityHeaders(request, reply);
    done(null, payload);
  });
};
