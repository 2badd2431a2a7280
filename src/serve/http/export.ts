import type { FastifyReply } from 'fastify'
import type { OpenExport } from '../exports/open.ts'

/**
 * Sends an export as a file. Where it breaks off, the connection is cut and the last chunk never comes: no reader can
 * take a cut file for a whole one.
 */
export function attach({ format, name, body }: OpenExport, reply: FastifyReply): FastifyReply {
  return reply
    .code(200)
    .headers({
      'content-type': format.contentType,
      'content-disposition': `attachment; filename="${fileName(name)}.${format.extension}"`,
    })
    .send(body)
}

// A GraphQL name has letters, digits and underscores alone; what else came in would not get out.
function fileName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_]/g, '').slice(0, 60) || 'export'
}
