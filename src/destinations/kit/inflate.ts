import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { FarFault } from './fault.ts'

const CODINGS: Readonly<Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
}

/** The body as it was before its content coding, at most `maxBytes` long: a small bomb must not fill the memory. */
export function inflate(bytes: Buffer, encoding: string | undefined, maxBytes: number): Buffer {
  const name = encoding?.trim().toLowerCase()
  if (!name || name === 'identity' || bytes.length === 0) return bytes
  const decode = Object.hasOwn(CODINGS, name) ? CODINGS[name] : undefined
  if (!decode) throw new FarFault('The answer came in a coding that was not asked for', 'maybe')
  try {
    return decode(bytes, { maxOutputLength: maxBytes })
  } catch (cause) {
    throw new FarFault('The answer could not be unpacked within its limits', 'maybe', { cause })
  }
}
