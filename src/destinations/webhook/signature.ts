import { createHmac, timingSafeEqual } from 'node:crypto'

/** `t=<seconds since 1970>,v1=<hex of HMAC-SHA256(secret, t + "." + body)>`: the header `X-Signature`. */
export function sign(secret: string, body: string, now: Date): string {
  const t = Math.floor(now.getTime() / 1000)
  return `t=${t},v1=${mac(secret, t, body)}`
}

/**
 * For receivers: whether a request comes from the holder of the secret, and was signed within `toleranceS` seconds.
 * `body` is the request's body as it arrived, before any parsing.
 */
export function verify(secret: string, header: string, body: string, now: Date, toleranceS = 300): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header)
  if (!match) return false
  const t = Number(match[1])
  if (Math.abs(now.getTime() / 1000 - t) > toleranceS) return false
  return timingSafeEqual(Buffer.from(match[2] as string), Buffer.from(mac(secret, t, body)))
}

function mac(secret: string, t: number, body: string): string {
  return createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex')
}
