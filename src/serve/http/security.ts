import type { FastifyInstance } from 'fastify'

/** For answers of the API: they are nobody's to keep, to guess the type of, or to show in a frame. */
const apiHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin', // who may read is CORS's to say
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

// Said by the proxy that ended TLS. Whoever says so without one is told nothing but to come by https.
const behindHttps = { ...apiHeaders, 'strict-transport-security': 'max-age=31536000' } as const

/** Scripts and styles from this server alone. */
const strict = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
} as const

/** The query IDE's editor writes styles into the page and works in workers. */
const editor = { ...strict, 'style-src': "'self' 'unsafe-inline'", 'worker-src': "'self'" } as const

const policies = { strict, editor } as const

export function pageHeaders(policy: keyof typeof policies = 'strict'): Record<string, string> {
  const rules = Object.entries(policies[policy])
  return {
    'cache-control': 'no-cache',
    'content-security-policy': rules.map(([name, value]) => `${name} ${value}`).join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
}

/** Every answer starts with the headers of the API; a page puts its own in their place. */
export function secure(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, next) => {
    void reply.headers(request.headers['x-forwarded-proto'] === 'https' ? behindHttps : apiHeaders)
    next()
  })
}
