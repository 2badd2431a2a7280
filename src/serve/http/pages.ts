import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { pageHeaders } from './security.ts'

export interface PageParts {
  readonly folder: string
  readonly development: boolean
  readonly demo: boolean
}

/** The built pages. `/embed.js` is for pages of other origins; `/` and `/explore` are for people at this one. */
export async function pageRoutes(
  fastify: FastifyInstance,
  { folder, development, demo }: PageParts,
): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: folder,
    prefix: '/assets/',
    serve: false,
    cacheControl: false,
  })
  fastify.get('/embed.js', (_request, reply) => {
    void reply.headers({
      ...pageHeaders(),
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    })
    return reply.sendFile('embed.js')
  })
  fastify.get<{ Params: { '*': string } }>('/assets/*', (request, reply) => {
    // Their names change with what is in them.
    void reply.headers({ ...pageHeaders(), 'cache-control': 'public, max-age=31536000, immutable' })
    return reply.sendFile(`assets/${request.params['*']}`)
  })
  if (demo) fastify.get('/', (_request, reply) => reply.headers(pageHeaders()).sendFile('index.html'))
  if (!development) return
  fastify.get('/explore', (_request, reply) => reply.headers(pageHeaders('editor')).sendFile('explore.html'))
  if (!demo) fastify.get('/', (_request, reply) => reply.redirect('/explore'))
}
