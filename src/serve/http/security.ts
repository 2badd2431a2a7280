import type { FastifyInstance, FastifyReply } from 'fastify'

/** For answers of the API: they are nobody's to keep, to guess the type of, or to show in a frame. */
export const apiHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin', // who may read is CORS's to say
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

// Scripts and styles from this server alone. Lit and charts set styles of elements from scripts, which CSP allows.
const pageRules = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
]

/** `inline`: styles that a page's library writes into the page (the query IDE's editor). */
export function pageHeaders(inline: readonly 'style'[] = []): Record<string, string> {
  const rules = pageRules.map((rule) =>
    rule.startsWith('style-src') && inline.includes('style') ? `${rule} 'unsafe-inline'` : rule,
  )
  return {
    ...apiHeaders,
    'cache-control': 'no-cache',
    'content-security-policy': rules.join('; '),
    'cross-origin-resource-policy': 'same-origin',
  }
}

export function secure(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_request, reply: FastifyReply, next) => {
    void reply.headers(apiHeaders)
    next()
  })
}
