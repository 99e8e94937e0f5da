import type { Middleware } from './http.ts';

/**
 * What every answer tells the browser to refuse. The content security policy of pages comes with
 * the pages (svelte.config.js), which know their own scripts.
 */
export function securityHeaders(origin: string): Middleware {
  const headers = Object.entries({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(origin.startsWith('https:') ? { 'strict-transport-security': oneYear } : {}),
  });
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

const oneYear = 'max-age=31536000';
